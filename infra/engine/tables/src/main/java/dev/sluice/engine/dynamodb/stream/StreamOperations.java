package dev.sluice.engine.dynamodb.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * ListStreams, DescribeStream, GetShardIterator and GetRecords. A stream has one shard.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html">Operations</a>
 */
public final class StreamOperations {

    private static final int LIST_MAX = 100;
    private static final int RECORDS_MAX = 1_000;

    private final Kernel kernel;
    private final StreamLog log;

    public StreamOperations(Kernel kernel, StreamLog log) {
        this.kernel = kernel;
        this.log = log;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "ListStreams", this::list,
                "DescribeStream", this::describe,
                "GetShardIterator", this::iterator,
                "GetRecords", this::records);
    }

    private Stream open(Request request, String arn, String action) {
        kernel.access().require(request.caller(), "dynamodb:" + action, arn);
        return log.require(arn);
    }

    private Response list(Request request) {
        Input input = new Input(request.input());
        kernel.access().require(request.caller(), "dynamodb:ListStreams", "*");
        int limit = limit(input, LIST_MAX);
        String table = input.text("TableName").orElse("");
        String start = input.text("ExclusiveStartStreamArn").orElse("");
        List<Stream> found = log.list().stream()
                .filter(stream -> stream.account().equals(request.caller().account()))
                .filter(stream -> table.isEmpty() || stream.table().equals(table))
                .filter(stream -> stream.arn().compareTo(start) > 0)
                .limit(limit + 1L)
                .toList();
        ObjectNode output = Json.object();
        ArrayNode streams = output.putArray("Streams");
        found.stream()
                .limit(limit)
                .forEach(stream -> streams.addObject()
                        .put("StreamArn", stream.arn())
                        .put("StreamLabel", stream.label())
                        .put("TableName", stream.table()));
        if (found.size() > limit) {
            output.put("LastEvaluatedStreamArn", found.get(limit - 1).arn());
        }
        return Response.of(output);
    }

    private Response describe(Request request) {
        Input input = new Input(request.input());
        Stream stream = open(request, input.requiredText("StreamArn"), "DescribeStream");
        limit(input, LIST_MAX);
        ObjectNode description = Json.object()
                .put("StreamArn", stream.arn())
                .put("StreamLabel", stream.label())
                .put("StreamStatus", stream.enabled() ? "ENABLED" : "DISABLED")
                .put("StreamViewType", stream.viewType())
                .put("CreationRequestDateTime", BigDecimal.valueOf(stream.createdAt(), 3))
                .put("TableName", stream.table());
        description.set("KeySchema", stream.key().json());
        ArrayNode shards = description.putArray("Shards");
        boolean after = input.text("ExclusiveStartShardId").isPresent();
        boolean children = input.object("ShardFilter").isPresent();
        if (!after && !children) {
            shard(stream, shards.addObject());
        }
        return Response.of(Json.object().set("StreamDescription", description));
    }

    private static void shard(Stream stream, ObjectNode shard) {
        shard.put("ShardId", stream.shardId());
        ObjectNode range = shard.putObject("SequenceNumberRange");
        range.put("StartingSequenceNumber", SequenceNumbers.format(stream.trimmed() + 1));
        if (!stream.enabled()) {
            range.put("EndingSequenceNumber", SequenceNumbers.format(stream.last()));
        }
    }

    private Response iterator(Request request) {
        Input input = new Input(request.input());
        Stream stream = open(request, input.requiredText("StreamArn"), "GetShardIterator");
        String shard = input.requiredText("ShardId");
        if (!shard.equals(stream.shardId())) {
            throw AwsException.of(
                    "ResourceNotFoundException",
                    "Requested resource not found: Shard: " + shard + " in stream: " + stream.arn() + " not found");
        }
        String type = input.word(
                        "ShardIteratorType", "AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON")
                .orElseThrow(() -> Input.missing("ShardIteratorType"));
        long next = switch (type) {
            case "TRIM_HORIZON" -> stream.trimmed() + 1;
            case "LATEST" -> kernel.store().read(tx -> log.lastCommitted(tx, stream)) + 1;
            case "AT_SEQUENCE_NUMBER" -> number(input, stream);
            default -> number(input, stream) + 1;
        };
        return Response.of(Json.object().put("ShardIterator", at(stream, next)));
    }

    private static long number(Input input, Stream stream) {
        long number = SequenceNumbers.parse(input.requiredText("SequenceNumber"));
        rejectTrimmed(stream, number);
        return number;
    }

    private static void rejectTrimmed(Stream stream, long number) {
        if (number <= stream.trimmed()) {
            throw AwsException.of(
                    "TrimmedDataAccessException",
                    "The operation attempted to read past the oldest stream record in a shard: "
                            + SequenceNumbers.format(number));
        }
    }

    private String at(Stream stream, long next) {
        return new ShardIterator(stream.arn(), next, now()).text();
    }

    private Instant now() {
        return kernel.time().now();
    }

    private Response records(Request request) {
        Input input = new Input(request.input());
        int limit = limit(input, RECORDS_MAX);
        ShardIterator iterator = ShardIterator.parse(input.requiredText("ShardIterator"), now());
        Stream stream = open(request, iterator.streamArn(), "GetRecords");
        rejectTrimmed(stream, iterator.next());
        StreamRecords.Page page =
                kernel.store().read(tx -> StreamRecords.read(tx, stream, kernel.region(), iterator.next(), limit));
        ObjectNode output = Json.object();
        ArrayNode records = output.putArray("Records");
        page.records().forEach(records::add);
        if (stream.enabled() || page.next() <= stream.last()) {
            output.put("NextShardIterator", at(stream, page.next()));
        }
        return Response.of(output);
    }

    private static int limit(Input input, int max) {
        return input.number("Limit", 1, max).map(Long::intValue).orElse(max);
    }
}
