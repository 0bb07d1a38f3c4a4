package dev.sluice.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.catalog.read.CatalogException;
import dev.sluice.rules.event.FailedChange;
import dev.sluice.rules.event.Metadata;
import dev.sluice.rules.json.Json;
import dev.sluice.transformers.change.Records;
import dev.sluice.transformers.runtime.Functions;
import dev.sluice.transformers.runtime.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdcTransformerTest {

    private final TestContext context = new TestContext();
    private final CdcTransformer function = new CdcTransformer(Functions.WITH_CATALOG);

    @Test
    void anArrayOfRecordsBecomesAnArrayOfEventsInTheSameOrder() throws IOException {
        JsonNode events = call("["
                + Records.record("e1", "INSERT", Records.order("PLACED"), "") + ","
                + Records.record("e2", "MODIFY", Records.order("PAID"), Records.order("PLACED")) + ","
                + Records.record("e3", "REMOVE", "", Records.order("PAID")) + "]");
        assertThat(events).extracting(event -> event.get("eventID").asText()).containsExactly("e1", "e2", "e3");
        assertThat(events)
                .extracting(event -> event.get("detailType").asText())
                .containsExactly("order.placed", "order.updated", "order.removed");
        assertThat(events.get(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("eventID", "source", "detailType", "time", "detail");
    }

    @Test
    void theMetadataCanBeReadBack() throws IOException {
        JsonNode events = call("[" + Records.sample("order-shipped.record") + "]");
        Metadata metadata = Metadata.of(events.at("/0/detail/metadata"));
        assertThat(metadata.hops()).isZero();
        assertThat(metadata.admittedAt()).isEmpty();
        assertThat(metadata.change().orElseThrow().changed()).containsExactly("carrier", "note", "status");
        assertThat(Json.text(metadata.change().orElseThrow().old()))
                .isEqualTo("{\"note\":\"ring twice\",\"status\":\"PAID\"}");
    }

    @Test
    void aRecordThatCannotBeTransformedBecomesAFailedChangeAmongTheOthers() throws IOException {
        String good =
                Records.record("e1", "INSERT", Records.order("PLACED"), "").toString();
        String poison =
                Records.record("e2", "INSERT", "{\"total\":{\"N\":\"x\"}}", "").toString();
        JsonNode events = call("[" + poison + "," + good + "]");
        assertThat(events).extracting(event -> event.get("eventID").asText()).containsExactly("e2", "e1");
        assertThat(events)
                .extracting(event -> event.get("detailType").asText())
                .containsExactly(FailedChange.TYPE, "order.placed");
        assertThat(events.at("/0/source").asText()).isEqualTo(FailedChange.SOURCE);
        assertThat(events.at("/0/detail/failure").asText()).isEqualTo("record e2: NewImage/total: is not a number");
        assertThat(events.at("/0/detail/record")).isEqualTo(Json.parse(poison));
        assertThat(events.at("/0/detail/metadata/id").asText()).hasSize(36);
        assertThat(context.lines()).singleElement().asString().contains("NewImage/total: is not a number");
    }

    @Test
    void aChangeWithoutEventIsLeftOutAndNoted(@TempDir Path root) throws IOException {
        copyCatalog(root);
        Path orders = root.resolve("catalog/sources/orders.yaml");
        Files.writeString(orders, Files.readString(orders).replace("  - {on: REMOVE, type: order.removed}\n", ""));
        CdcTransformer silent = new CdcTransformer(Map.of("LAMBDA_TASK_ROOT", root.toString()));
        String removed = "[" + Records.record("e3", "REMOVE", "", Records.order("PAID")) + "]";
        assertThat(Functions.call(silent, removed, context)).isEqualTo("[]");
        assertThat(context.lines())
                .containsExactly("{\"skipped\":\"the catalog has no event for this change\",\"eventID\":\"e3\","
                        + "\"eventName\":\"REMOVE\",\"keys\":{\"orderId\":{\"S\":\"o-1\"}}}");
    }

    @Test
    void whatIsNoArrayIsRefused() {
        assertThatThrownBy(() -> call("{}")).hasMessage("the payload must be an array of stream records");
        assertThatThrownBy(() -> call("[")).hasMessageStartingWith("the payload is not JSON: ");
        assertThatThrownBy(() -> call("\"" + "x".repeat(6 * 1024 * 1024) + "\""))
                .hasMessage("the payload is larger than 6291456 bytes");
    }

    @Test
    void aFunctionWithoutItsCatalogDoesNotStart(@TempDir Path empty) {
        assertThatThrownBy(() -> new CdcTransformer(Map.of()))
                .hasMessage("environment variable LAMBDA_TASK_ROOT is missing");
        assertThatThrownBy(() -> new CdcTransformer(Map.of("LAMBDA_TASK_ROOT", empty.toString())))
                .isInstanceOf(CatalogException.class);
    }

    private JsonNode call(String input) throws IOException {
        return Json.parse(Functions.call(function, input, context));
    }

    private static void copyCatalog(Path root) throws IOException {
        Path catalog = Path.of("src/test/resources/catalog");
        try (Stream<Path> files = Files.walk(catalog)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = root.resolve("catalog").resolve(catalog.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
