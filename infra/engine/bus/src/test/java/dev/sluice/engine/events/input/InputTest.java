package dev.sluice.engine.events.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.put.BusEvent;
import dev.sluice.engine.request.Json;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTest {

    private static final String EVENT =
            "{\"version\":\"0\",\"id\":\"e-1\",\"detail-type\":\"t\",\"source\":\"s\",\"account\":\"000000000000\","
                    + "\"time\":\"2026-11-24T11:00:00Z\",\"region\":\"us-east-1\",\"resources\":[],\"detail\":{\"u\":\"0a78\","
                    + "\"acc\":{\"acc_id\":\"0a\",\"sf_id\":\"baz\"},\"list\":[\"ACTIVE\",\"INACTIVE\"],\"b\":true,\"n\":1.50,"
                    + "\"no\":null,\"odd\":\"a\\\\b\\nc\\uffff\\ud800\",\"q\":\"say \\\"hi\\\"\"}}";

    private static final String PATHS =
            "{\"u\":\"$.detail.u\",\"obj\":\"$.detail.acc\",\"list\":\"$.detail.list\",\"b\":\"$.detail.b\","
                    + "\"n\":\"$.detail.n\",\"no\":\"$.detail.no\",\"q\":\"$.detail.q\",\"odd\":\"$.detail.odd\",\"missing\":\"$.detail.none\",\"bad\":\"detail\"}";

    private static String of(String target) {
        BusKey bus = new BusKey("us-east-1", "000000000000", "default");
        BusEvent event =
                new BusEvent("e-1", "", bus, EVENT, Instant.parse("2026-11-24T12:00:00.500123456Z"), false, "");
        return Input.of(Json.parseTrusted(target))
                .of(new EventView(event, "arn:rule", "r"))
                .orElse("not delivered");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("B.12: the recorded table of input transformers")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": <u>}                          | {"id":"0a78"}
            {"id": "<u>"}                        | {"id":"0a78"}
            {"p": "users/<u>/x/<u>"}             | {"p":"users/0a78/x/0a78"}
            {"b": <obj>}                         | {"b":{"acc_id":"0a","sf_id":"baz"}}
            [<u>,"hard"]                         | ["0a78","hard"]
            "Payload <obj>"                      | "Payload {acc_id:0a,sf_id:baz}"
            "<list> items"                       | "[ACTIVE,INACTIVE] items"
            "is <b>!"                            | "is true!"
            "gone <missing>."                    | "gone ."
            {"command": <missing>}               | {"command":""}
            {"command": "<missing>"}             | {"command":""}
            {"x": "<obj>"}                       | not delivered
            {"x":"a/<obj>"}                      | not delivered
            {"x":"<list>"}                       | not delivered
            {"x":<q>}                            | {"x":"say \\"hi\\""}
            {"n": <n>, "no": <no>, "m": "<n>"}   | {"n":1.50,"no":null,"m":"1.50"}
            {"x": <bad>}                         | {"x":""}
            <obj>                                | {"acc_id":"0a","sf_id":"baz"}
            hello <u>                            | not delivered
            {"a":"1 < 2 > 0 \\" <u>"}            | {"a":"1 < 2 > 0 \\" 0a78"}
            """)
    void transformers(String template, String result) {
        assertThat(of("{\"InputTransformer\":{\"InputPathsMap\":" + PATHS + ",\"InputTemplate\":"
                        + Json.text(Json.object().textNode(template)) + "}}"))
                .isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "quotes, backslashes, line breaks and characters that no queue takes in a text do not cost the delivery")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"x":"<q>"}              | {"x":"say \\"hi\\""}
            {"x":"he: <q>!"}         | {"x":"he: say \\"hi\\"!"}
            "he: <q>!"               | "he: say \\"hi\\"!"
            {"x":"<odd>"}            | {"x":"a\\\\b\\nc\\uffff\\ud800"}
            {"x":<odd>}              | {"x":"a\\\\b\\nc\\uffff\\ud800"}
            "<odd>"                  | "a\\\\b\\nc\\uffff\\ud800"
            """)
    void textsAreEscapedInsideOfQuotes(String template, String result) {
        assertThat(of("{\"InputTransformer\":{\"InputPathsMap\":" + PATHS + ",\"InputTemplate\":"
                        + Json.text(Json.object().textNode(template)) + "}}"))
                .isEqualTo(result);
    }

    @Test
    @DisplayName("B.12: two quoted lines stay two lines")
    void lines() {
        assertThat(of("{\"InputTransformer\":{\"InputPathsMap\":" + PATHS
                        + ",\"InputTemplate\":\"\\\"one <u>\\\"\\n\\\"two <b>\\\"\"}}"))
                .isEqualTo("\"one 0a78\"\n\"two true\"");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("B.13: reserved variables need no path, and the event without detail has its recorded form")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"r":<aws.events.rule-arn>,"n":"<aws.events.rule-name>"} | {"r":"arn:rule","n":"r"}
            {"t":<aws.events.event.ingestion-time>}                  | {"t":"2026-11-24T12:00:00.500Z"}
            {"e":<aws.events.event>}                                 | {"e":{"id":"e-1","account":"000000000000","detailType":"t","time":"2026-11-24T12:00:00.500Z","source":"s","region":"us-east-1","resources":[],"version":"0"}}
            """)
    void reserved(String template, String result) {
        String quoted = Json.text(Json.object().textNode(template));
        assertThat(of("{\"InputTransformer\":{\"InputTemplate\":" + quoted + "}}"))
                .isEqualTo(result);
    }

    @Test
    @DisplayName("B.13: the whole event keeps its key order and numbers")
    void wholeEvent() {
        assertThat(of("{\"InputTransformer\":{\"InputTemplate\":\"<aws.events.event.json>\"}}"))
                .isEqualTo(EVENT);
        assertThat(of("{}")).isEqualTo(EVENT);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("B.11: a constant, and a part of the event as JSON")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Input":"{\\"a\\": 1}"}           | {"a": 1}
            {"InputPath":"$.detail.u"}         | "0a78"
            {"InputPath":"$.detail.list[0]"}   | "ACTIVE"
            {"InputPath":"$.detail.list[*]"}   | ["ACTIVE","INACTIVE"]
            {"InputPath":"$.detail.acc"}       | {"acc_id":"0a","sf_id":"baz"}
            {"InputPath":"$.detail.none"}      | ""
            """)
    void constantsAndPaths(String target, String result) {
        assertThat(of(target)).isEqualTo(result);
    }
}
