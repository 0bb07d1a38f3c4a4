package dev.sluice.engine.mappings;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.poll.Stops;
import dev.sluice.engine.poll.stream.Positions;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All mappings, and what runs for them. Thread-safe. */
final class Mappings {

    static final String ENABLED = "Enabled";
    static final String DISABLED = "Disabled";
    private static final Logger LOG = LoggerFactory.getLogger(Mappings.class);

    private final Store store;
    private final Positions positions;
    private final MappingPlans plans;
    private final Documents<Mapping> documents;
    private final Map<String, MappingPlans.Running> running = new ConcurrentHashMap<>();

    Mappings(Store store, Positions positions, MappingPlans plans) {
        this.store = store;
        this.positions = positions;
        this.plans = plans;
        this.documents = new Documents<>(store, "event-source-mapping", Mapping.class);
    }

    /** Sorted by UUID. */
    List<Mapping> list() {
        return documents.list();
    }

    /** @throws AwsException ResourceNotFoundException if there is no such mapping */
    Mapping require(String uuid) {
        return documents
                .get(uuid)
                .orElseThrow(() -> AwsException.of(
                        "ResourceNotFoundException", 404, "The resource you requested does not exist."));
    }

    /** How the last batch of a mapping ended, or what keeps it from its source. */
    String result(Mapping mapping) {
        MappingPlans.Running now = running.get(mapping.uuid());
        return now == null
                ? "No records processed"
                : now.poller().problem().map(problem -> "PROBLEM: " + problem).orElseGet(now.batches()::result);
    }

    /** Takes up all mappings that should run; one that cannot is tried again at the next start or change. */
    synchronized void resume() {
        for (Mapping mapping : documents.list()) {
            if (mapping.state().equals("Deleting")) {
                forget(mapping);
                continue;
            }
            try {
                settle(mapping, false);
            } catch (AwsException e) {
                LOG.warn("the event source mapping of {} does not run: {}", mapping.functionArn(), e.message());
                documents.put(mapping.uuid(), mapping.in(DISABLED));
            }
        }
    }

    /** @throws AwsException if its source cannot be read: nothing of it is kept then */
    synchronized void create(Mapping mapping) {
        plans.probe(mapping);
        settle(mapping, true);
    }

    /** Brings a mapping to new settings, once the batches under way have ended. */
    synchronized void change(Mapping changed) {
        plans.probe(changed);
        documents.put(changed.uuid(), changed);
        MappingPlans.Running old = running.remove(changed.uuid());
        if (old == null) {
            settleOrDisable(changed);
        } else {
            Stops.then(old.poller(), this, () -> settleOrDisable(changed));
        }
    }

    synchronized void delete(Mapping mapping) {
        documents.put(mapping.uuid(), mapping.in("Deleting"));
        Optional.ofNullable(running.remove(mapping.uuid()))
                .ifPresentOrElse(old -> Stops.then(old.poller(), this, () -> forget(mapping)), () -> forget(mapping));
    }

    private void settleOrDisable(Mapping mapping) {
        try {
            settle(mapping, false);
        } catch (AwsException e) {
            documents.put(mapping.uuid(), mapping.in(DISABLED));
            throw e;
        }
    }

    private void settle(Mapping mapping, boolean fresh) {
        if (mapping.enabled()) {
            running.put(mapping.uuid(), plans.start(mapping, fresh));
        }
        documents.put(mapping.uuid(), mapping.in(mapping.enabled() ? ENABLED : DISABLED));
    }

    private void forget(Mapping mapping) {
        store.free(tx -> {
            documents.remove(tx, mapping.uuid());
            positions.forget(tx, mapping.arn());
            return true;
        });
    }

    void close() {
        Stops.all(running.values().stream().map(MappingPlans.Running::poller).toList());
        running.clear();
    }
}
