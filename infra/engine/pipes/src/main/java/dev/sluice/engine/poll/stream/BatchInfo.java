package dev.sluice.engine.poll.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.request.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * {@code DDBStreamBatchInfo}: where in a stream the records of a batch are.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Failure records</a>
 */
public final class BatchInfo {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private BatchInfo() {}

    public static ObjectNode of(Batch batch, String streamArn) {
        Polled first = batch.items().get(0);
        Polled last = batch.items().get(batch.items().size() - 1);
        return Json.object()
                .put("shardId", batch.shard())
                .put("startSequenceNumber", first.position())
                .put("endSequenceNumber", last.position())
                .put("approximateArrivalOfFirstRecord", SECONDS.format(first.at()))
                .put("approximateArrivalOfLastRecord", SECONDS.format(last.at()))
                .put("batchSize", batch.items().size())
                .put("streamArn", streamArn);
    }

    /** The time of a failure record. */
    public static String timestamp(Instant at) {
        return MILLIS.format(at);
    }
}
