package dev.sluice.engine.lambda.async;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.lambda.function.EventInvoke;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.Version;
import dev.sluice.engine.lambda.run.Result;
import dev.sluice.engine.request.Json;
import dev.sluice.rules.json.StorableText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How an event ended.
 *
 * @param condition {@code Success}, {@code RetriesExhausted}, {@code EventAgeExceeded} or {@code ZeroReservedConcurrency}
 * @param result what the last attempt answered, if this run of the event had one
 */
record Outcome(
        Event event,
        LambdaFunction function,
        Version version,
        EventInvoke config,
        String condition,
        Optional<Result> result) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int OK = 200;

    Outcome(Event event, LambdaFunction function, Version version, EventInvoke config) {
        this(event, function, version, config, "", Optional.empty());
    }

    Outcome failed(String why, Optional<Result> last) {
        return new Outcome(event, function, version, config, why, last);
    }

    Outcome succeeded(Result last) {
        return new Outcome(event, function, version, config, "Success", Optional.of(last));
    }

    boolean success() {
        return condition.equals("Success");
    }

    /**
     * The record for a destination.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Invocation records</a>
     */
    ObjectNode record(Instant now) {
        ObjectNode record = Json.object().put("version", "1.0").put("timestamp", TIME.format(now));
        record.putObject("requestContext")
                .put("requestId", event.requestId())
                .put("functionArn", function.arn() + ":" + qualifier())
                .put("condition", condition)
                .put("approximateInvokeCount", event.attempts() + (result.isPresent() ? 1 : 0));
        record.set("requestPayload", json(event.payload()));
        result.ifPresent(last -> {
            ObjectNode context =
                    record.putObject("responseContext").put("statusCode", OK).put("executedVersion", version.number());
            if (last.failed()) {
                context.put("functionError", "Unhandled");
            }
            record.set("responsePayload", json(last.payload()));
        });
        return record;
    }

    private String qualifier() {
        return event.ref().qualifier().isEmpty() ? "$LATEST" : event.ref().qualifier();
    }

    /** The first kilobyte of the error message, for a dead letter. */
    String message() {
        String message = result.map(
                        last -> json(last.payload()).path("errorMessage").asText(""))
                .filter(text -> !text.isEmpty())
                .orElse(condition);
        return StorableText.limited(message, 1_024);
    }

    /** A handler that writes to a stream may write anything. */
    private static JsonNode json(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
