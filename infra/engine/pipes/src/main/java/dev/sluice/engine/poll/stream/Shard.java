package dev.sluice.engine.poll.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.poll.Polled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One shard under work: what was read of it, dealt out to its partitions. Not thread-safe. */
final class Shard {

    private static final int PAGE = 1_000;
    private static final long FULL_PAGE = 256L << 10;
    private static final long MOST_BYTES = 16L << 20;

    private final String id;
    private final ShardReader reader;
    private final StreamSettings settings;
    private final Start start;
    private final Records records;
    private final List<String> restored;
    private final List<Partition> partitions;
    private List<String> written;

    Shard(
            StreamCalls calls,
            String id,
            StreamSettings settings,
            Start start,
            boolean first,
            Records records,
            List<String> positions) {
        this.id = id;
        this.settings = settings;
        this.start = start;
        this.records = records;
        this.restored = positions;
        this.written = positions;
        this.partitions =
                positions.stream().map(done -> new Partition(settings, done)).toList();
        String from = positions.stream().min(Positions::compare).orElse("");
        this.reader = new ShardReader(calls, id, from, first && start.latest() && start.fresh());
    }

    String id() {
        return id;
    }

    List<Partition> partitions() {
        return partitions;
    }

    void open() {
        reader.open();
    }

    /**
     * Reads what there is, until enough waits; answers the records that {@code wanted} does not match.
     *
     * @throws dev.sluice.engine.aws.AwsException if the stream cannot be read
     */
    List<Polled> fill(Predicate<ObjectNode> wanted, Instant now) {
        List<Polled> unwanted = new ArrayList<>();
        int room = room();
        while (room > 0) {
            int limit = Math.min(PAGE, room);
            List<Polled> page = reader.read(limit).stream().map(records::polled).toList();
            page.forEach(record -> deal(record, wanted, unwanted, now));
            partitions.forEach(partition -> partition.readTo(reader.position()));
            long bytes = page.stream().mapToLong(Polled::bytes).sum();
            // A page ends at 1 MB as well; after a short one a signal announces more.
            room = page.size() < limit && bytes < FULL_PAGE ? 0 : room();
        }
        return unwanted;
    }

    private void deal(Polled record, Predicate<ObjectNode> wanted, List<Polled> unwanted, Instant now) {
        int partition = Math.floorMod(record.key().hashCode(), partitions.size());
        if (Positions.compare(record.position(), restored.get(partition)) <= 0 || start.skips(record.at())) {
            return;
        }
        if (wanted.test(record.json())) {
            partitions.get(partition).add(record, now);
        } else {
            unwanted.add(record);
        }
    }

    private int room() {
        int waiting = partitions.stream().mapToInt(Partition::size).sum();
        long bytes = partitions.stream().mapToLong(Partition::bytes).sum();
        int enough = Math.max(100, 2 * settings.batchSize() * partitions.size());
        return bytes >= MOST_BYTES ? 0 : Math.max(0, enough - waiting);
    }

    /** The positions of the partitions, if they moved since this was asked last; empty if not. */
    List<String> moved() {
        List<String> now = IntStream.range(0, partitions.size())
                .mapToObj(partition -> later(partitions.get(partition).done(), restored.get(partition)))
                .toList();
        if (now.equals(written)) {
            return List.of();
        }
        written = now;
        return now;
    }

    /** A partition that was ahead of the others at the last stop has more behind it than what was read again so far. */
    private static String later(String one, String other) {
        return Positions.compare(one, other) >= 0 ? one : other;
    }

    boolean isRunning() {
        return partitions.stream().anyMatch(Partition::isRunning);
    }

    /** Whether the shard is closed and all of it is done. */
    boolean hasEnded() {
        return reader.hasEnded() && partitions.stream().allMatch(Partition::isIdle);
    }
}
