package dev.sluice.engine.wire;

import dev.sluice.engine.aws.Caller;

/** Finds out who makes a request. */
@FunctionalInterface
public interface Authenticator {

    /** @throws dev.sluice.engine.aws.AwsException if the signature is missing or does not hold */
    Caller caller(Exchange exchange);
}
