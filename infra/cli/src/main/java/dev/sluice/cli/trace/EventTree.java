package dev.sluice.cli.trace;

import dev.sluice.cli.terminal.Text;
import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The trace of one event as a tree: its hops, below the core bus the rules that matched, and below the webhook rule the
 * endpoints. Each step of the trace is in it once.
 */
public final class EventTree {

    private static final int WIDTH = 98;
    private static final int LABELS = 22;
    private static final Pattern NEXT = Pattern.compile(", next attempt at (\\S+)");

    private static final class Node {
        final Map<String, Node> children = new LinkedHashMap<>();
        final List<EventPath.Step> steps = new ArrayList<>();

        Node child(String label) {
            return children.computeIfAbsent(label, unused -> new Node());
        }
    }

    private final Node root = new Node();
    private final Buses buses;
    private final UnaryOperator<String> names;

    /**
     * The names of a stack's parts.
     *
     * @param webhookRules the rules on the core bus that send to registered endpoints
     */
    public record Buses(String ingress, String core, Set<String> webhookRules) {}

    private EventTree(Buses buses, UnaryOperator<String> names) {
        this.buses = buses;
        this.names = names;
    }

    /**
     * @param names the name under which to show an endpoint, by its id
     * @return the lines below the event's title; times are seconds since its first step
     */
    public static List<String> of(
            List<TraceRecord> trace, List<JournalEntry> journal, Buses buses, UnaryOperator<String> names) {
        EventTree tree = new EventTree(buses, names);
        trace.stream().sorted(Comparator.comparing(TraceRecord::at)).forEach(tree::add);
        journal.stream().sorted(Comparator.comparing(JournalEntry::entry)).forEach(tree::add);
        Instant begin = tree.steps(tree.root)
                .map(EventPath.Step::at)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        List<String> lines = new ArrayList<>();
        tree.render(tree.root, "", begin, lines);
        return lines;
    }

    private void add(TraceRecord record) {
        List<EventPath.Step> steps = EventPath.of(List.of(record), List.of()).steps();
        String rule = "rule/" + buses.core() + "/";
        for (EventPath.Step step : steps) {
            if (step.where().equals("event-bus/" + buses.core())) {
                root.child("core bus").steps.add(step);
            } else if (step.where().startsWith(rule)) {
                String name = step.where().substring(rule.length());
                String what = step.what().replace(" by rule " + name, "").replace(" at rule " + name, "");
                root.child("core bus").child(name).steps.add(new EventPath.Step(step.at(), name, what));
            } else if (step.where().equals("event-bus/" + buses.ingress())) {
                root.child("ingress bus").steps.add(step);
            } else if (step.where().startsWith("rule/" + buses.ingress() + "/")) {
                String what = step.what().startsWith("delivered by ") ? "queued for admission control" : step.what();
                root.child("ingress bus").steps.add(new EventPath.Step(step.at(), step.where(), what));
            } else {
                root.child(step.where().substring(step.where().indexOf('/') + 1))
                        .steps
                        .add(step);
            }
        }
    }

    private void add(JournalEntry entry) {
        for (EventPath.Step step : Phrases.of(entry)) {
            if (entry.isAdmission()) {
                root.child("admission").steps.add(step);
                continue;
            }
            Node webhooks = webhooks();
            if (!step.where().equals("dispatcher")) {
                webhooks.child(names.apply(step.where())).steps.add(step);
            } else if (entry.matched().isEmpty()) {
                webhooks.steps.add(step);
            } else {
                entry.matched().forEach(endpoint -> webhooks.child(names.apply(endpoint)));
                String count = entry.matched().size() == 1
                        ? "1 endpoint"
                        : entry.matched().size() + " endpoints";
                webhooks.steps.add(new EventPath.Step(step.at(), step.where(), "sent on to " + count));
            }
        }
    }

    /** The node of the matching webhook rule; several webhook rules cause one dispatch, which is shown below the first of them. */
    private Node webhooks() {
        Node core = root.child("core bus");
        return core.child(core.children.keySet().stream()
                .filter(buses.webhookRules()::contains)
                .findFirst()
                .orElse("webhooks"));
    }

    private Stream<EventPath.Step> steps(Node node) {
        return Stream.concat(
                node.steps.stream(), node.children.values().stream().flatMap(this::steps));
    }

    /** Hops in the order in which the event took them: a rejected one reached admission before it left the pipe. */
    private List<Map.Entry<String, Node>> ordered(Node node) {
        return node.children.entrySet().stream()
                .sorted(Comparator.comparing(entry -> steps(entry.getValue())
                        .map(EventPath.Step::at)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MAX)))
                .toList();
    }

    /** Times are shown as seconds since the first step, so a date becomes a delay. */
    private static String relative(EventPath.Step step) {
        Matcher next = NEXT.matcher(step.what());
        if (!next.find()) {
            return step.what();
        }
        long seconds = Math.max(
                1, Duration.between(step.at(), Instant.parse(next.group(1))).toSeconds());
        return next.replaceFirst(", next in " + seconds + " s");
    }

    private void render(Node node, String indent, Instant begin, List<String> lines) {
        List<Map.Entry<String, Node>> children = ordered(node);
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            Node child = children.get(i).getValue();
            String label = indent + (last ? "└─ " : "├─ ") + children.get(i).getKey();
            String below = indent + (last ? "   " : "│  ");
            String beside = below + (child.children.isEmpty() ? "" : "│");
            if (child.steps.isEmpty()) {
                lines.add(label + " not tried yet");
            }
            for (EventPath.Step step : child.steps) {
                String time = String.format(
                        Locale.ROOT,
                        "%8s s  ",
                        String.format(
                                Locale.ROOT,
                                "+%.3f",
                                Duration.between(begin, step.at()).toMillis() / 1000.0));
                String head = String.format("%-" + LABELS + "s  ", label) + time;
                String hanging = String.format("%-" + (LABELS + 2) + "s", beside) + " ".repeat(time.length());
                Text.wrap(head, hanging, relative(step), WIDTH).forEach(lines::add);
                label = beside;
            }
            render(child, below, begin, lines);
        }
    }
}
