package dev.sluice.engine.wire;

import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.wire.protocol.Exchange;

/** Finds out who makes a request. */
public interface Authenticator {

    /** How much is known about who sends a request, before its body is there. */
    enum Trust {
        /** Nothing: the request is not signed, or what it says about itself cannot be true. */
        NONE,
        /** Nothing, and it need not be: the request goes to an HTTP API, which decides by itself. */
        GUEST,
        /** Key, date and scope are good; whether the signature is can be said only when the body is there. */
        CLAIMED,
        /** The signature holds for the hash of the body that the request announces. */
        PROVEN
    }

    /**
     * @param service the signing name of the service that the request goes to; empty if the request does not say
     * @throws dev.sluice.engine.aws.AwsException if the signature is missing or does not hold, or holds for something else
     */
    Caller caller(Exchange exchange, String service);

    /**
     * Judges a request by its headers alone, so that a large body from an unknown sender need not be read.
     *
     * @param head the request without its body
     * @return never {@link Trust#NONE}
     * @throws dev.sluice.engine.aws.AwsException if {@link #caller} would refuse it whatever the body is
     */
    Trust trust(Exchange head, String service);
}
