package dev.sluice.engine.poll;

import java.util.List;
import java.util.Optional;

/**
 * Records to be worked on together.
 *
 * @param shard the shard they come from; empty for queues
 * @param attempts how often they were tried before and failed for reasons that count
 * @param fault the last failure
 */
public record Batch(List<Polled> items, String shard, int attempts, Optional<Fault> fault) {

    /** Items that have not been tried yet. */
    public static Batch of(List<Polled> items) {
        return new Batch(List.copyOf(items), "", 0, Optional.empty());
    }
}
