package dev.sluice.cli.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.account.Account;
import dev.sluice.cli.account.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A reconciliation for people and for programs. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Report() {}

    /** @param webhookRules the rules that count once for each endpoint */
    public static List<String> lines(Account account, Collection<String> webhookRules) {
        List<String> lines = new ArrayList<>();
        lines.add("Reconciliation");
        lines.add("  in " + account.in() + " = admitted " + account.admitted() + " + rejected " + account.rejected());
        lines.add("      in: acknowledged by the ingress bus; rejected: kept in quarantine with the reason");
        lines.add("  deliveries " + account.targets() + " = delivered " + account.count(Outcome.DELIVERED)
                + " + retrying " + account.count(Outcome.RETRYING) + " + dead-lettered "
                + account.count(Outcome.DEAD_LETTERED) + " + skipped " + account.count(Outcome.SKIPPED));
        boolean one = webhookRules.size() == 1;
        if (webhookRules.isEmpty()) {
            lines.add("      deliveries: one for each rule that matches an admitted event");
        } else {
            lines.add("      deliveries: one for each rule that matches an admitted event; the "
                    + (one ? "rule" : "rules") + " `" + String.join("`, `", new TreeSet<>(webhookRules)) + "`");
            lines.add("      " + (one ? "counts" : "count") + " one for each endpoint that wants the event instead");
        }
        lines.add("  " + (account.balances() ? "It balances." : "IT DOES NOT BALANCE."));
        return lines;
    }

    public static ObjectNode json(Account account) {
        ObjectNode node = JSON.createObjectNode()
                .put("in", account.in())
                .put("admitted", account.admitted())
                .put("rejected", account.rejected())
                .put("deliveries", account.targets());
        for (Outcome outcome : Outcome.values()) {
            node.put(outcome.text(), account.count(outcome));
        }
        return node.put("balances", account.balances());
    }
}
