package dev.sluice.engine.wire.protocol;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;

/** One AWS protocol: how a call and its errors look on the wire. */
public interface Shape {

    /** The signing name of the service that the request goes to; empty if it goes to none that the engine has. */
    String service(Exchange exchange);

    Answer call(Exchange exchange, Caller caller, String requestId);

    Answer error(Exchange exchange, AwsException error, String requestId);
}
