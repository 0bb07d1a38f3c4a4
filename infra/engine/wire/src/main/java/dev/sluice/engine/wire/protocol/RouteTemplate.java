package dev.sluice.engine.wire.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A path template: {@code {Name}} takes one segment, {@code {Name+}} the rest. */
public final class RouteTemplate {

    private final String[] segments;

    RouteTemplate(String path) {
        this.segments = split(path);
    }

    /** The parameters, if the path fits. */
    Optional<Map<String, String>> match(String rawPath) {
        String[] given = split(rawPath);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.length; i++) {
            if (i >= given.length) {
                return Optional.empty();
            }
            String segment = segments[i];
            if (segment.endsWith("+}")) {
                parameters.put(segment.substring(1, segment.length() - 2), decode(rest(given, i)));
                return Optional.of(parameters);
            }
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), decode(given[i]));
            } else if (!segment.equals(given[i])) {
                return Optional.empty();
            }
        }
        return given.length == segments.length ? Optional.of(parameters) : Optional.empty();
    }

    private static String rest(String[] given, int from) {
        return String.join("/", java.util.Arrays.asList(given).subList(from, given.length));
    }

    private static String[] split(String path) {
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        return (trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed).split("/", -1);
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not URL-encoded: no name that anything has.
            return segment;
        }
    }
}
