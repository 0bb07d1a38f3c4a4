package dev.sluice.tests.contracts.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.testing.Receiver;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Destination;
import dev.sluice.tests.contracts.cloud.Function;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.pipes.model.Filter;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Pipes from a queue.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html">SQS as a source</a>
 */
class QueuePipeTest extends Contract {

    private static final String IN_BODY =
            "{\"id\":\"i-1\",\"n\":1.50,\"list\":[1,{\"k\":\"v\"}],\"text\":\"a \\\"b\\\"\"}";

    @Test
    @Line({"D.6", "F.2"})
    void messagesThatNoFilterMatchesAreDeleted() {
        Queue in = lab.queue();
        Queue out = lab.queue();
        Piping.pipe(
                in,
                out,
                request -> request.sourceParameters(source -> source.filterCriteria(criteria -> criteria.filters(
                        Filter.builder()
                                .pattern("{\"body\":{\"kind\":[\"good\"]}}")
                                .build(),
                        Filter.builder()
                                .pattern("{\"body\":{\"n\":[{\"numeric\":[\">\",5]}]}}")
                                .build()))));
        in.send("{\"kind\":\"bad\"}");
        in.send("plain text, which no filter for JSON matches");
        in.send("{\"kind\":\"bad\",\"n\":6}");
        in.send("{\"kind\":\"good\"}");
        assertThat(out.takeBodies(2))
                .extracting(record -> Json.of(record).path("body").asText())
                .containsExactlyInAnyOrder("{\"kind\":\"bad\",\"n\":6}", "{\"kind\":\"good\"}");
        Lab.soon()
                .until(() -> in.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                                + in.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        == 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'data': <$.body>}                  | {'data':BODY}
            {'id': <$.body.id>}                 | {'id':'i-1'}
            {'id': '<$.body.id>'}               | {'id':'i-1'}
            {'p': 'x/<$.body.id>/y'}            | {'p':'x/i-1/y'}
            {'n': <$.body.n>}                   | {'n':1.50}
            {'k': <$.body.list[1].k>}           | {'k':'v'}
            {'l': <$.body.list>}                | {'l':[1,{'k':'v'}]}
            {'from': '<aws.pipes.source-arn>'}  | {'from':'SOURCE'}
            {'to': <aws.pipes.target-arn>}      | {'to':'TARGET'}
            {'pipe': <aws.pipes.pipe-name>}     | {'pipe':'PIPE'}
            """)
    @Line("D.7")
    void aTemplateIsFilledFromTheBodyAsJson(String template, String expected) {
        Queue in = lab.queue();
        Queue out = lab.queue();
        String name = Piping.pipe(
                in,
                out,
                request -> request.targetParameters(target -> target.inputTemplate(template.replace('\'', '"'))));
        in.send(IN_BODY);
        assertThat(out.takeBody())
                .isEqualTo(expected.replace('\'', '"')
                        .replace("BODY", IN_BODY)
                        .replace("SOURCE", in.arn())
                        .replace("TARGET", out.arn())
                        .replace("PIPE", name));
    }

    @Test
    @Line("D.8")
    void aBusGetsThePayloadAsDetailAndItsParametersFromTheMessage() {
        Queue in = lab.queue();
        String bus = lab.bus();
        Queue out = lab.listen(bus, "{\"source\":[{\"prefix\":\"shop\"}]}");
        Piping.pipe(
                lab,
                in.arn(),
                lab.arn("events", "event-bus/" + bus),
                request -> request.targetParameters(target -> target.inputTemplate("{\"order\": <$.body.id>}")
                        .eventBridgeEventBusParameters(parameters -> parameters
                                .source("shop.pipe")
                                .detailType("$.body.type")
                                .resources("$.body.arn")
                                .time("$.body.at"))));
        in.send("{\"id\":7,\"type\":\"placed\",\"arn\":\"arn:aws:x:::y\",\"at\":\"2026-11-24T01:02:03Z\"}");
        JsonNode event = Json.of(out.takeBody());
        assertThat(event.path("detail").toString()).isEqualTo("{\"order\":7}");
        assertThat(event.path("source").asText()).isEqualTo("shop.pipe");
        assertThat(event.path("detail-type").asText()).isEqualTo("placed");
        assertThat(event.path("resources").toString()).isEqualTo("[\"arn:aws:x:::y\"]");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-24T01:02:03Z");
    }

    @Test
    @Line({"D.5", "D.12", "F.2"})
    void anEnrichmentGetsAnArrayOfMessagesAndItsAnswerGoesOn() {
        Function function = Function.of(lab, Map.of("ANSWER", "[{\"a\":1},{\"a\":2}]"));
        Queue in = lab.queue();
        Queue out = lab.queue();
        Piping.pipe(in, out, request -> request.enrichment(function.arn()));
        String id = in.send("hello");
        assertThat(out.takeBodies(2)).containsExactlyInAnyOrder("{\"a\":1}", "{\"a\":2}");
        JsonNode given = Json.of(function.inputs(1).get(0));
        assertThat(given.isArray()).isTrue();
        JsonNode message = given.path(0);
        assertThat(message.path("messageId").asText()).isEqualTo(id);
        assertThat(message.path("body").asText()).isEqualTo("hello");
        assertThat(message.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(message.path("eventSourceARN").asText()).isEqualTo(in.arn());
        assertThat(message.path("awsRegion").asText()).isEqualTo(lab.region());
        assertThat(message.path("md5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(Json.keys(message.path("attributes")))
                .contains("ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY", "\"\"", "{}", "[]"})
    @Line("D.5")
    void anEmptyAnswerSkipsTheTarget(String answer) {
        Function function = Function.of(lab, Map.of("ANSWER", answer));
        Queue in = lab.queue();
        Queue out = lab.queue();
        Piping.pipe(in, out, request -> request.enrichment(function.arn()));
        in.send("x");
        function.inputs(1);
        Lab.soon()
                .until(() -> in.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                                + in.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        == 0);
        assertThat(out.poll(0)).isEmpty();
    }

    @Test
    @Line("D.5")
    void anArrayWithAnEmptyObjectIsAnEvent() {
        Function function = Function.of(lab, Map.of("ANSWER", "[{}]"));
        Queue in = lab.queue();
        Queue out = lab.queue();
        Piping.pipe(in, out, request -> request.enrichment(function.arn()));
        in.send("x");
        assertThat(out.takeBody()).isEqualTo("{}");
    }

    @Test
    @Line({"D.9", "F.4"})
    void whatFailsEndsInTheQueuesOwnDeadLetterQueue() {
        Queue dead = lab.queue();
        Queue in = lab.queue(Map.of(
                "VisibilityTimeout",
                "1",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + dead.arn() + "\",\"maxReceiveCount\":2}"));
        Queue out = lab.queue();
        Function function = Function.of(lab, Map.of("FAIL", "poison"));
        Piping.pipe(
                in,
                out,
                request -> request.enrichment(function.arn())
                        .sourceParameters(source -> source.sqsQueueParameters(queue -> queue.batchSize(1)))
                        .targetParameters(target -> target.inputTemplate("{\"body\": <$.body>}")));
        in.send("poison");
        in.send("good");
        assertThat(out.takeBody()).contains("good");
        assertThat(dead.takeBody()).isEqualTo("poison");
        assertThat(out.poll(0)).isEmpty();
    }

    @Test
    @Line({"D.9", "F.3"})
    void aFunctionAsTargetMayNameTheMessagesThatFailed() {
        Queue dead = lab.queue();
        Queue in = lab.queue(Map.of(
                "VisibilityTimeout",
                "1",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + dead.arn() + "\",\"maxReceiveCount\":2}"));
        Function function = Function.of(
                lab, Map.of("REPORT", "\"messageId\":\"([^\"]+)\",\"receiptHandle\":\"[^\"]+\",\"body\":\"poison"));
        Piping.pipe(
                lab,
                in.arn(),
                function.arn(),
                request -> request.sourceParameters(source -> source.sqsQueueParameters(queue -> queue.batchSize(10))));
        in.send("poison 1");
        in.send("good");
        assertThat(dead.takeBody()).isEqualTo("poison 1");
        Lab.soon()
                .until(() -> in.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                                + in.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        == 0);
        Lab.soon().until(() -> function.inputs().stream().anyMatch(input -> input.contains("\"good\"")));
        assertThat(function.inputs().stream().filter(input -> input.contains("\"good\"")))
                .hasSize(1);
    }

    @Test
    @Line({"D.4", "L.2", "D.8"})
    void aDestinationGetsOneCallPerMessageWithPathAndQueryFromIt() {
        Receiver receiver = lab.receiver();
        Destination destination = Destination.of(lab, receiver.url("/orders/*"));
        Queue in = lab.queue();
        Piping.pipe(
                lab,
                in.arn(),
                destination.arn(),
                request -> request.targetParameters(target -> target.inputTemplate("{\"v\": <$.body.v>}")
                        .httpParameters(http -> http.pathParameterValues("$.body.id")
                                .headerParameters(Map.of("X-Fixed", "yes"))
                                .queryStringParameters(Map.of("v", "$.body.v")))));
        in.send("{\"id\":\"o-1\",\"v\":\"x\"}");
        Receiver.Arrived arrived = receiver.take();
        assertThat(arrived.requestLine()).isEqualTo("POST /orders/o-1?v=x HTTP/1.1");
        assertThat(arrived.header("X-Fixed")).isEqualTo("yes");
        assertThat(arrived.body()).isEqualTo("{\"v\":\"x\"}");
    }
}
