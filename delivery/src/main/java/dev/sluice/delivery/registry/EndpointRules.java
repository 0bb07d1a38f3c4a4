package dev.sluice.delivery.registry;

import dev.sluice.delivery.endpoint.TenantEndpoints;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.rules.names.DidYouMean;
import dev.sluice.rules.pattern.EventPattern;
import dev.sluice.rules.pattern.InvalidPatternException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks what a tenant says about an endpoint; a refusal names the field. */
public record EndpointRules(UrlRules urls, PublishedTypes published) {

    static final int DESCRIPTION = 256;
    static final int TYPES = 100;
    static final int TYPE = 128;
    static final int HEADERS = 20;
    static final int HEADER_NAME = 128;
    static final int HEADER_VALUE = 4_096;

    private static final Pattern TYPE_NAME = Pattern.compile("[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*(\\.\\*)?|\\*");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9a-zA-Z-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e\\t]*[\\x21-\\x7e])?");

    /** What the sender, HTTP itself or proxies on the way decide on. */
    private static final Set<String> FORBIDDEN = Set.of(
            "accept-encoding",
            "connection",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "via");

    private static final List<String> FORBIDDEN_PREFIXES =
            List.of("content-", "webhook-", "proxy-", "sec-", "x-amz-", "x-amzn-", "x-forwarded-", "svix-");

    public String url(String url) {
        urls.problem(url).ifPresent(problem -> {
            throw new Refusal("url", problem);
        });
        urls.addressProblem(url).ifPresent(problem -> {
            throw new Refusal("url", problem);
        });
        return url;
    }

    public String description(String text) {
        if (text.length() > DESCRIPTION) {
            throw new Refusal("description", "must have at most " + DESCRIPTION + " characters");
        }
        return text;
    }

    public Optional<String> pattern(Optional<String> pattern) {
        pattern.ifPresent(text -> {
            try {
                EventPattern.parse(text);
            } catch (InvalidPatternException e) {
                throw new Refusal("pattern", String.valueOf(e.getMessage()));
            }
        });
        return pattern;
    }

    public List<String> types(List<String> types) {
        if (types.size() > TYPES) {
            throw new Refusal("types", "must name at most " + TYPES + " types");
        }
        Optional<Set<String>> known = types.isEmpty() ? Optional.empty() : published.names();
        for (String type : types) {
            if (type.length() > TYPE || !TYPE_NAME.matcher(type).matches()) {
                throw new Refusal(
                        "types",
                        "must name types such as order.placed: letters, digits, _ and -, separated by dots, at most "
                                + TYPE + " characters; order.* is all that begin with order. and * is all");
            }
            known.filter(names -> !isPublished(type, names)).ifPresent(names -> {
                throw new Refusal("types", "no source publishes the type " + type + meant(type, names));
            });
        }
        return List.copyOf(new TreeSet<>(types));
    }

    private static boolean isPublished(String type, Set<String> known) {
        if (!type.endsWith(TenantEndpoints.ALL)) {
            return known.contains(type);
        }
        String prefix = type.substring(0, type.length() - 1);
        return known.stream().anyMatch(name -> name.startsWith(prefix));
    }

    private static String meant(String type, Set<String> known) {
        String hint = DidYouMean.hint(type, known);
        return hint.isEmpty() ? "; there are " + String.join(", ", new TreeSet<>(known)) : hint;
    }

    public Map<String, String> headers(Map<String, String> headers) {
        if (headers.size() > HEADERS) {
            throw new Refusal("headers", "must hold at most " + HEADERS + " headers");
        }
        Set<String> names = new TreeSet<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (name.length() > HEADER_NAME || !TOKEN.matcher(name).matches()) {
                throw new Refusal(
                        "headers", "must have names of at most " + HEADER_NAME + " characters that HTTP takes");
            }
            if (FORBIDDEN.contains(lower) || FORBIDDEN_PREFIXES.stream().anyMatch(lower::startsWith)) {
                throw new Refusal("headers", name + " is not yours to set");
            }
            if (!names.add(lower)) {
                throw new Refusal("headers", name + " stands there twice");
            }
            if (value.getBytes(StandardCharsets.UTF_8).length > HEADER_VALUE
                    || !FIELD_VALUE.matcher(value).matches()) {
                throw new Refusal(
                        "headers", name + " must have a value of 1 to " + HEADER_VALUE + " printable ASCII characters");
            }
        });
        return headers;
    }
}
