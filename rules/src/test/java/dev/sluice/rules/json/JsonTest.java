package dev.sluice.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
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
}
