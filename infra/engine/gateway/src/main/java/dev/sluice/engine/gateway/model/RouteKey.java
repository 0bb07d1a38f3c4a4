package dev.sluice.engine.gateway.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which requests a route takes: {@code GET /pets/{id}}, {@code ANY /{proxy+}}, or {@code $default} for what no other takes. They
 * are ordered as AWS selects: a route that matches the whole path comes before one with a greedy variable, and {@code $default} comes
 * last; among equals, text before a variable and a method before {@code ANY}.
 *
 * @param text the key as it was written
 * @param method {@code ANY} for every method; empty for {@code $default}
 * @param path segments: text, {@code {name}} for one, {@code {name+}} at the end for one or more
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes</a>
 */
public record RouteKey(String text, String method, List<String> path) implements Comparable<RouteKey> {

    public static final String DEFAULT = "$default";

    private static final String ANY = "ANY";
    private static final Set<String> METHODS =
            Set.of("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final Pattern VARIABLE = Pattern.compile("\\{[a-zA-Z0-9._-]+\\+?}");
    private static final Comparator<RouteKey> ORDER = Comparator.comparing(RouteKey::isDefault)
            .thenComparing(RouteKey::isGreedy)
            .thenComparing((a, b) -> bySegments(a.path(), b.path()))
            .thenComparing(key -> key.method().equals(ANY))
            .thenComparing(RouteKey::text);

    /** @throws dev.sluice.engine.aws.AwsException BadRequestException if it is not a route key */
    public static RouteKey of(String text) {
        if (text.equals(DEFAULT)) {
            return new RouteKey(text, "", List.of());
        }
        int space = text.indexOf(' ');
        String method = space < 0 ? "" : text.substring(0, space);
        String path = text.substring(space + 1);
        if (!METHODS.contains(method) || !path.startsWith("/")) {
            throw Invalid.of("routeKey must be $default or a method and a path such as GET /pets/{id}, and is " + text
                    + "; the methods are DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT and ANY.");
        }
        List<String> segments = segments(path);
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean braces = segment.contains("{") || segment.contains("}");
            if (braces && !VARIABLE.matcher(segment).matches() || isGreedy(segment) && i < segments.size() - 1) {
                throw Invalid.of("routeKey " + text + " has the segment " + segment
                        + ": a variable is a whole segment, and one with + is the last.");
            }
        }
        return new RouteKey(text, method, segments);
    }

    /** The segments of a path that begins with a slash. */
    public static List<String> segments(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    /** The path variables of a request that this route takes; empty if it does not take it. */
    public Optional<Map<String, String>> match(String requested, List<String> segments) {
        if (isDefault()) {
            return Optional.of(Map.of());
        }
        if (!method.equals(ANY) && !method.equals(requested)) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String wanted = path.get(i);
            if (i >= segments.size()) {
                return Optional.empty();
            }
            if (isGreedy(wanted)) {
                String rest = String.join("/", segments.subList(i, segments.size()));
                variables.put(wanted.substring(1, wanted.length() - 2), decoded(rest));
                return rest.isEmpty() ? Optional.empty() : Optional.of(variables);
            }
            String given = segments.get(i);
            if (isVariable(wanted)) {
                if (given.isEmpty()) {
                    return Optional.empty();
                }
                variables.put(wanted.substring(1, wanted.length() - 1), decoded(given));
            } else if (!wanted.equals(decoded(given))) {
                return Optional.empty();
            }
        }
        return segments.size() == path.size() ? Optional.of(variables) : Optional.empty();
    }

    /** The path as it was written; {@code $default} for the route of that name. */
    public String pathText() {
        return isDefault() ? DEFAULT : text.substring(text.indexOf(' ') + 1);
    }

    public boolean isDefault() {
        return text.equals(DEFAULT);
    }

    private boolean isGreedy() {
        return !path.isEmpty() && isGreedy(path.get(path.size() - 1));
    }

    @Override
    public int compareTo(RouteKey other) {
        return ORDER.compare(this, other);
    }

    private static int bySegments(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int difference = rank(a.get(i)) - rank(b.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return b.size() - a.size();
    }

    private static int rank(String segment) {
        return isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isGreedy(String segment) {
        return segment.endsWith("+}");
    }

    /** Percent-decoded; text that is not percent-encoded stays as it is. */
    public static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
