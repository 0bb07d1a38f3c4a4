package dev.sluice.engine.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;

/** The functions of the language, by name and number of arguments. */
public enum IntrinsicFunction {
    Format(1, 100, (a, scope) -> Texts.format(a)),
    StringToJson(1, 1, (a, scope) -> Texts.parse(a.get(0))),
    JsonToString(1, 1, (a, scope) -> Texts.text(a.get(0))),
    StringSplit(2, 2, (a, scope) -> Texts.split(a.get(0), a.get(1))),
    Base64Encode(1, 1, (a, scope) -> Texts.encode(a.get(0))),
    Base64Decode(1, 1, (a, scope) -> Texts.decode(a.get(0))),
    Hash(2, 2, (a, scope) -> Texts.hash(a.get(0), a.get(1))),
    UUID(0, 0, (a, scope) -> TextNode.valueOf(scope.uuids().get().toString())),
    Array(0, 100, (a, scope) -> Collections.array(a)),
    ArrayPartition(2, 2, (a, scope) -> Collections.partition(a.get(0), a.get(1))),
    ArrayContains(2, 2, (a, scope) -> Collections.contains(a.get(0), a.get(1))),
    ArrayRange(3, 3, (a, scope) -> Collections.range(a.get(0), a.get(1), a.get(2))),
    ArrayGetItem(2, 2, (a, scope) -> Collections.item(a.get(0), a.get(1))),
    ArrayLength(1, 1, (a, scope) -> Collections.length(a.get(0))),
    ArrayUnique(1, 1, (a, scope) -> Collections.unique(a.get(0))),
    JsonMerge(3, 3, (a, scope) -> Collections.merge(a.get(0), a.get(1), a.get(2))),
    MathAdd(2, 2, (a, scope) -> Collections.add(a.get(0), a.get(1))),
    MathRandom(2, 3, (a, scope) -> Collections.random(a, scope));

    /** What a function does; IllegalArgumentException says what is wrong with an argument. */
    @FunctionalInterface
    interface Body {
        JsonNode apply(List<JsonNode> arguments, Scope scope);
    }

    private final int least;
    private final int most;
    private final Body body;

    IntrinsicFunction(int least, int most, Body body) {
        this.least = least;
        this.most = most;
        this.body = body;
    }

    String title() {
        return "States." + name();
    }

    JsonNode apply(List<JsonNode> arguments, Scope scope) {
        return body.apply(arguments, scope);
    }

    void check(int arguments) {
        if (arguments < least || arguments > most) {
            throw new IllegalArgumentException("The intrinsic function " + title() + " takes "
                    + (least == most ? "" + least : least + " to " + most) + " arguments");
        }
    }

    static IntrinsicFunction named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no intrinsic function " + name));
    }
}
