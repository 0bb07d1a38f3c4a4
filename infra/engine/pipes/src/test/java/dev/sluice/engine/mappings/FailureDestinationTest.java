package dev.sluice.engine.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.aws.Response;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Summary;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mapping whose destination for failed records takes nothing is not made, or says why its records do not pass. */
class FailureDestinationTest extends MappingFixture {

    private static final String MAPPING = """
            {"EventSourceArn":"%s","FunctionName":"sender","StartingPosition":"TRIM_HORIZON","MaximumRetryAttempts":1,
             "DestinationConfig":{"OnFailure":{"Destination":"arn:aws:sqs:us-east-1:000000000000:failed"}}}""";

    @Test
    void aQueueThatDoesNotExistIsRefusedWhenTheMappingIsMade() {
        assertThat(refusal(MAPPING.formatted(stream())))
                .startsWith(
                        "InvalidParameterValueException: The function execution role does not have permissions to call"
                                + " SendMessage on arn:aws:sqs:us-east-1:000000000000:failed, or there is no such queue.");
    }

    @Test
    void aQueueThatWasDeletedShowsInTheResultAndInTheMetricUntilTheRecordsExpire() {
        String stream = stream();
        queue("failed", "{}");
        String uuid = create(MAPPING.formatted(stream)).path("UUID").asText();
        call("sqs", "DeleteQueue", "{\"QueueUrl\":\"%s\"}".formatted(url("failed")));
        lambda.raw("Invoke", request -> {
            String payload = new String(request.payload(), StandardCharsets.UTF_8);
            return payload.contains("\"S\":\"k0\"")
                    ? new Response.Raw(
                            200,
                            Map.of("X-Amz-Function-Error", "Unhandled"),
                            "{\"errorMessage\":\"no\"}".getBytes(StandardCharsets.UTF_8))
                    : answer(request, records -> Json.object());
        });
        put("k0");
        advanceUntil(Duration.ofMillis(500), () -> result(uuid).contains("cannot be put where failed records go"));
        assertThat(failures()).isPositive();
        time.advance(Duration.ofHours(25));
        put("k1");
        advanceUntil(Duration.ofSeconds(5), () -> delivered().contains("k1"));
    }

    private void put(String id) {
        call("dynamodb", "PutItem", "{\"TableName\":\"orders\",\"Item\":{\"id\":{\"S\":\"%s\"}}}".formatted(id));
    }

    private String result(String uuid) {
        return call("lambda", "GetEventSourceMapping", "{\"UUID\":\"%s\"}".formatted(uuid))
                .path("LastProcessingResult")
                .asText();
    }

    private double failures() {
        Metric metric = new Metric("AWS/Lambda", "DestinationDeliveryFailures", Map.of("FunctionName", "sender"));
        return kernel.metrics().minutes(metric, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")).values().stream()
                .mapToDouble(Summary::sum)
                .sum();
    }
}
