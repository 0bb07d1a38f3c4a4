package dev.sluice.engine.poll.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.request.Json;

/**
 * The operations that reading a stream takes, as one caller.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html">Operations</a>
 */
public record StreamCalls(Aws aws, Caller caller, String streamArn) {

    private static final String SERVICE = "streams.dynamodb";

    /** {@code StreamDescription}. */
    public JsonNode describe() {
        return aws.call(caller, SERVICE, "DescribeStream", Json.object().put("StreamArn", streamArn))
                .path("StreamDescription");
    }

    /** An iterator of type TRIM_HORIZON or LATEST. */
    public String iterator(String shard, String type) {
        return aws.call(
                        caller,
                        SERVICE,
                        "GetShardIterator",
                        Json.object()
                                .put("StreamArn", streamArn)
                                .put("ShardId", shard)
                                .put("ShardIteratorType", type))
                .path("ShardIterator")
                .asText();
    }

    String iteratorAfter(String shard, String number) {
        return aws.call(
                        caller,
                        SERVICE,
                        "GetShardIterator",
                        Json.object()
                                .put("StreamArn", streamArn)
                                .put("ShardId", shard)
                                .put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER")
                                .put("SequenceNumber", number))
                .path("ShardIterator")
                .asText();
    }

    /** {@code Records} and, unless the shard has ended, {@code NextShardIterator}. */
    public JsonNode records(String iterator, int limit) {
        return aws.call(
                caller,
                SERVICE,
                "GetRecords",
                Json.object().put("ShardIterator", iterator).put("Limit", limit));
    }
}
