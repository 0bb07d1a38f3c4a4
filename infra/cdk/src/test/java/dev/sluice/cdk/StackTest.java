package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cdk.testing.Parts;
import dev.sluice.rules.catalog.Catalog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of the stack that others rely on: names, parameters, outputs and settings. */
class StackTest {

    private final Parts parts = Synthesized.real();

    @Test
    void everyRouteIsARuleOfTheCoreBusWithThePatternOfTheCatalogUntouched() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Catalog.load(Synthesized.CATALOG).routes().forEach(route -> {
            JsonNode rule = parts.one("AWS::Events::Rule", "Name", route.name());
            assertThat(parts.resource(Parts.target(rule.path("EventBusName")))
                            .at("/Properties/Name")
                            .asText())
                    .isEqualTo("sluice-core");
            assertThat(rule.path("Targets")).hasSize(1);
            assertThat(rule.at("/Targets/0/RetryPolicy/MaximumRetryAttempts").asInt())
                    .isEqualTo(route.retry().attempts());
            assertThat(rule.at("/Targets/0/RetryPolicy/MaximumEventAgeInSeconds")
                            .asInt())
                    .isEqualTo(route.retry().ageSeconds());
            assertThat(rule.at("/Targets/0/InputPath").asText())
                    .isEqualTo(route.inputPath().orElse(""));
            try {
                assertThat(rule.path("EventPattern"))
                        .isEqualTo(json.readTree(route.pattern().toString()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void aTablesPipeReadsFromTheBeginningBisectsAndDeadLetters() {
        JsonNode pipe = parts.one("AWS::Pipes::Pipe", "Name", "sluice-cdc-orders");
        JsonNode source = pipe.at("/SourceParameters/DynamoDBStreamParameters");
        assertThat(source.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
        assertThat(source.path("OnPartialBatchItemFailure").asText()).isEqualTo("AUTOMATIC_BISECT");
        assertThat(source.path("MaximumRetryAttempts").asInt()).isBetween(1, 100);
        assertThat(source.path("MaximumRecordAgeInSeconds").asInt())
                .as("a dead letter points at a record that the stream keeps for 24 hours")
                .isBetween(60, 43_200);
        assertThat(Parts.target(source.at("/DeadLetterConfig/Arn")))
                .isEqualTo(id("AWS::SQS::Queue", "QueueName", "sluice-cdc-orders-dead-letters"));
        assertThat(pipe.at("/SourceParameters/FilterCriteria/Filters/0/Pattern").asText())
                .startsWith("{\"$or\":");
    }

    @ParameterizedTest
    @CsvSource({
        "sluice-cdc-orders,sluice-ingress",
        "sluice-cdc-processing,sluice-ingress",
        "sluice-admission,sluice-core"
    })
    void aPipeMakesEventsOfWhatItsFunctionAnswersTenAtMost(String name, String bus) {
        JsonNode pipe = parts.one("AWS::Pipes::Pipe", "Name", name);
        JsonNode target = pipe.path("TargetParameters");
        assertThat(parts.resource(Parts.target(pipe.path("Target")))
                        .at("/Properties/Name")
                        .asText())
                .isEqualTo(bus);
        assertThat(target.at("/EventBridgeEventBusParameters/Source").asText()).isEqualTo("$.source");
        assertThat(target.at("/EventBridgeEventBusParameters/DetailType").asText())
                .isEqualTo("$.detailType");
        assertThat(target.at("/EventBridgeEventBusParameters/Time").asText()).isEqualTo("$.time");
        assertThat(target.path("InputTemplate").asText())
                .isEqualTo("{\"metadata\":<$.detail.metadata>,\"data\":<$.detail.data>}");
        assertThat(pipe.path("SourceParameters").findValue("BatchSize").asInt()).isLessThanOrEqualTo(10);
    }

    @Test
    void everythingThatArrivesWaitsForAdmissionControl() {
        JsonNode rule = parts.one("AWS::Events::Rule", "Name", "everything");
        assertThat(rule.path("EventPattern").toString()).isEqualTo("{\"source\":[{\"exists\":true}]}");
        assertThat(Parts.target(rule.at("/Targets/0/Arn")))
                .isEqualTo(id("AWS::SQS::Queue", "QueueName", "sluice-admission"));
    }

    @Test
    void theSenderTakesFreshDeliveriesAndRetriesInLanesOfTheirOwn() {
        String sender = id("AWS::Lambda::Function", "FunctionName", "sluice-sender");
        List<JsonNode> lanes = parts.all("AWS::Lambda::EventSourceMapping").values().stream()
                .map(mapping -> mapping.path("Properties"))
                .filter(mapping -> Parts.target(mapping.path("FunctionName")).equals(sender))
                .toList();
        assertThat(lanes.stream().map(lane -> Parts.target(lane.path("EventSourceArn"))))
                .containsExactlyInAnyOrder(
                        id("AWS::SQS::Queue", "QueueName", "sluice-delivery"),
                        id("AWS::SQS::Queue", "QueueName", "sluice-retry"));
        assertThat(lanes)
                .allSatisfy(lane -> assertThat(
                                lane.at("/ScalingConfig/MaximumConcurrency").asInt())
                        .isGreaterThanOrEqualTo(2));
    }

    @Test
    void everyMappingReportsTheMessagesThatFailed() {
        assertThat(parts.all("AWS::Lambda::EventSourceMapping").values())
                .isNotEmpty()
                .allSatisfy(mapping -> assertThat(mapping.at("/Properties/FunctionResponseTypes/0")
                                .asText())
                        .isEqualTo("ReportBatchItemFailures"));
    }

    @Test
    void everyFunctionHasALogGroupThatForgets() {
        parts.all("AWS::Lambda::Function").values().forEach(function -> {
            JsonNode log = parts.one(
                    "AWS::Logs::LogGroup",
                    "LogGroupName",
                    "/aws/lambda/" + function.at("/Properties/FunctionName").asText());
            assertThat(log.path("RetentionInDays").asInt()).isPositive();
        });
    }

    @Test
    void everyDeadLetterQueueAndEveryRuleHasItsAlarm() {
        List<String> watched = parts.all("AWS::CloudWatch::Alarm").values().stream()
                .flatMap(alarm -> alarm.at("/Properties/Dimensions").findValuesAsText("Value").stream())
                .toList();
        parts.all("AWS::SQS::Queue").values().stream()
                .map(queue -> queue.at("/Properties/QueueName").asText())
                .filter(name -> name.endsWith("dead-letters"))
                .forEach(name -> assertThat(watched).contains(name));
        parts.all("AWS::Events::Rule")
                .values()
                .forEach(rule ->
                        assertThat(watched).contains(rule.at("/Properties/Name").asText()));
    }

    @Test
    void theOwnersTablesOutliveTheStackAndTheJournalForgets() {
        assertThat(parts.all("AWS::DynamoDB::Table").values())
                .allSatisfy(table ->
                        assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Retain"));
        assertThat(parts.one("AWS::DynamoDB::Table", "TableName", "sluice-journal")
                        .at("/TimeToLiveSpecification/AttributeName")
                        .asText())
                .isEqualTo("expiresAt");
    }

    @Test
    void parametersAndOutputsAreThoseThatTheCommandLineAndTheGuideName() {
        assertThat(parts.template().path("Parameters").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "RetrySchedule",
                        "AllowedNetworks",
                        "AllowInsecureEndpoints",
                        "WarehouseUrl",
                        "AlarmTopicArn",
                        "BusLogLevel",
                        "BusLogDetail");
        assertThat(parts.template().path("Outputs").fieldNames())
                .toIterable()
                .contains(
                        "IngressBusArn",
                        "CoreBusArn",
                        "QuarantineQueueUrl",
                        "DeadLettersQueueUrl",
                        "JournalTableName",
                        "BusLogGroupName",
                        "WebhooksQueueArn",
                        "EndpointsFunctionName");
        assertThat(parts.template()
                        .at("/Parameters/AllowInsecureEndpoints/Default")
                        .asText())
                .isEqualTo("false");
    }

    private String id(String type, String property, String value) {
        return parts.all(type).entrySet().stream()
                .filter(entry -> entry.getValue()
                        .path("Properties")
                        .path(property)
                        .asText()
                        .equals(value))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
