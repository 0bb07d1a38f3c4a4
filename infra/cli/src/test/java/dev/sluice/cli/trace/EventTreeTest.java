package dev.sluice.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTreeTest {

    private static final String ARN = "arn:aws:events:us-east-1:000000000000:";
    private static final EventTree.Buses BUSES = new EventTree.Buses("in", "core", Set.of("hooks"));
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void receiversHangBelowTheirRuleAndRulesBelowTheCoreBus() {
        List<TraceRecord> trace = List.of(
                record(0, "EVENT_INGEST_SUCCESS", "event-bus/in", Map.of("rules", "everything")),
                record(0, "INVOCATION_SUCCESS", "rule/in/everything", Map.of("rule", "everything")),
                record(200, "EVENT_INGEST_SUCCESS", "event-bus/core", Map.of("rules", "audit,hooks")),
                record(210, "INVOCATION_SUCCESS", "rule/core/hooks", Map.of("rule", "hooks")),
                record(220, "INVOCATION_SUCCESS", "rule/core/audit", Map.of("rule", "audit")));
        List<JournalEntry> journal = List.of(
                entry("0#admission", 100, Map.of("verdict", "admitted"), List.of()),
                entry("1#dispatch", 300, Map.of(), List.of("ep_1")),
                attempt(1, 400, Map.of("status", "retrying", "httpStatus", "503", "nextAt", "2026-01-01T00:00:02.4Z")),
                attempt(2, 2400, Map.of("status", "delivered", "httpStatus", "204")));
        assertThat(EventTree.of(trace, journal, BUSES, Map.of("ep_1", "shaky")::get))
                .containsExactly(
                        "├─ ingress bus            +0.000 s  acknowledged, matched everything",
                        "│                         +0.000 s  queued for admission control",
                        "├─ admission              +0.100 s  admitted",
                        "└─ core bus               +0.200 s  acknowledged, matched audit, hooks",
                        "   ├─ hooks               +0.210 s  delivered",
                        "   │  │                   +0.300 s  sent on to 1 endpoint",
                        "   │  └─ shaky            +0.400 s  attempt 1 retrying (503, 5 ms), next in 2 s",
                        "   │                      +2.400 s  attempt 2 delivered (204, 5 ms)",
                        "   └─ audit               +0.220 s  delivered");
    }

    @Test
    void aLongReasonIsWrapped() {
        List<String> lines = EventTree.of(
                List.of(),
                List.of(entry(
                        "0#admission",
                        0,
                        Map.of("verdict", "rejected", "reason", "SCHEMA_VIOLATION", "detail", "word ".repeat(60)),
                        List.of())),
                BUSES,
                id -> id);
        assertThat(lines)
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    }

    private static TraceRecord record(long millis, String type, String resource, Map<String, String> details) {
        return new TraceRecord("e", "", BEGIN.plusMillis(millis), type, ARN + resource, details);
    }

    private static JournalEntry entry(String entry, long millis, Map<String, String> fields, List<String> matched) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("at", BEGIN.plusMillis(millis).toString());
        return new JournalEntry("e", entry, all, matched, Map.of());
    }

    private static JournalEntry attempt(int number, long millis, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("startedAt", BEGIN.plusMillis(millis).toString());
        all.put("durationMs", "5");
        return new JournalEntry("e", "2#attempt#ep_1#000" + number, all, List.of(), Map.of());
    }
}
