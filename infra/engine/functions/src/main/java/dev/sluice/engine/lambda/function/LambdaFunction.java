package dev.sluice.engine.lambda.function;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A function with all that belongs to it. Maps are by qualifier; the empty one stands for the function itself.
 *
 * @param arn without a qualifier
 * @param latest {@code $LATEST}
 * @param published versions by number
 * @param policies resource policies
 * @param reserved reserved concurrency, or -1 for none
 * @param lastVersion the highest number ever published
 */
public record LambdaFunction(
        String arn,
        String account,
        String name,
        Version latest,
        Map<String, Version> published,
        Map<String, Alias> aliases,
        Map<String, JsonNode> policies,
        int reserved,
        Map<String, EventInvoke> eventInvoke,
        Map<String, String> tags,
        int lastVersion) {

    public static final int UNRESERVED = -1;

    public static LambdaFunction of(FunctionRef ref, Version latest, Map<String, String> tags) {
        return new LambdaFunction(
                ref.arn(),
                ref.account(),
                ref.name(),
                latest,
                Map.of(),
                Map.of(),
                Map.of(),
                UNRESERVED,
                Map.of(),
                tags,
                0);
    }

    @JsonIgnore
    public String id() {
        return account + "/" + name;
    }

    /** The version that a version's number or {@code $LATEST} (or nothing) names; aliases are not looked at. */
    public Optional<Version> version(String number) {
        return number.isEmpty() || number.equals(FunctionRef.LATEST)
                ? Optional.of(latest)
                : Optional.ofNullable(published.get(number));
    }

    /** Whether the qualifier names anything. */
    public boolean knows(String qualifier) {
        return version(qualifier).isPresent() || aliases.containsKey(qualifier);
    }

    public LambdaFunction withLatest(Version version) {
        return copy(version, published, aliases, policies, reserved, eventInvoke, tags, lastVersion);
    }

    public LambdaFunction withPublished(Version version) {
        int number = Integer.parseInt(version.number());
        return copy(
                latest,
                changed(published, map -> map.put(version.number(), version)),
                aliases,
                policies,
                reserved,
                eventInvoke,
                tags,
                number);
    }

    public LambdaFunction withoutVersion(String number) {
        return copy(
                latest,
                changed(published, map -> map.remove(number)),
                aliases,
                changed(policies, map -> map.remove(number)),
                reserved,
                changed(eventInvoke, map -> map.remove(number)),
                tags,
                lastVersion);
    }

    public LambdaFunction withAliases(Consumer<Map<String, Alias>> change) {
        return copy(latest, published, changed(aliases, change), policies, reserved, eventInvoke, tags, lastVersion);
    }

    public LambdaFunction withPolicies(Consumer<Map<String, JsonNode>> change) {
        return copy(latest, published, aliases, changed(policies, change), reserved, eventInvoke, tags, lastVersion);
    }

    public LambdaFunction withReserved(int number) {
        return copy(latest, published, aliases, policies, number, eventInvoke, tags, lastVersion);
    }

    public LambdaFunction withEventInvoke(Consumer<Map<String, EventInvoke>> change) {
        return copy(latest, published, aliases, policies, reserved, changed(eventInvoke, change), tags, lastVersion);
    }

    public LambdaFunction withTags(Consumer<Map<String, String>> change) {
        return copy(latest, published, aliases, policies, reserved, eventInvoke, changed(tags, change), lastVersion);
    }

    private LambdaFunction copy(
            Version latest,
            Map<String, Version> published,
            Map<String, Alias> aliases,
            Map<String, JsonNode> policies,
            int reserved,
            Map<String, EventInvoke> eventInvoke,
            Map<String, String> tags,
            int lastVersion) {
        return new LambdaFunction(
                arn, account, name, latest, published, aliases, policies, reserved, eventInvoke, tags, lastVersion);
    }

    private static <T> Map<String, T> changed(Map<String, T> map, Consumer<Map<String, T>> change) {
        Map<String, T> copy = new TreeMap<>(new HashMap<>(map));
        change.accept(copy);
        return copy;
    }
}
