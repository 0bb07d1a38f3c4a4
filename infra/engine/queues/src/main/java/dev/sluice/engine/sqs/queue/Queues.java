package dev.sluice.engine.sqs.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.sqs.backlog.Backlog;
import dev.sluice.engine.sqs.backlog.Deduplication;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.disk.Disk;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** All queues. Thread-safe; changes of one queue exclude each other. */
public final class Queues implements AutoCloseable {

    private final Kernel kernel;
    private final int mostInFlight;
    private final Disk disk;
    private final Deduplication deduplication;
    private final Documents<Queue> documents;
    private final NavigableMap<String, OpenQueue> open = new ConcurrentSkipListMap<>();

    public Queues(Kernel kernel, int mostInFlight, Disk disk, Deduplication deduplication) {
        this.kernel = kernel;
        this.mostInFlight = mostInFlight;
        this.disk = disk;
        this.deduplication = deduplication;
        this.documents = new Documents<>(kernel.store(), "sqs.queue", Queue.class);
        documents.list().forEach(queue -> open.put(queue.key().id(), opened(queue)));
        load();
        kernel.access().resourcePolicies("sqs", this::policy);
    }

    private OpenQueue opened(Queue queue) {
        Backlog backlog = new Backlog(
                queue.number(), queue.arn(), queue.fifo(), mostInFlight, disk, kernel.time(), kernel.signals());
        return new OpenQueue(queue, backlog);
    }

    private void load() {
        Map<Long, OpenQueue> byNumber = new HashMap<>();
        open.values().forEach(queue -> byNumber.put(queue.queue().number(), queue));
        List<Long> unwanted = new ArrayList<>();
        disk.rows().load((number, entry) -> {
            OpenQueue queue = byNumber.get(number);
            if (queue == null || entry.seq() <= queue.queue().purgedTo()) {
                unwanted.add(entry.seq());
            } else {
                queue.backlog().add(entry);
            }
        });
        disk.discard(unwanted);
    }

    private Optional<JsonNode> policy(String arn) {
        return QueueKey.ofArn(arn, kernel.region()).flatMap(this::find).flatMap(OpenQueue::policy);
    }

    public Optional<OpenQueue> find(QueueKey key) {
        return Optional.ofNullable(open.get(key.id()));
    }

    public Optional<OpenQueue> find(String arn) {
        return QueueKey.ofArn(arn, kernel.region()).flatMap(this::find);
    }

    /**
     * The queue that a request names by QueueUrl (or QueueArn, for callers in this process), if the caller may do the action.
     *
     * @throws AwsException QueueDoesNotExist, InvalidAddress or AccessDenied
     */
    public OpenQueue require(Request request, String action) {
        OpenQueue queue = named(request);
        allow(request.caller(), action, queue.arn());
        return queue;
    }

    private OpenQueue named(Request request) {
        JsonNode arn = request.input().path("QueueArn");
        if (arn.isTextual() && request.headers().isEmpty()) {
            return find(arn.asText()).orElseThrow(Errors::noSuchQueue);
        }
        JsonNode url = request.input().path("QueueUrl");
        if (!url.isTextual()) {
            throw Errors.missing("QueueUrl");
        }
        return find(QueueKey.ofUrl(url.asText(), request.caller().account())).orElseThrow(Errors::noSuchQueue);
    }

    /** SQS prints actions in lower case. */
    public void allow(Caller caller, String action, String arn) {
        try {
            kernel.access().require(caller, "sqs:" + action.toLowerCase(Locale.ROOT), arn);
        } catch (AwsException e) {
            throw AwsException.of(e.code(), 403, e.message());
        }
    }

    public String arn(QueueKey key) {
        return kernel.arn("sqs", key.account(), key.name());
    }

    /** All queues of an account, sorted by name. */
    public List<OpenQueue> of(String account) {
        return List.copyOf(open.subMap(account + "/", account + "0").values());
    }

    /** The queues whose dead-letter queue this is, sorted by account and name. */
    public List<OpenQueue> sources(String deadLetterArn) {
        return open.values().stream()
                .filter(queue -> queue.config()
                        .redrive()
                        .filter(redrive -> redrive.deadLetterArn().equals(deadLetterArn))
                        .isPresent())
                .toList();
    }

    public List<OpenQueue> all() {
        return List.copyOf(open.values());
    }

    public OpenQueue create(QueueKey key, Map<String, String> attributes, Map<String, String> tags) {
        Queue created = kernel.store().write(tx -> {
            Queue queue = new Queue(
                    key.account(),
                    kernel.region(),
                    key.name(),
                    disk.sequence().next(tx),
                    attributes,
                    tags,
                    now(),
                    now(),
                    0);
            documents.put(tx, key.id(), queue);
            return queue;
        });
        OpenQueue queue = opened(created);
        open.put(key.id(), queue);
        return queue;
    }

    public synchronized void change(OpenQueue queue, UnaryOperator<Queue> change) {
        Queue changed = change.apply(queue.queue());
        documents.put(changed.key().id(), changed);
        queue.changed(changed);
    }

    public void remove(OpenQueue queue) {
        documents.remove(queue.queue().key().id());
        open.remove(queue.queue().key().id());
        queue.backlog().close();
        queue.backlog().clear(Long.MAX_VALUE);
    }

    public synchronized void purge(OpenQueue queue) {
        kernel.store().free(tx -> purge(tx, queue));
    }

    private Queue purge(Tx tx, OpenQueue queue) throws SQLException {
        Queue purged = queue.queue().purged(disk.sequence().last());
        documents.put(tx, purged.key().id(), purged);
        deduplication.forget(tx, purged.number());
        tx.afterCommit(() -> {
            queue.changed(purged);
            queue.backlog().clear(purged.purgedTo());
        });
        return purged;
    }

    public long now() {
        return kernel.time().now().getEpochSecond();
    }

    @Override
    public void close() {
        open.values().forEach(queue -> queue.backlog().close());
    }
}
