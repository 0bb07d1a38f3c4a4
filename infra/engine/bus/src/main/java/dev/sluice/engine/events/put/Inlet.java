package dev.sluice.engine.events.put;

import dev.sluice.engine.store.Tx;
import dev.sluice.engine.trace.TraceRecord;
import java.sql.SQLException;
import java.util.Optional;

/** Where a matched event goes on: one target of one rule. Thread-safe. */
@FunctionalInterface
public interface Inlet {

    /** Names a target. */
    record Aim(String key, String arn) {}

    /** The target it leads to; empty if that is not one that a rule names. */
    default Optional<Aim> aim() {
        return Optional.empty();
    }

    /** Does all the work that needs no transaction, on the publisher's thread. */
    Enqueue prepare(BusEvent event);

    /** Passes the event on, in the transaction that takes it in. */
    @FunctionalInterface
    interface Enqueue {
        void apply(Tx tx) throws SQLException;

        /** What this does to the event, for its trace: recorded with the event's way in, as one line. */
        default Optional<TraceRecord> record() {
            return Optional.empty();
        }
    }
}
