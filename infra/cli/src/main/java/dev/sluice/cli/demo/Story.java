package dev.sluice.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.account.Account;
import dev.sluice.cli.account.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Reports what happens, in prose or as one JSON object per line. */
public final class Story {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final boolean json;

    private Story(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    public static Story to(PrintWriter out, boolean json) {
        return new Story(out, json);
    }

    /** A remark. */
    public void say(String text) {
        line(text, Map.of("say", text));
    }

    /** Something that the demonstration does. */
    public void act(String text) {
        line("\n> " + text, Map.of("act", text));
    }

    /**
     * What became of one event.
     *
     * @param title what it is, such as {@code order.placed  o-1}
     * @param lines its tree
     */
    void event(String id, String title, List<String> lines) {
        if (json) {
            ObjectNode node = JSON.createObjectNode().put("event", id).put("what", title);
            lines.forEach(node.putArray("trace")::add);
            out.println(node);
        } else {
            out.printf("%n%-60s  %s%n", title, id);
            lines.forEach(out::println);
        }
        out.flush();
    }

    /** What is still under way, for a person who waits. */
    void progress(Account account) {
        int open = account.waiting() + account.count(Outcome.RETRYING);
        line(
                "  waiting: " + account.in() + " events in, " + account.count(Outcome.DELIVERED) + " of "
                        + account.targets() + " deliveries done, " + open + " open",
                Map.of("waiting", Integer.toString(open)));
    }

    /** What came in against what went out. */
    void reconciliation(Account account) {
        if (json) {
            ObjectNode node = JSON.createObjectNode()
                    .put("in", account.in())
                    .put("admitted", account.admitted())
                    .put("rejected", account.rejected())
                    .put("deliveries", account.targets());
            for (Outcome outcome : Outcome.values()) {
                node.put(outcome.text(), account.count(outcome));
            }
            out.println(JSON.createObjectNode().set("reconciliation", node.put("balances", account.balances())));
            out.flush();
            return;
        }
        out.printf("%nReconciliation%n");
        out.printf("  in %d = admitted %d + rejected %d%n", account.in(), account.admitted(), account.rejected());
        out.printf("      in: acknowledged by the ingress bus; rejected: kept in quarantine with the reason%n");
        out.printf(
                "  deliveries %d = delivered %d + retrying %d + dead-lettered %d + skipped %d%n",
                account.targets(),
                account.count(Outcome.DELIVERED),
                account.count(Outcome.RETRYING),
                account.count(Outcome.DEAD_LETTERED),
                account.count(Outcome.SKIPPED));
        out.printf(
                "      deliveries: one for each rule that matches an admitted event; the rule `%s`%n",
                Demonstration.WEBHOOK_RULE);
        out.printf("      counts one for each endpoint that wants the event instead%n");
        out.printf("  %s%n", account.balances() ? "It balances." : "IT DOES NOT BALANCE.");
        out.flush();
    }

    private void line(String prose, Map<String, String> fields) {
        if (json) {
            ObjectNode node = JSON.createObjectNode();
            fields.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> node.put(field.getKey(), field.getValue()));
            out.println(node);
        } else {
            out.println(prose);
        }
        out.flush();
    }
}
