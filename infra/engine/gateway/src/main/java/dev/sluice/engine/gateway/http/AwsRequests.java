package dev.sluice.engine.gateway.http;

import dev.sluice.engine.wire.protocol.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells requests to AWS's own services, signed or not, and to the engine's own pages from those to HTTP APIs. */
final class AwsRequests {

    private static final Pattern SIGNED_QUERY = Pattern.compile("(?:^|&)X-Amz-(?:Algorithm|Credential|Signature)=");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=[A-Za-z]+(?:&|$)");
    private static final Pattern VERSION = Pattern.compile("(?:^|&)Version=\\d{4}-\\d{2}-\\d{2}(?:&|$)");
    private static final String OWN = "/_sluice/";
    private static final int LONGEST_FORM = 256 << 10;

    private AwsRequests() {}

    static boolean includes(Exchange exchange) {
        return exchange.rawPath().startsWith(OWN)
                || exchange.header("authorization").startsWith("AWS4-")
                || !exchange.header("x-amz-target").isEmpty()
                || !exchange.header("smithy-protocol").isEmpty()
                || SIGNED_QUERY.matcher(exchange.rawQuery()).find()
                || isQuery(exchange.rawQuery())
                || isForm(exchange);
    }

    private static boolean isForm(Exchange exchange) {
        return exchange.header("content-type").startsWith("application/x-www-form-urlencoded")
                && exchange.body().length <= LONGEST_FORM
                && isQuery(new String(exchange.body(), StandardCharsets.UTF_8));
    }

    private static boolean isQuery(String text) {
        return ACTION.matcher(text).find() && VERSION.matcher(text).find();
    }
}
