package dev.sluice.engine.pipes.target;

import dev.sluice.engine.poll.Outcome;
import java.util.List;

/** A pipe's target. Thread-safe. */
public interface Target {

    /** The most events it takes at once. */
    int most();

    /**
     * Hands the events over and waits.
     *
     * @throws dev.sluice.engine.aws.AwsException if the target refused the call as a whole
     */
    Outcome deliver(List<Element> elements);
}
