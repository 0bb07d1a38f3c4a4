package dev.sluice.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.trace.TraceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusRecordsTest {

    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/";
    private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/core/customers";

    private final BusRecords records = new BusRecords(BUS + "core");

    @Test
    void anEventsEnvelopesAreFoundByTheIdThatPipesNameAsTheirResource() {
        List<String> log = List.of(
                ingested("ingress", "first", "000000000000", "stable"),
                ingested("core", "second", "000000000000", "stable"));
        assertThat(records.related(log, Set.of("stable"))).containsExactlyInAnyOrder("stable", "first", "second");
        assertThat(records.related(log, Set.of("first"))).containsExactlyInAnyOrder("stable", "first");
        assertThat(records.read(log)).extracting(TraceRecord::subject).containsOnly("stable");
    }

    @Test
    void whatAPartnerNamesAsAResourceMakesItsEventNobodyElses() {
        List<String> log = List.of(ingested("ingress", "forged", "210987654321", "stable"));
        assertThat(records.related(log, Set.of("stable"))).containsExactly("stable");
        assertThat(records.read(log, Set.of("stable"))).isEmpty();
        assertThat(records.read(log)).extracting(TraceRecord::subject).containsOnly("");
    }

    @Test
    void theRulesThatMatchedAreInTheStepThatAcknowledged() {
        List<String> log = List.of(ingested("core", "second", "000000000000", "stable"), rule("RULE_MATCH", ""));
        assertThat(records.read(log)).singleElement().satisfies(step -> {
            assertThat(step.type()).isEqualTo("EVENT_INGEST_SUCCESS");
            assertThat(step.details()).containsEntry("rules", "customers");
        });
    }

    @Test
    void anEventIsUnderWayUntilEachRuleThatMatchedHasItsEnd() {
        List<String> begun = List.of(
                ingested("core", "second", "000000000000", "stable"),
                rule("RULE_MATCH", ""),
                rule("INVOCATION_ATTEMPT_RETRYABLE_FAILURE", "\"invocation_status\":\"SDK_CLIENT_ERROR\","));
        assertThat(BusRecords.underWay(records.read(begun))).isTrue();
        List<String> ended = new ArrayList<>(begun);
        ended.add(rule("INVOCATION_DLQ", "\"final_invocation_status\":\"RETRY_ATTEMPTS_EXHAUSTED\","));
        assertThat(BusRecords.underWay(records.read(ended))).isFalse();
        assertThat(records.read(ended)).last().satisfies(step -> {
            assertThat(step.resource()).isEqualTo(RULE);
            assertThat(step.subject()).isEqualTo("stable");
            assertThat(step.details())
                    .containsEntry("rule", "customers")
                    .containsEntry("code", "RETRY_ATTEMPTS_EXHAUSTED");
        });
    }

    @Test
    void whatIsNoRecordCountsAsAbsent() {
        assertThat(records.read(List.of("not JSON", "[]", "{}", "{\"message_type\":7}")))
                .isEmpty();
    }

    private static String ingested(String bus, String id, String account, String resource) {
        return "{\"resource_arn\":\"" + BUS + bus + "\",\"message_timestamp_ms\":1,\"event_id\":\"" + id
                + "\",\"message_type\":\"EVENT_INGEST_SUCCESS\",\"details\":{\"caller_account_id\":\"" + account
                + "\",\"resources\":[\"" + resource + "\"]}}";
    }

    private static String rule(String type, String details) {
        return "{\"resource_arn\":\"" + BUS
                + "core\",\"message_timestamp_ms\":2,\"event_id\":\"second\",\"message_type\":\"" + type
                + "\",\"details\":{" + details + "\"rule_arn\":\"" + RULE + "\"}}";
    }
}
