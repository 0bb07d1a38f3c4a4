package dev.sluice.engine.wire;

import dev.sluice.engine.aws.Caller;

/** Finds out who makes a request. */
@FunctionalInterface
public interface Authenticator {

    /**
     * @param service the signing name of the service that the request goes to; empty if the request does not tell
     * @throws dev.sluice.engine.aws.AwsException if the signature is missing or does not hold, or holds for something else
     */
    Caller caller(Exchange exchange, String service);
}
