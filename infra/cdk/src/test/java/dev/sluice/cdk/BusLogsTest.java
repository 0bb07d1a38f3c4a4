package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cdk.testing.Parts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The path of an event through both buses is in one log group, at the level that whoever deploys chose. */
class BusLogsTest {

    private final Parts parts = Synthesized.real();

    @Test
    void bothBusesLogAtTheLevelOfTheParameterAndWithoutTheEventsUnlessAsked() {
        assertThat(parts.all("AWS::Events::EventBus").values()).hasSize(2).allSatisfy(bus -> {
            assertThat(bus.at("/Properties/LogConfig/Level/Ref").asText()).isEqualTo("BusLogLevel");
            assertThat(bus.at("/Properties/LogConfig/IncludeDetail/Ref").asText())
                    .isEqualTo("BusLogDetail");
        });
        assertThat(parts.template().at("/Parameters/BusLogLevel/Default").asText())
                .isEqualTo("INFO");
        assertThat(parts.template().at("/Parameters/BusLogDetail/Default").asText())
                .isEqualTo("NONE");
    }

    @Test
    void eachLevelOfEachBusHasADeliveryToTheOneLogGroupWithoutWhichNothingIsWritten() {
        Map<String, Set<String>> delivered = new TreeMap<>();
        Map<String, ObjectNode> sources = parts.all("AWS::Logs::DeliverySource");
        for (JsonNode delivery : parts.all("AWS::Logs::Delivery").values()) {
            JsonNode source = sources.get(
                    delivery.at("/Properties/DeliverySourceName/Ref").asText());
            assertThat(source).isNotNull();
            JsonNode bus = parts.resource(Parts.target(source.path("Properties").path("ResourceArn")));
            delivered
                    .computeIfAbsent(bus.at("/Properties/Name").asText(), unused -> new TreeSet<>())
                    .add(source.at("/Properties/LogType").asText());
        }
        Set<String> all = Set.of("ERROR_LOGS", "INFO_LOGS", "TRACE_LOGS");
        assertThat(delivered).isEqualTo(Map.of("sluice-ingress", all, "sluice-core", all));
        assertThat(parts.all("AWS::Logs::DeliveryDestination")).hasSize(1);
        assertThat(parts.one("AWS::Logs::LogGroup", "LogGroupName", "/aws/vendedlogs/sluice-buses")
                        .path("RetentionInDays")
                        .asInt())
                .as("as long as the journal keeps its entries")
                .isEqualTo(30);
    }

    @Test
    void deliveriesAreMadeOneAfterAnotherBecauseAwsRefusesThemAtTheSameTime() {
        Map<String, ObjectNode> deliveries = parts.all("AWS::Logs::Delivery");
        List<String> first = deliveries.entrySet().stream()
                .filter(delivery -> stream(delivery.getValue()).noneMatch(deliveries::containsKey))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(first).hasSize(1);
    }

    @Test
    void everyPipeNamesTheEventByTheIdThatItKeepsSoThatALogWithoutDetailDoes() {
        assertThat(parts.all("AWS::Pipes::Pipe").values())
                .isNotEmpty()
                .allSatisfy(pipe -> assertThat(
                                pipe.at("/Properties/TargetParameters/EventBridgeEventBusParameters/Resources/0")
                                        .asText())
                        .isEqualTo("$.detail.metadata.id"));
    }

    private static Stream<String> stream(JsonNode delivery) {
        return StreamSupport.stream(delivery.path("DependsOn").spliterator(), false)
                .map(JsonNode::asText);
    }
}
