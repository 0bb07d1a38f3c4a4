package dev.sluice.engine.destinations.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header fields of a call: those that EventBridge adds, removes, or does not let anyone override. Later fields replace
 * earlier ones of the same name. Not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">API destinations, "Headers"</a>
 */
public final class Headers {

    private static final Set<String> REMOVED = Arrays.stream(("A-IM,Accept-Charset,Accept-Datetime,Accept-Encoding,"
                            + "Cache-Control,Connection,Content-Encoding,Content-Length,Content-MD5,Date,Expect,Forwarded,"
                            + "From,Host,HTTP2-Settings,If-Match,If-Modified-Since,If-None-Match,If-Range,"
                            + "If-Unmodified-Since,Max-Forwards,Origin,Pragma,Proxy-Authorization,Range,Referer,TE,"
                            + "Trailer,Transfer-Encoding,User-Agent,Upgrade,Via,Warning")
                    .split(","))
            .map(Headers::lower)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-zA-Z-]+");
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_VALUE = 512;

    private final Map<String, Outgoing.Header> fields = new LinkedHashMap<>();

    public Headers() {
        put("User-Agent", "Amazon/EventBridge/ApiDestinations");
        put("Content-Type", "application/json; charset=utf-8");
        put("Range", "bytes=0-1048575");
        put("Accept-Encoding", "gzip,deflate");
        put("Connection", "close");
    }

    /** Why a header parameter could never be sent; empty if it can be, or is one that EventBridge removes. */
    public static Optional<String> problem(String name, String value) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            return Optional.of("is not an HTTP header name: it has 1 to " + LONGEST_NAME
                    + " letters, digits and characters of !#$%&'*+-.^_`|~");
        }
        if (value.length() > LONGEST_VALUE || !isPrintable(value)) {
            return Optional.of(
                    "has a value that is not made of at most " + LONGEST_VALUE + " printable ASCII characters");
        }
        return Optional.empty();
    }

    /** Why credentials could never be sent in this header; empty if they can be. */
    public static Optional<String> problemOfKey(String name) {
        return REMOVED.contains(lower(name))
                ? Optional.of("EventBridge removes the header " + name + " from every request; choose another name")
                : problem(name, "").map(why -> "it " + why);
    }

    /** Whether a text can be the value of a header. */
    public static boolean isPrintable(String value) {
        return value.chars().allMatch(Headers::isPrintable);
    }

    /**
     * Sets a parameter, unless it is one that EventBridge removes.
     *
     * @throws InvalidCallException if it is not a legal header field: sent as it is, it could change the request's meaning
     */
    public void parameter(String name, String value) throws InvalidCallException {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new InvalidCallException("A header parameter has a name that is not allowed in HTTP.");
        }
        if (value.length() > LONGEST_VALUE || !isPrintable(value)) {
            throw new InvalidCallException("The header parameter " + name
                    + " has a value that is not made of at most 512 printable ASCII characters.");
        }
        if (!REMOVED.contains(lower(name))) {
            put(name, value);
        }
    }

    /**
     * A value from an event as a header field can carry it: each character that is not printable ASCII is percent-encoded, as in
     * the path and the query, and so is {@code %} where anything else is, so that decoding gives the value. What EventBridge does
     * with such a value is not documented, and HTTP leaves it to the receiver; refused, the event would be lost to the target.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.5">RFC 9110: Field values</a>
     */
    public static String carried(String value) {
        if (value.chars().allMatch(Headers::isPrintable)) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(point -> {
            String character = Character.toString(point);
            out.append(isPrintable(point) && point != '%' ? character : Address.encode(character));
        });
        return out.toString();
    }

    /** Sets the field that authorises the call; credentials may be longer than parameters. */
    public void authorization(String name, String value) throws InvalidCallException {
        if (!NAME.matcher(name).matches() || !isPrintable(value)) {
            throw new InvalidCallException("The connection's credentials cannot be sent in a header.");
        }
        if (!REMOVED.contains(lower(name))) {
            put(name, value);
        }
    }

    public boolean has(String name) {
        return fields.containsKey(lower(name));
    }

    /** What a field is set to; empty if it is not. */
    public String value(String name) {
        Outgoing.Header header = fields.get(lower(name));
        return header == null ? "" : header.value();
    }

    void put(String name, String value) {
        fields.put(lower(name), new Outgoing.Header(name, value));
    }

    public List<Outgoing.Header> list() {
        return List.copyOf(fields.values());
    }

    private static boolean isPrintable(int c) {
        return (c >= ' ' && c <= '~') || c == '\t';
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
