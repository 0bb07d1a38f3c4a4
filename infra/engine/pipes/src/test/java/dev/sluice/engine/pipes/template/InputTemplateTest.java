package dev.sluice.engine.pipes.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html">Input transformation</a> */
class InputTemplateTest {

    private static final Variables VARIABLES = new Variables(Map.of("aws.pipes.pipe-name", "gate"));
    private static final String EVENT = """
            {"body":"{\\"a\\":{\\"b\\":1.50},\\"list\\":[1,\\"x\\"],\\"text\\":\\"say \\\\\\"hi\\\\\\"\\"}","attributes":{"n":"3"}}""";

    @Test
    void placeholdersBecomeTheJsonOfTheirValues() throws JsonProcessingException {
        assertThat(apply("{\"v\":<$.body.a>,\"l\":<$.body.list[1]>,\"n\":<$.attributes.n>}"))
                .isEqualTo("{\"v\":{\"b\":1.50},\"l\":\"x\",\"n\":\"3\"}");
        assertThat(apply("<$.body.a>")).isEqualTo("{\"b\":1.50}");
    }

    @Test
    void insideOfQuotesTheyBecomeTextAndTheResultStaysJson() throws JsonProcessingException {
        assertThat(apply("{\"t\":\"<$.body.text>!\",\"o\":\"<$.body.a>\"}"))
                .isEqualTo("{\"t\":\"say \\\"hi\\\"!\",\"o\":\"{\\\"b\\\":1.50}\"}");
    }

    @Test
    void aMissingPathIsAnEmptyText() throws JsonProcessingException {
        assertThat(apply("{\"v\":<$.nothing>,\"t\":\"<$.nothing>\"}")).isEqualTo("{\"v\":\"\",\"t\":\"\"}");
    }

    @Test
    void reservedVariablesTellOfThePipe() throws JsonProcessingException {
        assertThat(apply("{\"p\":<aws.pipes.pipe-name>,\"at\":\"<aws.pipes.event.ingestion-time>\"}"))
                .isEqualTo("{\"p\":\"gate\",\"at\":\"2026-11-24T12:00:00Z\"}");
        assertThat(apply("{\"e\":<aws.pipes.event>}")).contains("\"body\":{\"a\":");
        assertThat(apply("{\"e\":<aws.pipes.event.json>}")).contains("\"body\":\"{\\\"a\\\"");
    }

    @Test
    void aTextIsAText() throws JsonProcessingException {
        assertThat(apply("order <$.attributes.n> of <aws.pipes.pipe-name>")).isEqualTo("\"order 3 of gate\"");
    }

    @Test
    void whatMeansNothingIsRefused() {
        assertThatThrownBy(() -> InputTemplate.parse("{\"x\":<$.a[>}", VARIABLES))
                .hasMessageContaining("$.a[");
        assertThatThrownBy(() -> InputTemplate.parse("{\"x\":<aws.pipes.nothing>}", VARIABLES))
                .hasMessageContaining("aws.pipes.nothing");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":at_<$.n>}      | line 1, column 9
            {"a":<$.n>             | line 1, column 11
            {"a": <$.n>,}          | line 1, column 13
            {<$.n>: 1}             | line 1, column 2: no value may stand in the place of <$.n>
            {"a":"<$.n>""b":1}     | line 1, column 13
            [<$.n><$.n>]           | line 1, column 7: no value may stand in the place of <$.n>
            {"a":<aws.pipes.event> | line 1, column 23
            "never closed          | line 1, column
            """)
    void whatBeginsLikeJsonAndCannotBecomeJsonIsRefusedWithThePlace(String template, String flaw) {
        assertThatThrownBy(() -> InputTemplate.parse(template, VARIABLES)).hasMessageStartingWith(flaw);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "order <$.n>",
                "\"one <$.n>\"\n\"two\"",
                "<aws.pipes.event.json>",
                "{\"e\":\"<aws.pipes.event.json>\"}",
                "[<$.a>,\"<$.b> and <$.c>\"]"
            })
    void textAndWhatCanBecomeJsonIsTaken(String template) {
        assertThatCode(() -> InputTemplate.parse(template, VARIABLES)).doesNotThrowAnyException();
    }

    private static String apply(String template) throws JsonProcessingException {
        View view = View.ofRecord((ObjectNode) Json.parse(EVENT));
        return Json.text(
                InputTemplate.parse(template, VARIABLES).apply(view, Instant.parse("2026-11-24T12:00:00.000123Z")));
    }
}
