package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cdk.testing.Lint;
import dev.sluice.cdk.testing.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stack is what the catalog says: another catalog, another stack, and not a line of Java. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnotherCatalogTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Path catalog;
    private Parts parts;

    @BeforeAll
    void synthesize(@TempDir Path folder) throws IOException {
        catalog = copy(folder.resolve("catalog"));
        write("sources/stock.yaml", """
                kind: table
                source: com.example.stock
                table: Stock_Of.Shops
                keys: [shop, article]
                tenant: /tenant
                filter: {dynamodb: {NewImage: {count: {N: [{numeric: ["<", 5]}]}}}}
                changes: [{on: MODIFY, type: stock.low}]
                types: [{type: stock.low, schema: types/stock.json}]
                """);
        write("types/stock.json", """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["tenant"],
                 "properties": {"tenant": {"type": "string"}, "shop": {"type": "string"}, "article": {"type": "string"},
                                "count": {"type": "number"}}}
                """);
        write("sources/bank.yaml", """
                kind: partner
                source: com.example.bank
                account: "444455556666"
                tenant: /tenant
                types: [{type: payment.made, schema: types/order.json}]
                """);
        write("destinations/data-lake.yaml", """
                name: data-lake
                url: https://lake.example.com/in
                method: PUT
                rate: 20
                apiKeyHeader: X-Key
                """);
        write("routes/lake.yaml", """
                name: lake
                description: To the lake.
                pattern:
                  $or:
                    - {detail-type: [{suffix: {equals-ignore-case: .LOW}}]}
                    - {detail: {data: {total: [{numeric: [">", 0.5, "<=", 1000000]}]}}}
                target: {apiDestination: data-lake}
                matches: [{detail-type: stock.low}]
                rejects: [{detail-type: stock.high}]
                """);
        write("routes/payments.yaml", """
                name: payments
                description: To accounting.
                pattern: {source: [com.example.bank]}
                target: {queue: accounting}
                matches: [{source: com.example.bank}]
                rejects: [{source: com.acme.crm}]
                """);
        write("routes/stock.yaml", """
                name: stock
                description: To accounting as well.
                pattern: {source: [com.example.stock]}
                target: {queue: accounting}
                matches: [{source: com.example.stock}]
                rejects: [{source: com.acme.crm}]
                """);
        parts = Synthesized.of(catalog);
    }

    @Test
    void aNewTableHasItsStreamAndItsPipe() {
        JsonNode table = parts.one("AWS::DynamoDB::Table", "TableName", "Stock_Of.Shops");
        assertThat(table.at("/StreamSpecification/StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(table.at("/KeySchema").findValuesAsText("AttributeName")).containsExactly("shop", "article");
        JsonNode pipe = parts.all("AWS::Pipes::Pipe").values().stream()
                .map(resource -> resource.path("Properties"))
                .filter(properties -> properties.path("Name").asText().startsWith("sluice-cdc-Stock-Of-Shops-"))
                .findFirst()
                .orElseThrow();
        assertThat(pipe.path("Name").asText()).matches("[.A-Za-z0-9_-]{1,64}");
        assertThat(pipe.at("/SourceParameters/FilterCriteria/Filters/0/Pattern").asText())
                .isEqualTo("{\"dynamodb\":{\"NewImage\":{\"count\":{\"N\":[{\"numeric\":[\"<\",5]}]}}}}");
    }

    @Test
    void aNewPartnerHasItsStatement() {
        JsonNode statement = parts.one("AWS::Events::EventBusPolicy", "StatementId", "PartnerComExampleBank")
                .path("Statement");
        assertThat(Parts.text(statement.at("/Principal/AWS"))).contains("444455556666");
        assertThat(statement.at("/Condition/StringEquals/events:source").asText())
                .isEqualTo("com.example.bank");
    }

    @Test
    void aPatternGoesIntoTheTemplateAsItIsWithOrAndEveryOperator() throws IOException {
        assertThat(parts.one("AWS::Events::Rule", "Name", "lake").path("EventPattern"))
                .isEqualTo(JSON.readTree("{\"$or\":[{\"detail-type\":[{\"suffix\":{\"equals-ignore-case\":\".LOW\"}}]},"
                        + "{\"detail\":{\"data\":{\"total\":[{\"numeric\":[\">\",0.5,\"<=\",1000000]}]}}}]}"));
    }

    @Test
    void aNewDestinationHasItsParameterItsKeyAndItsRoute() {
        assertThat(parts.template().at("/Parameters/DataLakeUrl/Default").asText())
                .isEqualTo("https://lake.example.com/in");
        JsonNode destination = parts.one("AWS::Events::ApiDestination", "Name", "sluice-data-lake");
        assertThat(destination.at("/InvocationEndpoint/Ref").asText()).isEqualTo("DataLakeUrl");
        assertThat(destination.path("HttpMethod").asText()).isEqualTo("PUT");
        assertThat(destination.path("InvocationRateLimitPerSecond").asInt()).isEqualTo(20);
        JsonNode connection = parts.one("AWS::Events::Connection", "Name", "sluice-data-lake");
        assertThat(connection
                        .at("/AuthParameters/ApiKeyAuthParameters/ApiKeyName")
                        .asText())
                .isEqualTo("X-Key");
        assertThat(Parts.text(connection.at("/AuthParameters/ApiKeyAuthParameters/ApiKeyValue")))
                .startsWith("{{resolve:secretsmanager:");
    }

    @Test
    void twoRoutesShareAQueueThatTakesFromBoth() {
        assertThat(parts.all("AWS::SQS::Queue").values())
                .filteredOn(queue -> queue.at("/Properties/QueueName").asText().equals("accounting"))
                .hasSize(1);
        assertThat(Lint.findings(parts)).isEmpty();
    }

    @Test
    void whatTheCatalogNamesAndNobodyHasIsRefusedByName(@TempDir Path other) throws IOException {
        refused(
                other.resolve("a"),
                "{function: nobody}",
                "routes/bad.yaml:4#/target/function: the app provides no function nobody; it provides sales-ledger");
        refused(
                other.resolve("b"),
                "{queue: sluice-fanout}",
                "routes/bad.yaml:4#/target/queue: is a name that only Sluice itself uses");
        refused(
                other.resolve("c"),
                "{logGroup: x}\ninputPath: $.detail",
                "routes/bad.yaml:5#/inputPath: is not allowed: a log group");
        refused(
                other.resolve("d"),
                "{construct: x}",
                "routes/bad.yaml:4#/target/construct: the app provides no target x");
    }

    private void refused(Path folder, String target, String message) throws IOException {
        Path copied = copy(folder);
        Files.writeString(
                copied.resolve("routes/bad.yaml"),
                "name: bad\ndescription: Bad.\npattern: {source: [{exists: true}]}\ntarget: " + target
                        + "\nmatches: [{source: com.acme.crm}]\nrejects: [{detail-type: contact.created}]\n");
        assertThatThrownBy(() -> Synthesized.of(copied)).hasMessageContaining(message);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(catalog.resolve(file), text);
    }

    private static Path copy(Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(Synthesized.CATALOG)) {
            List<Path> files = walk.toList();
            for (Path file : files) {
                Files.copy(file, to.resolve(Synthesized.CATALOG.relativize(file).toString()));
            }
        }
        return to;
    }
}
