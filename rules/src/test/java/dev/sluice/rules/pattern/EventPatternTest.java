package dev.sluice.rules.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.rules.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[1]}|{\"a\":1.0}|true",
                "{\"a\":[1]}|{\"a\":\"1\"}|false",
                "{\"a\":[{\"exists\":false}]}|{\"b\":1}|true",
                "{\"a\":[{\"anything-but\":\"x\"}]}|{\"a\":[\"x\",\"y\"]}|true",
                "{\"a\":[{\"anything-but\":\"x\"}]}|{}|false",
                "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}|{\"b\":2}|true",
                "{\"a\":[{\"cidr\":\"10.0.0.0/8\"}]}|{\"a\":\"10.1.2.3\"}|true",
                "{\"a\":[{\"wildcard\":\"x*z\"}]}|{\"a\":\"xyz\"}|true",
            })
    void matchesAsEventBridgeDoes(String pattern, String event, boolean expected) {
        assertThat(EventPattern.parse(pattern).matches(event)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|Empty objects are not allowed",
                "{\"a\":[]}|Empty arrays are not allowed",
                "{\"a\":1}|\"a\" must be an object or an array",
                "[1]|Filter is not an object",
                "{\"a\":[{\"NUMERIC\":[\"=\",1]}]}|Unrecognized match type NUMERIC",
                "{\"a\":[{\"wildcard\":\"*:*:*:*:*:event-bus/*\"}]}|Rule is too complex",
            })
    void refusesWhatEventBridgeRefuses(String pattern, String reason) {
        assertThatThrownBy(() -> EventPattern.parse(pattern))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageStartingWith("Event pattern is not valid. Reason: ")
                .hasMessageContaining(reason);
    }

    @Test
    void pipesKnowFewerOperators() throws JsonProcessingException {
        assertThat(PipePatterns.flaw(Json.parse("{\"a\":[{\"anything-but\":[\"x\"]}]}")))
                .isEmpty();
        assertThat(PipePatterns.flaw(Json.parse("{\"a\":[{\"anything-but\":{\"prefix\":\"x\"}}]}")))
                .isPresent();
        assertThat(PipePatterns.flaw(Json.parse("{\"$or\":[{\"a\":{\"b\":[{\"wildcard\":\"x*\"}]}},{\"c\":[1]}]}")))
                .isPresent();
    }

    @Test
    void aSetFindsAllThatMatchAndForgetsWhatIsRemoved() {
        PatternSet<String> set = new PatternSet<>();
        set.put("one", "{\"a\":[1]}");
        set.put("any", "{\"a\":[{\"exists\":true}]}");
        set.put("two", "{\"a\":[2]}");
        assertThat(set.match("{\"a\":1}")).containsExactlyInAnyOrder("one", "any");
        set.put("one", "{\"a\":[3]}");
        set.remove("any");
        assertThat(set.match("{\"a\":1}")).isEmpty();
        assertThat(set.match("{\"a\":3}")).containsExactly("one");
    }
}
