package dev.sluice.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.account.Account;
import dev.sluice.cli.account.Outcome;
import dev.sluice.cli.account.Way;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Tells what happens, in prose or as one JSON object per line. */
public final class Story {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final boolean json;
    private final Instant begin = Instant.now();

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
    void act(String text) {
        line("\n> " + text, Map.of("act", text));
    }

    /** A step on the way of an event. */
    void step(String id, Way.Step step) {
        String when =
                String.format("%6.3f s", Duration.between(begin, step.at()).toMillis() / 1000.0);
        String shortId = id.length() > 8 ? id.substring(0, 8) : id;
        line(
                String.format("  %s  %-8s  %-36s %s", when, shortId, step.where(), step.what()),
                Map.of("event", id, "at", step.at().toString(), "where", step.where(), "what", step.what()));
    }

    /** The account at the end. */
    void account(Account account) {
        if (json) {
            ObjectNode node = JSON.createObjectNode()
                    .put("in", account.in())
                    .put("admitted", account.admitted())
                    .put("rejected", account.rejected())
                    .put("targets", account.targets());
            for (Outcome outcome : Outcome.values()) {
                node.put(outcome.text(), account.count(outcome));
            }
            out.println(JSON.createObjectNode().set("account", node.put("balances", account.balances())));
            out.flush();
            return;
        }
        out.printf("%nThe account%n");
        out.printf("  in %d = admitted %d + rejected %d%n", account.in(), account.admitted(), account.rejected());
        out.printf(
                "  admitted x matching targets %d = delivered %d + retrying %d + dead-lettered %d + skipped %d%n",
                account.targets(),
                account.count(Outcome.DELIVERED),
                account.count(Outcome.RETRYING),
                account.count(Outcome.DEAD_LETTERED),
                account.count(Outcome.SKIPPED));
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
