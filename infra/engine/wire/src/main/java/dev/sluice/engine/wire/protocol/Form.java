package dev.sluice.engine.wire.protocol;

import dev.sluice.engine.aws.AwsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** URL-encoded name and value pairs, as in a query string or a form body. */
public final class Form {

    private static final int MOST = 10_000;

    private Form() {}

    /** @throws AwsException if the text is not URL-encoded or has too many pairs */
    public static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return pairs;
        }
        String[] parts = text.split("&", MOST + 1);
        if (parts.length > MOST) {
            throw AwsException.of("MalformedQueryString", "The request has more than " + MOST + " parameters.");
        }
        for (String part : parts) {
            int equals = part.indexOf('=');
            String name = decode(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decode(part.substring(equals + 1));
            if (!name.isEmpty()) {
                pairs.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.of("MalformedQueryString", "The query string is not URL-encoded.");
        }
    }
}
