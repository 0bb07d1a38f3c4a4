package dev.sluice.tests.contracts.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Function;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import dev.sluice.tests.contracts.cloud.Rule;
import dev.sluice.tests.contracts.cloud.Table;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Functions: called, behind queues and behind streams.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html">Event source mappings</a>
 */
class MappingTest extends Contract {

    private static final Map<String, String> FAST = Map.of("VisibilityTimeout", "5");

    private CreateEventSourceMappingResponse map(
            Function function, String source, Consumer<CreateEventSourceMappingRequest.Builder> more) {
        CreateEventSourceMappingRequest.Builder request = CreateEventSourceMappingRequest.builder()
                .functionName(function.name())
                .eventSourceArn(source);
        more.accept(request);
        CreateEventSourceMappingResponse made = lab.lambda().createEventSourceMapping(request.build());
        lab.later(() -> lab.lambda().deleteEventSourceMapping(delete -> delete.uuid(made.uuid())));
        return made;
    }

    private Refusal refusal(Function function, String source, Consumer<CreateEventSourceMappingRequest.Builder> more) {
        return Refusal.of(() -> map(function, source, more));
    }

    @Test
    @Line("H.1")
    void aCallAnswersTheResultOrTellsOfTheFunctionsError() {
        Function function = Function.of(lab, Map.of("FAIL", "poison"));
        InvokeResponse good = lab.lambda()
                .invoke(request -> request.functionName(function.name()).payload(SdkBytes.fromUtf8String("{\"a\":1}")));
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.functionError()).isNull();
        assertThat(good.payload().asUtf8String()).isEqualTo("{\"a\":1}");
        InvokeResponse bad = lab.lambda()
                .invoke(request ->
                        request.functionName(function.name()).payload(SdkBytes.fromUtf8String("\"poison\"")));
        assertThat(bad.statusCode()).isEqualTo(200);
        assertThat(bad.functionError()).isEqualTo("Unhandled");
        assertThat(Json.of(bad.payload().asUtf8String()).path("errorMessage").asText())
                .isEqualTo("told to fail");
    }

    @Test
    @Line({"B.9", "B.10", "H.2"})
    void aRuleCallsAFunctionThatAllowsIt() {
        Function function = Function.of(lab, Map.of());
        Rule rule = lab.rule(lab.bus(), "{\"source\":[\"shop\"]}");
        Queue dead = lab.queue();
        rule.target(target -> target.arn(function.arn()).deadLetterConfig(config -> config.arn(dead.arn())));
        lab.put(rule.bus(), "{\"n\":1}");
        assertThat(dead.take(1).get(0).messageAttributes().get("ERROR_CODE").stringValue())
                .isEqualTo("NO_PERMISSIONS");
        lab.lambda()
                .addPermission(request -> request.functionName(function.name())
                        .statementId("rule")
                        .action("lambda:InvokeFunction")
                        .principal("events.amazonaws.com")
                        .sourceArn(rule.arn()));
        String id = lab.put(rule.bus(), "{\"n\":2}");
        assertThat(Json.of(function.inputs(1).get(0)).path("id").asText()).isEqualTo(id);
    }

    @Test
    @Line("A.11")
    void aFunctionSeesTheTraceHeaderOfTheEventThatItGets() {
        Function function = Function.of(lab, Map.of("TRACE", "_X_AMZN_TRACE_ID"));
        Rule rule = lab.rule(lab.bus(), "{\"source\":[\"shop\"]}");
        lab.lambda()
                .addPermission(request -> request.functionName(function.name())
                        .statementId("rule")
                        .action("lambda:InvokeFunction")
                        .principal("events.amazonaws.com")
                        .sourceArn(rule.arn()));
        rule.target(target -> target.arn(function.arn()));
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(rule.bus())
                .source("shop")
                .detailType("order")
                .detail("{}")
                .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1")
                .build();
        lab.events().putEvents(request -> request.entries(entry));
        assertThat(function.inputs(1).get(0)).contains("Root=1-5759e988-bd862e3fe1be46a994272793");
    }

    @Test
    @Line({"F.2", "F.3"})
    void aQueuesMessagesComeAsRecordsAndGoWhenTheFunctionSucceeds() {
        Function function = Function.of(lab, Map.of("ANSWER", "{}"));
        Queue queue = lab.queue(FAST);
        CreateEventSourceMappingResponse made = map(function, queue.arn(), request -> {});
        assertThat(made.batchSize()).isEqualTo(10);
        assertThat(made.lastProcessingResult()).isNull();
        String id = queue.send("hello");
        JsonNode records = Json.of(function.inputs(1).get(0)).path("Records");
        assertThat(records).hasSize(1);
        JsonNode record = records.path(0);
        assertThat(Json.keys(record))
                .contains(
                        "messageId",
                        "receiptHandle",
                        "body",
                        "attributes",
                        "messageAttributes",
                        "md5OfBody",
                        "md5OfMessageAttributes",
                        "eventSource",
                        "eventSourceARN",
                        "awsRegion");
        assertThat(record.path("messageId").asText()).isEqualTo(id);
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(Json.keys(record.path("attributes")))
                .containsExactlyInAnyOrder(
                        "ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
        Lab.soon()
                .until(() -> queue.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                                + queue.count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        == 0);
    }

    @Test
    @Line("F.3")
    void onlyTheMessagesThatTheFunctionReportsComeAgain() {
        Function function = Function.of(
                lab, Map.of("REPORT", "\"messageId\":\"([^\"]+)\",\"receiptHandle\":\"[^\"]+\",\"body\":\"poison"));
        Queue dead = lab.queue();
        Queue queue = lab.queue(Map.of(
                "VisibilityTimeout",
                "5",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + dead.arn() + "\",\"maxReceiveCount\":1}"));
        queue.send("poison");
        queue.send("good");
        map(
                function,
                queue.arn(),
                request -> request.functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
        assertThat(dead.takeBody()).isEqualTo("poison");
        assertThat(dead.poll(0)).isEmpty();
    }

    @Test
    @Line({"F.3", "G.4"})
    void whatIsRefusedIsRefusedInAWSsWords() {
        Function function = Function.of(lab, Map.of());
        Queue queue = lab.queue(FAST);
        assertThat(refusal(function, queue.arn(), request -> request.batchSize(11))
                        .message())
                .isEqualTo(
                        "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        assertThat(refusal(
                                function,
                                queue.arn(),
                                request -> request.filterCriteria(criteria -> criteria.filters(
                                        Filter.builder().pattern("[]").build())))
                        .message())
                .isEqualTo("Invalid filter pattern definition.");
        CreateEventSourceMappingResponse made = map(function, queue.arn(), request -> {});
        Refusal again = refusal(function, queue.arn(), request -> {});
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ResourceConflictException");
        assertThat(again.message())
                .startsWith("An event source mapping with SQS arn (\" " + queue.arn() + " \") and function (\" ")
                .endsWith("already exists. Please update or delete the existing mapping with UUID " + made.uuid());
        Queue quick = lab.queue(Map.of("VisibilityTimeout", "1"));
        assertThat(refusal(function, quick.arn(), request -> {}).code()).isEqualTo("InvalidParameterValueException");
        String none = Table.of(lab).stream().replaceAll("stream/.*", "stream/2020-01-01T00:00:00.000");
        assertThat(refusal(function, none, request -> request.startingPosition("LATEST"))
                        .message())
                .isEqualTo("Stream not found: " + none);
    }

    @Test
    @Line("H.4")
    void aStreamHasItsDefaultsAndLeavesARecordOfWhatItGivesUp() {
        Function function = Function.of(lab, Map.of("FAIL", "poison"));
        Table table = Table.of(lab);
        Queue dead = lab.queue();
        CreateEventSourceMappingResponse defaults =
                map(Function.of(lab, Map.of()), table.stream(), request -> request.startingPosition("TRIM_HORIZON"));
        assertThat(defaults.batchSize()).isEqualTo(100);
        assertThat(defaults.maximumBatchingWindowInSeconds()).isZero();
        assertThat(defaults.maximumRetryAttempts()).isEqualTo(-1);
        assertThat(defaults.maximumRecordAgeInSeconds()).isEqualTo(-1);
        assertThat(defaults.parallelizationFactor()).isEqualTo(1);
        table.put("a", "poison");
        map(
                function,
                table.stream(),
                request -> request.startingPosition("TRIM_HORIZON")
                        .maximumRetryAttempts(1)
                        .destinationConfig(config -> config.onFailure(failure -> failure.destination(dead.arn()))));
        JsonNode letter = Json.of(dead.takeBody());
        assertThat(Json.keys(letter))
                .containsExactlyInAnyOrder(
                        "requestContext", "responseContext", "version", "timestamp", "DDBStreamBatchInfo");
        assertThat(letter.path("requestContext").path("condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(letter.path("requestContext").path("approximateInvokeCount").asInt())
                .isEqualTo(2);
        assertThat(letter.path("requestContext").path("functionArn").asText()).isEqualTo(function.arn());
        assertThat(letter.path("responseContext").path("functionError").asText())
                .isEqualTo("Unhandled");
        assertThat(letter.path("DDBStreamBatchInfo").path("streamArn").asText()).isEqualTo(table.stream());
    }

    @Test
    @Line({"H.4", "0.8"})
    void aFunctionBehindAStreamNamesTheFirstFailedRecordByItsSequenceNumber() {
        Table table = Table.of(lab);
        Queue dead = lab.queue();
        table.put("a", "good");
        table.put("b", "poison");
        Function function = Function.of(
                lab, Map.of("REPORT", "\"S\":\"poison\"(?:(?!\"eventID\").)*?\"SequenceNumber\":\"(\\d+)\""));
        map(
                function,
                table.stream(),
                request -> request.startingPosition("TRIM_HORIZON")
                        .maximumRetryAttempts(1)
                        .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                        .destinationConfig(config -> config.onFailure(failure -> failure.destination(dead.arn()))));
        JsonNode letter = Json.of(dead.takeBody());
        assertThat(letter.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(1);
        assertThat(letter.path("responseContext").path("functionError").isNull())
                .isTrue();
        assertThat(Json.of(function.inputs(2).get(0)).path("Records")).hasSize(2);
        assertThat(Json.of(function.inputs(2).get(1)).path("Records")).hasSize(1);
    }
}
