package dev.sluice.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.cfn.StackRecord;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What runs, as a table of two columns for a person at a terminal. */
public final class Overview {

    private static final int WIDTH = 98;

    private final Declared template;
    private final List<StackRecord> stacks;
    private final String dataOption;
    private final List<String> lines = new ArrayList<>();

    private Overview(List<StackRecord> stacks, String dataOption) {
        this.template = Declared.in(stacks.stream().map(StackRecord::template).toList());
        this.stacks = stacks;
        this.dataOption = dataOption;
    }

    /**
     * @param address such as {@code http://127.0.0.1:4566}
     * @param owner the account and region in words
     * @param data where the data is
     * @param dataOption what other commands need to find it: empty, or {@code " --data DIR"}
     * @param endpoints the endpoints that are registered
     */
    public record Facts(
            String address,
            String owner,
            String data,
            String dataOption,
            List<String> endpoints,
            Map<String, String> standIns) {}

    public static List<String> of(List<StackRecord> stacks, Map<String, URI> replaced, Facts facts) {
        return new Overview(stacks, facts.dataOption()).table(replaced, facts);
    }

    private List<String> table(Map<String, URI> replaced, Facts facts) {
        row("address", facts.address() + "  (loopback only)");
        row("owner", facts.owner());
        row("data", facts.data());
        row(
                "stacks",
                stacks.isEmpty()
                        ? "none"
                        : join(stacks.stream().map(StackRecord::name).toList()));
        if (stacks.isEmpty()) {
            row("try next", "eval \"$(./sluice env" + dataOption + ")\", then any AWS client in that shell");
            return lines;
        }
        resources();
        template.partners().forEach((source, account) -> {
            row("partner", source + ", account " + account);
            row("", "  act as it: eval \"$(./sluice env" + dataOption + " --partner " + source + ")\"");
        });
        if (facts.endpoints().isEmpty() && Laptop.isSluice(template)) {
            row("endpoints", "none is registered yet");
        }
        facts.endpoints().forEach(endpoint -> row("endpoint", endpoint));
        facts.standIns().forEach((name, url) -> {
            row("stand-in", url);
            row("", "  for " + name + ", since nothing answers at " + replaced.get(name));
        });
        differences(facts.standIns());
        List<String> missing =
                stacks.stream().flatMap(stack -> stack.notSimulated().stream()).toList();
        row("not here", missing.isEmpty() ? "nothing: all of the template is carried out" : join(missing));
        if (Laptop.isSluice(template)) {
            next();
        }
        return lines;
    }

    private void resources() {
        list("tables", template.tables(true), "  (their changes become events)");
        list(template.tables(true).isEmpty() ? "tables" : "", template.tables(false), "");
        list("buses", template.names("AWS::Events::EventBus", "Name"), "");
        list("rules", template.names("AWS::Events::Rule", "Name"), "");
        list("HTTP APIs", template.names("AWS::ApiGatewayV2::Api", "Name"), "  (the first one made at that address)");
    }

    private void list(String label, List<String> names, String remark) {
        if (!names.isEmpty()) {
            row(label, join(names) + remark);
        }
    }

    private void differences(Map<String, String> standIns) {
        Map<String, String> different = new TreeMap<>();
        Map<String, JsonNode> declared = template.parameters();
        for (StackRecord stack : stacks) {
            stack.parameters().forEach((name, value) -> {
                JsonNode declaration = declared.get(name);
                if (declaration != null
                        && !value.equals(declaration.path("Default").asText(""))
                        && !standIns.containsKey(name)) {
                    different.put(name, stack.hidden().contains(name) ? "****" : value);
                }
            });
        }
        String label = "not as on AWS";
        for (Map.Entry<String, String> entry : different.entrySet()) {
            row(label, entry.getKey() + "=" + entry.getValue());
            label = "";
        }
    }

    private void next() {
        lines.add("");
        lines.add("try next, in another shell:");
        lines.add("  eval \"$(./sluice env" + dataOption + ")\"");
        lines.add("  ./sluice endpoint" + dataOption + " --tenant blue add http://127.0.0.1:9000/hooks");
        lines.add("  ./sluice explain" + dataOption + " EVENT_ID");
    }

    private static String join(List<String> names) {
        return String.join(", ", names);
    }

    /** Breaks what is too long at its commas. */
    private void row(String label, String text) {
        String rest = text;
        String first = label;
        while (rest.length() > WIDTH - 17) {
            int comma = rest.lastIndexOf(", ", WIDTH - 18);
            if (comma <= 0) {
                break;
            }
            lines.add(String.format("  %-13s  %s,", first, rest.substring(0, comma)));
            rest = rest.substring(comma + 2);
            first = "";
        }
        lines.add(String.format("  %-13s  %s", first, rest));
    }
}
