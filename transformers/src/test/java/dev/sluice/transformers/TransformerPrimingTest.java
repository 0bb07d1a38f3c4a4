package dev.sluice.transformers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.priming.Priming;
import dev.sluice.transformers.runtime.Environment;
import dev.sluice.transformers.runtime.Functions;
import dev.sluice.transformers.runtime.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformerPrimingTest {

    @Test
    void aRehearsalCallsNobody() throws Exception {
        assertThat(Priming.rehearse(Functions.WITH_CATALOG, Map.of(), CdcTransformer::rehearse, 2))
                .isEmpty();
    }

    @Test
    void theSamplesBecomeEvents() throws Exception {
        byte[] batch = Samples.changes(Catalog.load(new Environment(Functions.WITH_CATALOG).catalog()));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new CdcTransformer(Functions.WITH_CATALOG)
                .handleRequest(new ByteArrayInputStream(batch), output, new TestContext());
        JsonNode events = Json.parse(output.toString(StandardCharsets.UTF_8));
        assertThat(events.size()).isPositive();
    }
}
