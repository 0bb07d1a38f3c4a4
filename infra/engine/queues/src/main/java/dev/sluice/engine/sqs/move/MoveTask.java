package dev.sluice.engine.sqs.move;

import java.util.Locale;

/**
 * A message move task, as it is stored.
 *
 * @param number its place in the order of starting
 * @param destinationArn empty to move each message to the queue it came from
 * @param perSecond how many messages a second at most; 0 for as fast as it goes
 * @param started in epoch milliseconds
 * @param failure why it failed; empty if it did not
 */
record MoveTask(
        String id,
        long number,
        String sourceArn,
        String destinationArn,
        int perSecond,
        Status status,
        long moved,
        long toMove,
        long started,
        String failure) {

    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    /** Sorts tasks of one source by their order. */
    String key() {
        return sourceArn + "/" + String.format(Locale.ROOT, "%019d", number);
    }

    MoveTask movedBy(int more) {
        return new MoveTask(
                id, number, sourceArn, destinationArn, perSecond, status, moved + more, toMove, started, failure);
    }

    MoveTask ended(Status as, String why) {
        return new MoveTask(id, number, sourceArn, destinationArn, perSecond, as, moved, toMove, started, why);
    }
}
