package dev.sluice.engine.monitoring.alarm;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.Documents;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All alarms. Their actions are listed and logged, not carried out: this engine has no SNS. Thread-safe. */
public final class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private final Kernel kernel;
    private final Documents<Alarm> documents;

    public Alarms(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "monitoring.alarm", Alarm.class);
    }

    List<Alarm> all() {
        return documents.list();
    }

    /** The alarms of one account, sorted by name. */
    List<Alarm> of(String account) {
        return documents.list().stream()
                .filter(alarm -> alarm.account().equals(account))
                .toList();
    }

    Optional<Alarm> find(String account, String name) {
        return documents.get(account + "/" + name);
    }

    String arn(String account, String name) {
        return kernel.arn("cloudwatch", account, "alarm:" + name);
    }

    synchronized void put(Alarm alarm) {
        documents.put(alarm.id(), alarm);
    }

    synchronized void remove(Alarm alarm) {
        documents.remove(alarm.id());
    }

    /** Writes a state, unless the alarm was removed or changed since it was read. */
    synchronized void state(Alarm read, String value, String reason, String reasonData) {
        Alarm alarm = documents.get(read.id()).orElse(null);
        if (alarm == null || alarm.configured() != read.configured()) {
            return;
        }
        long now = kernel.time().now().toEpochMilli();
        boolean changed = !alarm.state().value().equals(value);
        documents.put(
                alarm.id(),
                alarm.with(new Alarm.State(
                        value,
                        reason,
                        reasonData,
                        now,
                        changed ? now : alarm.state().transitioned())));
        if (changed) {
            LOG.info(
                    "alarm {} is {}: {}{}",
                    alarm.name(),
                    value,
                    reason,
                    alarm.actionsEnabled()
                                    && !alarm.actions()
                                            .getOrDefault(value, List.of())
                                            .isEmpty()
                            ? " (not sent to " + alarm.actions().get(value) + ": the engine carries out no actions)"
                            : "");
        }
    }
}
