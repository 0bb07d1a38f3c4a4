package dev.sluice.tests.contracts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;

/** The tables of these tests have the indexes that the construct gives the journal. */
class JournalIndexesTest {

    private static final Path TEMPLATE = Path.of("../../examples/commerce/app/src/test/golden/sluice.template.json");

    @Test
    void theJournalOfTheTemplateHasTheIndexesThatMessagesAndAttemptsAreListedBy(@TempDir Path data) throws Exception {
        Map<String, List<String>> template = new TreeMap<>();
        for (JsonNode resource : Json.parse(Files.readString(TEMPLATE)).path("Resources")) {
            for (JsonNode index : resource.at("/Properties/GlobalSecondaryIndexes")) {
                List<String> attributes = new ArrayList<>();
                index.path("KeySchema")
                        .forEach(key -> attributes.add(key.path("AttributeName").asText()));
                TreeSet<String> others = new TreeSet<>();
                index.at("/Projection/NonKeyAttributes").forEach(name -> others.add(name.asText()));
                attributes.addAll(others);
                template.put(index.path("IndexName").asText(), attributes);
            }
        }
        Map<String, List<String>> tested = new TreeMap<>();
        try (EngineStack stack = new EngineStack(data)) {
            for (GlobalSecondaryIndexDescription index : stack.dynamoDb()
                    .describeTable(table -> table.tableName("journal"))
                    .table()
                    .globalSecondaryIndexes()) {
                List<String> attributes = new ArrayList<>();
                index.keySchema().forEach(key -> attributes.add(key.attributeName()));
                attributes.addAll(new TreeSet<>(index.projection().nonKeyAttributes()));
                tested.put(index.indexName(), attributes);
            }
        }
        assertThat(tested).hasSize(3).isEqualTo(template);
    }
}
