package dev.sluice.engine.pipes.target;

import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Gathers which events of a batch failed. Not thread-safe. */
final class Failures {

    private final Set<String> ids = new HashSet<>();
    private Optional<Fault> first = Optional.empty();
    private boolean unnamed;

    void add(Element element, Fault fault) {
        unnamed |= element.id().isEmpty();
        ids.add(element.id());
        first = first.isPresent() ? first : Optional.of(fault);
    }

    /** An event whose source's record is not known can only be tried again with its whole batch. */
    Outcome outcome() {
        if (first.isEmpty()) {
            return Outcome.done();
        }
        return unnamed ? Outcome.failed(first.get()) : new Outcome.Partial(Set.copyOf(ids), first.get());
    }
}
