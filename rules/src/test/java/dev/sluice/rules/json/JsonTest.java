package dev.sluice.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"z\":1,\"a\":2}",
                "[1.0,1.10,100,0.1,12345678901234567890123,0.12345678901234567890123]",
                "1E+2",
                "1E-400",
                "\"\\u0000é\\\"\"",
                "null",
                "{}",
            })
    void textComesBackAsItWas(String text) throws JsonProcessingException {
        assertThat(Json.text(Json.parse(text))).isEqualTo(text);
    }

    @Test
    void ofDuplicateKeysTheLastCountsUnlessTheyAreForbidden() throws JsonProcessingException {
        String twice = "{\"a\":1,\"a\":2}";
        assertThat(Json.text(Json.parse(twice))).isEqualTo("{\"a\":2}");
        assertThatThrownBy(() -> Json.parseStrict(twice)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{a:1}", "[1,]", "NaN", "{", "01"})
    void whatIsNotOneJsonValueIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void theDeepestThatIsReadCanBeWrittenWrapped() throws JsonProcessingException {
        String deepest = "[".repeat(1_010) + "]".repeat(1_010);
        var wrapped = Json.object();
        wrapped.putObject("detail").set("data", Json.parse(deepest));
        assertThat(Json.text(wrapped)).contains(deepest);
        assertThatThrownBy(() -> Json.parse("[" + deepest + "]")).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Json.parse("1".repeat(1_001))).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999999999999", "-1E+99999999999", "1e-999999999999", "1e999999999", "1e-999999999", "1e1001"})
    void aNumberThatCannotBeWorkedWithIsAnErrorThatNamesItsPlace(String number) {
        for (String text :
                List.of("{\"a\":[1,{\"b/c\":" + number + "}]}", "{\"a\":[1,{\"b/c\":" + number + ",\"d\":1}]}")) {
            assertThatThrownBy(() -> Json.parse(text))
                    .isInstanceOf(JsonProcessingException.class)
                    .hasMessageStartingWith("line 1, column ")
                    .hasMessageContaining(", /a/1/b~1c: ");
            assertThatThrownBy(() -> Json.parseStrict(text)).isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreAnErrorAndBlankTextIsNothing() throws JsonProcessingException {
        assertThatThrownBy(() -> Json.parse(new byte[] {34, (byte) 0xff, 34})).hasMessage("the text is not UTF-8");
        assertThatThrownBy(() -> Json.parse("\uFEFF{}")).isInstanceOf(JsonProcessingException.class);
        assertThat(Json.parse(" ").isMissingNode()).isTrue();
        assertThat(Json.parse("null").isNull()).isTrue();
    }
}
