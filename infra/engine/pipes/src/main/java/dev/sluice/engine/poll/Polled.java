package dev.sluice.engine.poll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One record of a stream or message of a queue, as it was read.
 *
 * @param id by which an answer names it when it failed
 * @param position a stream record's sequence number, or a message's receipt handle
 * @param key what must stay in order: an item's key, a message group; empty if nothing must
 * @param at when it was written to its source
 * @param json the record in the form that functions get
 * @param bytes how long that is at least, as JSON in UTF-8: what counts for the 6 MB that a function takes
 */
public record Polled(String id, String position, String key, Instant at, ObjectNode json, long bytes) {

    /** Bytes of the records of one batch: the 6 MB that a function takes. */
    public static final long BATCH_BYTES = 6L << 20;

    /** What each record counts for besides itself: its share of what stands between and around the records of a batch. */
    public static final int AROUND = 16;
}
