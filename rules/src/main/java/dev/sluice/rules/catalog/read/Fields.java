package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.names.DidYouMean;
import dev.sluice.rules.schema.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of one object in a file of the catalog; reports what is missing, wrong or unknown. */
public final class Fields {

    /** The most that a message repeats of a wrong text. */
    private static final int ECHO = 80;

    private final String file;
    private final String pointer;
    private final ObjectNode node;
    private final Problems problems;
    private final Set<String> known = new HashSet<>();

    public Fields(String file, String pointer, JsonNode node, Problems problems) {
        this.file = file;
        this.pointer = pointer;
        this.problems = problems;
        if (node instanceof ObjectNode object) {
            this.node = object;
        } else {
            this.node = Json.object();
            problems.add(file, pointer, "must be an object");
        }
    }

    void problem(String member, String problem) {
        problems.add(file, place(member), problem);
    }

    /** Reports what is wrong somewhere below a member. */
    void problems(String member, List<Violation> violations) {
        problems.add(file, place(member), violations);
    }

    /** The pointer of a member, which may itself be a path below this object. */
    private String place(String member) {
        return pointer + "/" + (node.has(member) ? Json.pointerToken(member) : member);
    }

    Optional<JsonNode> any(String member) {
        known.add(member);
        JsonNode value = node.get(member);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** A text; reported and empty if it is missing or does not have the form. */
    public String text(String member, Pattern form) {
        Optional<String> text = optionalText(member);
        if (text.isEmpty()) {
            if (any(member).isEmpty()) {
                problem(member, "is required");
            }
            return "";
        }
        if (!form.matcher(text.get()).matches()) {
            problem(member, mustMatch(form, text.get()));
        }
        return text.get();
    }

    /** A text that may be missing; reported if it does not have the form. */
    Optional<String> optionalText(String member, Pattern form) {
        Optional<String> text = optionalText(member);
        text.filter(found -> !form.matcher(found).matches())
                .ifPresent(found -> problem(member, mustMatch(form, found)));
        return text;
    }

    /** A list of strings; elements that are not strings or do not match the form are reported. */
    List<String> texts(String member, Pattern form) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values(member)) {
            String place = member + "/" + texts.size();
            texts.add(value.asText());
            if (!value.isTextual()) {
                problem(place, "must be a string");
            } else if (!form.matcher(value.asText()).matches()) {
                problem(place, mustMatch(form, value.asText()));
            }
        }
        return List.copyOf(texts);
    }

    private static String mustMatch(Pattern form, String text) {
        return "must match " + form.pattern() + ", but is " + shortened(text);
    }

    public static String shortened(String text) {
        return text.length() <= ECHO ? text : text.substring(0, ECHO) + "...";
    }

    Optional<String> optionalText(String member) {
        return any(member)
                .filter(value -> {
                    if (!value.isTextual()) {
                        problem(member, "must be a string");
                    }
                    return value.isTextual();
                })
                .map(JsonNode::asText);
    }

    public int number(String member, int smallest, int largest, int otherwise) {
        Optional<JsonNode> value = any(member);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().isInt()
                || value.get().asInt() < smallest
                || value.get().asInt() > largest) {
            problem(member, "must be a whole number from " + smallest + " to " + largest);
            return otherwise;
        }
        return value.get().asInt();
    }

    List<Fields> objects(String member) {
        List<Fields> list = new ArrayList<>();
        List<JsonNode> values = values(member);
        for (int i = 0; i < values.size(); i++) {
            list.add(new Fields(file, pointer + "/" + member + "/" + i, values.get(i), problems));
        }
        return list;
    }

    Optional<Fields> object(String member) {
        return any(member).map(value -> new Fields(file, pointer + "/" + member, value, problems));
    }

    List<JsonNode> values(String member) {
        List<JsonNode> list = new ArrayList<>();
        any(member).ifPresent(value -> {
            if (value.isArray()) {
                value.forEach(list::add);
            } else {
                problem(member, "must be a list");
            }
        });
        return list;
    }

    /** Reports members that no reader asked for. */
    public void done() {
        node.fieldNames().forEachRemaining(member -> {
            if (!known.contains(member)) {
                problem(member, "is not a known field" + DidYouMean.hint(member, known));
            }
        });
    }
}
