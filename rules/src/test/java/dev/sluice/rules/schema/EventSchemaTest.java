package dev.sluice.rules.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemaTest {

    @Test
    void everyViolationIsToldWithItsPlace() throws IOException {
        EventSchema schema =
                schema("{\"required\":[\"id\"],\"properties\":{\"items\":{\"items\":{\"type\":\"integer\"}}}}");
        assertThat(schema.validate(Json.parse("{\"items\":[1,\"x\"]}")))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("", "/items/1");
        assertThat(schema.validate(Json.parse("{\"id\":1,\"items\":[1,2.0,12345678901234567890]}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"thing\"}|/type",
                "{\"properties\":{\"a\":{\"minimum\":\"1\"}}}|/properties/a/minimum",
                "[]|''",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}|/$schema",
                "{\"pattern\":\"(\"}|''",
                "{\"$ref\":\"#/$defs/none\"}|''",
                "{\"$ref\":\"#\"}|''",
            })
    void whatIsNoSchemaIsToldWithItsPlace(String document, String pointer) {
        assertThatThrownBy(() -> schema(document))
                .isInstanceOfSatisfying(
                        InvalidSchemaException.class,
                        e -> assertThat(e.flaws())
                                .isNotEmpty()
                                .allSatisfy(flaw -> assertThat(flaw.pointer()).isEqualTo(pointer)));
    }

    @Test
    void otherDocumentsAreNeverFetched() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a.json";
            assertThatThrownBy(() -> schema("{\"$ref\":\"" + url + "\"}")).isInstanceOf(InvalidSchemaException.class);
            assertThatThrownBy(() -> schema("{\"$ref\":\"file:///etc/hostname\"}"))
                    .isInstanceOf(InvalidSchemaException.class);
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void twoDocumentsWithTheSameIdAreTwoSchemas() throws IOException {
        EventSchema text = schema("{\"$id\":\"https://example.com/a\",\"type\":\"string\"}");
        EventSchema number = schema("{\"$id\":\"https://example.com/a\",\"type\":\"number\"}");
        assertThat(text.validate(Json.parse("\"x\""))).isEmpty();
        assertThat(number.validate(Json.parse("\"x\""))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e1001"})
    void numbersThatWouldSpellOutToGigabytesAreWrongAndCheap(String number) throws IOException {
        EventSchema schema = schema("{\"properties\":{\"a/b\":{\"items\":{\"enum\":[1,2],\"multipleOf\":3}}}}");
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("a/b").add(1).add(new BigDecimal(number));
        assertThat(schema.validate(data)).containsExactly(new Violation("/a~1b/1", "has an exponent beyond 1000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "9.9999999999999999999999999999999999999E+125", "1E-130", "0.1", "0", "0E+3"})
    void everyDoubleAndEveryNumberOfDynamoDbMayPass(String number) throws IOException {
        assertThat(schema("{\"type\":\"number\"}").validate(Json.parse(number))).isEmpty();
    }

    @Test
    void dataMayBeNestedAHundredLevels() throws IOException {
        EventSchema recursive = schema("{\"properties\":{\"a\":{\"$ref\":\"#\"}}}");
        assertThat(recursive.validate(nested(100))).isEmpty();
        assertThat(recursive.validate(nested(101)))
                .extracting(Violation::message)
                .containsExactly("is nested deeper than 100 levels");
        assertThat(recursive.validate(Json.parse("[".repeat(1_000) + "]".repeat(1_000))))
                .hasSize(1);
    }

    @Test
    void aSchemaThatTurnsInCirclesOnSomeDataDoesNotTakeTheProcessDown() throws IOException {
        EventSchema schema = schema("{\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},"
                + "\"$defs\":{\"x\":{\"allOf\":[{\"$ref\":\"#/$defs/x\"}]}}}");
        assertThat(schema.validate(Json.parse("{\"a\":1}")))
                .containsExactly(new Violation("", "is nested too deeply for its schema"));
        assertThat(schema.validate(Json.parse("{\"b\":1}"))).isEmpty();
    }

    private static JsonNode nested(int levels) throws IOException {
        return Json.parse("{\"a\":".repeat(levels) + "1" + "}".repeat(levels));
    }

    private static EventSchema schema(String text) {
        try {
            return EventSchema.of(Json.parse(text));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
