package dev.sluice.tests.contracts.fuzz;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.tests.contracts.delivery.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Batches of odd records with good ones among them, and what a handler answers. */
final class Fuzz {

    /** {@code -Dsluice.fuzz.batches=1000} makes more. */
    static final int BATCHES = Integer.getInteger("sluice.fuzz.batches", 15);

    /** What a batch of a queue holds on AWS. */
    static final int RECORDS = 10;

    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20_261_130L);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Fuzz() {}

    static OddJson corpus(int batch) {
        return new OddJson(SEED + batch);
    }

    /** The places of the good records of a batch: at least one of each kind is there. */
    static Set<Integer> good(OddJson odd) {
        Set<Integer> good = new HashSet<>();
        good.add(odd.below(RECORDS));
        good.add(odd.below(RECORDS));
        good.add(odd.below(RECORDS));
        return good;
    }

    static JsonNode call(RequestStreamHandler handler, JsonNode input) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.UTF_8)), output, new TestContext());
        return JSON.readTree(output.toByteArray());
    }

    /** Messages as an event source mapping hands them over; message {@code i} is {@code m-i}. */
    static ObjectNode messages(List<String> bodies) {
        ObjectNode input = JSON.createObjectNode();
        var records = input.putArray("Records");
        for (String body : bodies) {
            records.addObject()
                    .put("messageId", "m-" + (records.size() - 1))
                    .put("body", body)
                    .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:queue")
                    .putObject("attributes")
                    .put("ApproximateReceiveCount", "2");
        }
        return input;
    }

    static List<String> failures(JsonNode answer) {
        List<String> failures = new ArrayList<>();
        answer.path("batchItemFailures")
                .forEach(failure -> failures.add(failure.path("itemIdentifier").asText()));
        return failures;
    }
}
