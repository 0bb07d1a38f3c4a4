package dev.sluice.cli.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.trace.EventCounts;
import dev.sluice.cli.trace.TargetOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A reconciliation for people and for programs. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Report() {}

    /** @param webhookRules the rules that count once for each endpoint */
    public static List<String> lines(EventCounts counts, Collection<String> webhookRules) {
        List<String> lines = new ArrayList<>();
        lines.add("Reconciliation");
        lines.add("  in " + counts.in() + " = admitted " + counts.admitted() + " + rejected " + counts.rejected());
        lines.add("      in: acknowledged by the ingress bus; rejected: kept in quarantine with the reason");
        lines.add("  deliveries " + counts.targets() + " = delivered " + counts.count(TargetOutcome.DELIVERED)
                + " + retrying " + counts.count(TargetOutcome.RETRYING) + " + dead-lettered "
                + counts.count(TargetOutcome.DEAD_LETTERED) + " + skipped " + counts.count(TargetOutcome.SKIPPED));
        boolean one = webhookRules.size() == 1;
        if (webhookRules.isEmpty()) {
            lines.add("      deliveries: one for each rule that matches an admitted event");
        } else {
            lines.add("      deliveries: one for each rule that matches an admitted event; the "
                    + (one ? "rule" : "rules") + " `" + String.join("`, `", new TreeSet<>(webhookRules)) + "`");
            lines.add("      " + (one ? "counts" : "count") + " one for each endpoint that wants the event instead");
        }
        lines.add("  " + (counts.balances() ? "It balances." : "IT DOES NOT BALANCE."));
        return lines;
    }

    public static ObjectNode json(EventCounts counts) {
        ObjectNode node = JSON.createObjectNode()
                .put("in", counts.in())
                .put("admitted", counts.admitted())
                .put("rejected", counts.rejected())
                .put("deliveries", counts.targets());
        for (TargetOutcome outcome : TargetOutcome.values()) {
            node.put(outcome.text(), counts.count(outcome));
        }
        return node.put("balances", counts.balances());
    }
}
