package dev.sluice.engine.poll.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.poll.Backoff;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Handler;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.poll.Poller;
import dev.sluice.engine.poll.Turns;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.poll.filter.Filters;
import dev.sluice.engine.store.CrashPoint;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a DynamoDB stream for one owner. All state is touched in turns only; batches run on workers and report back.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html">Streams as a source of Pipes</a>
 */
public final class StreamPoller implements Poller {

    private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);
    /** A stream signals each commit; this is for streams that cannot. AWS polls four times as often. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration SOONEST = Duration.ofMillis(5);
    private static final Duration LOOK_FOR_SHARDS = Duration.ofMinutes(1);

    /**
     * What to read, for whom.
     *
     * @param owner under which the positions are kept
     */
    public record Work(
            String owner,
            StreamCalls calls,
            StreamSettings settings,
            Start start,
            Filters filters,
            Records records,
            Handler handler) {}

    private record Ended(Partition partition, Outcome outcome) {}

    private final Kernel kernel;
    private final Workers workers;
    private final Work work;
    private final Positions positions;
    private final Turns turns;
    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final List<String> finished = new ArrayList<>();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private Instant lookAgain = Instant.MIN;
    private Instant readAgain = Instant.MIN;
    private int failures;
    private int running;
    private volatile Optional<String> problem = Optional.empty();
    private volatile Optional<String> stuck = Optional.empty();
    private volatile boolean stopping;
    private volatile Runnable deaf = () -> {};
    private volatile Time.Timer timer = () -> {};

    public StreamPoller(Kernel kernel, Workers workers, Positions positions, Work work) {
        this.kernel = kernel;
        this.workers = workers;
        this.positions = positions;
        this.work = work;
        this.turns = workers.turns(this::turn);
    }

    /** @throws AwsException if the stream cannot be read at all: it is missing, or an action is not allowed */
    @Override
    public void start() {
        deaf = kernel.signals().listen(work.calls().streamArn(), turns::wake);
        try {
            look(true);
            shards.values().forEach(Shard::open);
            for (Shard shard : shards.values()) {
                work.calls().records(work.calls().iterator(shard.id(), "TRIM_HORIZON"), 1);
            }
        } catch (AwsException e) {
            deaf.run();
            throw e;
        }
        turns.wake();
    }

    @Override
    public CompletableFuture<Void> stop() {
        stopping = true;
        deaf.run();
        turns.wake();
        return stopped;
    }

    @Override
    public Optional<String> problem() {
        return problem.or(() -> stuck);
    }

    private void turn() {
        Instant now = kernel.time().now();
        for (Ended end = ended.poll(); end != null; end = ended.poll()) {
            running--;
            end.partition().ended(end.outcome(), now);
        }
        if (!stopping) {
            read(now);
            shards.values().forEach(shard -> begin(shard, now));
        }
        stuck = shards.values().stream()
                .flatMap(shard -> shard.partitions().stream())
                .flatMap(partition -> partition.problem().stream())
                .findFirst();
        shards.values().forEach(this::write);
        timer.cancel();
        if (!stopping) {
            timer = kernel.time().at(wakeAt(now), turns::wake);
        } else if (running == 0) {
            stopped.complete(null);
        }
    }

    private void read(Instant now) {
        if (readAgain.isAfter(now)) {
            return;
        }
        try {
            if (!lookAgain.isAfter(now)) {
                look(false);
            }
            for (Shard shard : shards.values()) {
                List<Polled> unwanted = shard.fill(work.filters()::match, now);
                if (!unwanted.isEmpty()) {
                    work.handler().filtered(unwanted);
                }
            }
            if (shards.values().removeIf(this::isFinished)) {
                lookAgain = now.plus(IDLE);
            }
            failures = 0;
            problem = Optional.empty();
            work.handler().sourceRead();
        } catch (RuntimeException e) {
            // Whatever it is, a disk that fails included: without another look the stream would rest for good.
            String message = e instanceof AwsException refused ? refused.message() : e.toString();
            failures++;
            if (failures == 1) {
                LOG.warn("{} cannot read its stream: {}", work.owner(), message);
            }
            problem = Optional.of(message);
            work.handler()
                    .sourceFailed(
                            e instanceof AwsException refused
                                    ? Fault.of(refused)
                                    : Fault.internal("InternalFailure", message));
            readAgain = now.plus(Backoff.after(failures)).plus(IDLE);
        }
    }

    private boolean isFinished(Shard shard) {
        if (!shard.hasEnded()) {
            return false;
        }
        write(shard);
        finished.add(shard.id());
        return true;
    }

    /** Takes up the shards whose parents are done: children after their parents keeps the order of each item. */
    private void look(boolean first) {
        JsonNode description = work.calls().describe();
        List<String> there = new ArrayList<>();
        description
                .path("Shards")
                .forEach(shard -> there.add(shard.path("ShardId").asText()));
        for (JsonNode shard : description.path("Shards")) {
            String id = shard.path("ShardId").asText();
            String parent = shard.path("ParentShardId").asText("");
            boolean free = parent.isEmpty() || finished.contains(parent) || !there.contains(parent);
            if (free && !finished.contains(id) && !shards.containsKey(id)) {
                shards.put(
                        id,
                        new Shard(
                                work.calls(),
                                id,
                                work.settings(),
                                work.start(),
                                first,
                                work.records(),
                                positions.of(work.owner(), id, work.settings().partitions())));
            }
        }
        finished.retainAll(there);
        lookAgain = kernel.time().now().plus(LOOK_FOR_SHARDS);
    }

    private void begin(Shard shard, Instant now) {
        for (Partition partition : shard.partitions()) {
            if (workers.free(running)) {
                partition.next(now).ifPresent(segment -> {
                    running++;
                    workers.work(() -> run(shard.id(), partition, segment));
                });
            }
        }
    }

    private void run(String shard, Partition partition, Segment segment) {
        Outcome outcome;
        try {
            outcome = segment.discard().isPresent()
                    ? discard(shard, segment, segment.discard().get())
                    : work.handler().process(segment.batch(shard));
        } catch (RuntimeException e) {
            LOG.warn("{} could not work on a batch", work.owner(), e);
            outcome = Outcome.failed(Fault.internal("InternalFailure", String.valueOf(e.getMessage())));
        }
        ended.add(new Ended(partition, outcome));
        turns.wake();
    }

    private Outcome discard(String shard, Segment segment, Condition condition) {
        Batch batch = segment.batch(shard);
        try {
            work.handler().discard(batch, condition);
            return Outcome.done();
        } catch (AwsException e) {
            boolean last = segment.hasExpired(kernel.time().now());
            if (segment.tries() == 0 || last) {
                LOG.warn(
                        "{} cannot put the pointer to failed records where it should, {}: {}",
                        work.owner(),
                        last ? "and goes on without it, since the records have expired" : "and its shard waits",
                        e.message());
            }
            work.handler().discardFailed(batch, condition, Fault.of(e), last);
            return last ? Outcome.done() : Outcome.failed(Fault.of(e));
        }
    }

    private void write(Shard shard) {
        List<String> moved = shard.moved();
        if (!moved.isEmpty()) {
            CrashPoint.reached("before-checkpoint");
            positions.write(work.owner(), shard.id(), moved);
        }
    }

    private Instant wakeAt(Instant now) {
        Instant next = now.plus(IDLE);
        for (Shard shard : shards.values()) {
            for (Partition partition : shard.partitions()) {
                Optional<Instant> at = partition.wakeAt();
                if (at.isPresent() && at.get().isBefore(next)) {
                    next = at.get();
                }
            }
        }
        Instant soonest = now.plus(SOONEST);
        return next.isBefore(soonest) ? soonest : next;
    }
}
