package dev.sluice.engine.events.target;

import dev.sluice.engine.aws.Caller;
import java.time.Duration;

/** Calls API destinations. Thread-safe. */
public interface HttpTargets {

    /** Takes a place in the destination's rate; answers how long to wait before the call may be made. */
    Duration reserve(String destinationArn);

    /**
     * Makes one call, and blocks until it has ended.
     *
     * @param caller who needs {@code events:InvokeApiDestination}
     */
    Outcome send(Caller caller, String destinationArn, HttpCall call);
}
