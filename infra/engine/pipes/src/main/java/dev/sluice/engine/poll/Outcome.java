package dev.sluice.engine.poll;

import java.util.Set;

/** How the work on a batch ended. */
public sealed interface Outcome {

    /** All of it is done. */
    record Done() implements Outcome {}

    /** All but the items with these ids is done. */
    record Partial(Set<String> failed, Fault fault) implements Outcome {}

    /** None of it counts as done. */
    record Failed(Fault fault) implements Outcome {}

    static Outcome done() {
        return new Done();
    }

    static Outcome failed(Fault fault) {
        return new Failed(fault);
    }
}
