package dev.sluice.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.reconcile.Report;
import dev.sluice.cli.trace.EventCounts;
import dev.sluice.cli.trace.TargetOutcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Progress, for someone waiting. */
    void progress(EventCounts counts) {
        int open = counts.waiting() + counts.count(TargetOutcome.RETRYING);
        line(
                "  waiting: " + counts.in() + " events in, " + counts.count(TargetOutcome.DELIVERED) + " of "
                        + counts.targets() + " deliveries done, " + open + " open",
                Map.of("waiting", Integer.toString(open)));
    }

    /**
     * The reconciliation at the end of a round.
     *
     * @param webhookRules the rules that count once for each endpoint
     */
    void reconciliation(EventCounts counts, Set<String> webhookRules) {
        if (json) {
            out.println(JSON.createObjectNode().set("reconciliation", Report.json(counts)));
        } else {
            out.println();
            Report.lines(counts, webhookRules).forEach(out::println);
        }
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
