package dev.sluice.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventCounterTest {

    private static final String INGRESS = "arn:aws:events:us-east-1:0:event-bus/in";
    private static final String CORE = "arn:aws:events:us-east-1:0:event-bus/core";

    private final List<TraceRecord> trace = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();

    @Test
    void anEventThatWentEverywhereBalances() {
        in("e1", "m1");
        admitted("e2", "m1", "hooks,warehouse");
        invocation("INVOCATION_SUCCESS", "e2", "hooks");
        invocation("INVOCATION_SUCCESS", "e2", "warehouse");
        dispatch("m1", "ep_a", "ep_b");
        attempt("m1", "ep_a", 1, "delivered");
        attempt("m1", "ep_b", 1, "retrying");
        assertThat(counts()).satisfies(counts -> {
            assertThat(counts.targets()).isEqualTo(3);
            assertThat(counts.count(TargetOutcome.DELIVERED)).isEqualTo(2);
            assertThat(counts.count(TargetOutcome.RETRYING)).isEqualTo(1);
            assertThat(counts.balances()).isTrue();
            assertThat(counts.settled()).isFalse();
        });
        attempt("m1", "ep_b", 2, "delivered");
        assertThat(counts().settled()).isTrue();
    }

    @Test
    void whatTheGateHasNotJudgedDoesNotBalance() {
        in("e1", "");
        in("e2", "");
        rejected("e1");
        assertThat(counts().balances()).isFalse();
        rejected("e2");
        assertThat(counts().balances()).isTrue();
    }

    @Test
    void whatHappenedTwiceCountsOnceByItsBestOutcome() {
        in("e1", "m1");
        in("e1b", "m1");
        admitted("e2", "m1", "warehouse");
        admitted("e3", "m1", "warehouse");
        invocation("INVOCATION_SUCCESS", "e2", "warehouse");
        invocation("INVOCATION_DLQ", "e3", "warehouse");
        assertThat(counts()).isEqualTo(new EventCounts(1, 1, 0, 1, Map.of(TargetOutcome.DELIVERED, 1)));
    }

    @Test
    void anEventForNobodyHasNoTargetsAndOneUndispatchedIsUnderWay() {
        in("e1", "m1");
        admitted("e2", "m1", "");
        assertThat(counts().settled()).isTrue();
        in("e3", "m2");
        admitted("e4", "m2", "hooks");
        invocation("INVOCATION_SUCCESS", "e4", "hooks");
        assertThat(counts().settled()).isFalse();
        dispatch("m2");
        assertThat(counts().settled()).isTrue();
    }

    @Test
    void aWebhookThatWasDeadLetteredCountsAsThatWhateverItsRouteIsCalled() {
        in("e1", "m1");
        admitted("e2", "m1", "customers");
        invocation("INVOCATION_SUCCESS", "e2", "customers");
        dispatch("m1", "ep_a");
        attempt("m1", "ep_a", 1, "dead-lettered");
        assertThat(counts().outcomes()).isEqualTo(Map.of(TargetOutcome.DEAD_LETTERED, 1));
    }

    @Test
    void aRouteThatOnlySoundsLikeWebhooksCountsByItsInvocations() {
        in("e1", "m1");
        admitted("e2", "m1", "webhooks-audit");
        invocation("INVOCATION_SUCCESS", "e2", "webhooks-audit");
        assertThat(counts().outcomes()).isEqualTo(Map.of(TargetOutcome.DELIVERED, 1));
    }

    private EventCounts counts() {
        return EventCounter.count("in", "core", Set.of("hooks", "customers"), trace, journal);
    }

    private void in(String event, String subject) {
        add(event, subject, "EVENT_INGEST_SUCCESS", INGRESS, Map.of("rules", "gate"));
    }

    private void admitted(String event, String subject, String rules) {
        add(event, subject, "EVENT_INGEST_SUCCESS", CORE, Map.of("rules", rules));
    }

    private void invocation(String type, String event, String rule) {
        add(event, "", type, CORE, Map.of("rule", rule));
    }

    private void add(String event, String subject, String type, String resource, Map<String, String> details) {
        trace.add(new TraceRecord(event, subject, Instant.EPOCH, type, resource, details));
    }

    private void rejected(String id) {
        journal.add(new JournalEntry(id, "0#admission", Map.of("verdict", "rejected"), List.of(), Map.of()));
    }

    private void dispatch(String id, String... endpoints) {
        journal.add(new JournalEntry(id, "1#dispatch", Map.of(), List.of(endpoints), Map.of()));
    }

    private void attempt(String id, String endpoint, int number, String status) {
        String entry = String.format("2#attempt#%s#%04d", endpoint, number);
        journal.add(new JournalEntry(id, entry, Map.of("status", status), List.of(), Map.of()));
    }
}
