package dev.sluice.engine.wire;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;

/** One AWS protocol: how a call and its errors look on the wire. */
interface Shape {

    Answer call(Exchange exchange, Caller caller, String requestId);

    Answer error(Exchange exchange, AwsException error, String requestId);
}
