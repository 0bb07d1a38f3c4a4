package dev.sluice.engine.poll.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records of one shard in order, whatever becomes of its iterators. Not thread-safe. */
final class ShardReader {

    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

    private final StreamCalls calls;
    private final String shard;
    private boolean latest;
    private Optional<String> iterator = Optional.empty();
    private String position;
    private boolean ended;

    /**
     * @param position the last number that was read; empty for none
     * @param latest whether to begin with what comes now, if nothing was read yet
     */
    ShardReader(StreamCalls calls, String shard, String position, boolean latest) {
        this.calls = calls;
        this.shard = shard;
        this.position = position;
        this.latest = latest;
    }

    /** Takes the place to read from, so that nothing that is written from now on is missed. */
    void open() {
        if (iterator.isEmpty() && !ended) {
            iterator = Optional.of(begin());
        }
    }

    /** The next records; none if there are none at the moment. */
    List<ObjectNode> read(int limit) {
        if (ended) {
            return List.of();
        }
        open();
        JsonNode page;
        try {
            page = calls.records(iterator.orElseThrow(), limit);
        } catch (AwsException e) {
            recover(e);
            return List.of();
        }
        List<ObjectNode> records = new ArrayList<>();
        for (JsonNode record : page.path("Records")) {
            records.add((ObjectNode) record);
            position = record.path("dynamodb").path("SequenceNumber").asText();
        }
        String next = page.path("NextShardIterator").asText("");
        iterator = next.isEmpty() ? Optional.empty() : Optional.of(next);
        ended = next.isEmpty();
        return records;
    }

    /** The number of the last record read; empty for none. */
    String position() {
        return position;
    }

    /** Whether the shard is closed and read to its end. */
    boolean hasEnded() {
        return ended;
    }

    private String begin() {
        if (position.isEmpty()) {
            String type = latest ? "LATEST" : "TRIM_HORIZON";
            // Should this iterator be lost before a record came, all must be looked at again.
            latest = false;
            return calls.iterator(shard, type);
        }
        try {
            return calls.iteratorAfter(shard, position);
        } catch (AwsException e) {
            if (!e.code().equals("TrimmedDataAccessException")) {
                throw e;
            }
            LOG.warn("records of {} after {} are older than 24 hours and gone", shard, position);
            return calls.iterator(shard, "TRIM_HORIZON");
        }
    }

    private void recover(AwsException failure) {
        iterator = Optional.empty();
        switch (failure.code()) {
            case "ExpiredIteratorException" -> LOG.debug("an iterator of {} expired", shard);
            case "TrimmedDataAccessException" -> {
                LOG.warn("records of {} after {} are older than 24 hours and gone", shard, position);
                iterator = Optional.of(calls.iterator(shard, "TRIM_HORIZON"));
            }
            default -> throw failure;
        }
    }
}
