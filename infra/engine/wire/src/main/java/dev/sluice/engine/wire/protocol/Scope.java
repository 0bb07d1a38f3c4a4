package dev.sluice.engine.wire.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service that a request says it is for: the fourth part of its credential scope. */
public final class Scope {

    private static final Pattern HEADER = Pattern.compile("Credential=[^/,\\s]+/\\d{8}/[^/]+/([^/]+)/aws4_request");
    private static final Pattern QUERY = Pattern.compile(
            "X-Amz-Credential=[^&]*?(?:%2F|/)\\d{8}(?:%2F|/)[^&]*?(?:%2F|/)([^&]*?)(?:%2F|/)aws4_request");

    private Scope() {}

    /** The signing name, or empty if the request is not signed. */
    public static String service(Exchange exchange) {
        Matcher header = HEADER.matcher(exchange.header("authorization"));
        if (header.find()) {
            return header.group(1);
        }
        Matcher query = QUERY.matcher(exchange.rawQuery());
        return query.find() ? query.group(1) : "";
    }
}
