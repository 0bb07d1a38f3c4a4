package dev.sluice.rules.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.rules.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[{\"anything-but\":{\"equals-ignore-case\":[1]}}]}|Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
                "{\"a\":[{\"anything-but\":{\"prefix\":{\"equals-ignore-case\":\"x\"}}}]}|Value of anything-but must be an array or single string/number value.",
                "{\"a\":[{\"anything-but\": { \"suffix\" :{\"equals-ignore-case\":\"x\"}}}]}|Value of anything-but must be an array or single string/number value.",
                "{\"a\":[{\"anything-but\":{\"prefix\":1}}]}|prefix/suffix match pattern must be a string",
                "{\"a\":[{\"anything-but\":{\"wildcard\":1}}]}|wildcard match pattern must be a string",
                "{\"a\":[{\"anything-but\":{\"wildcard\":[\"x*\",1]}}]}|wildcard match pattern must be a string",
                "{\"a\":[{\"wildcard\":\"a**b\"}]}|Consecutive wildcard characters at pos 2",
                "{\"a\":[{\"anything-but\":{\"prefix\":\"\"}}]}|Null prefix/suffix not allowed",
            })
    void saysWhyInTheWordsOfEventBridge(String both) {
        String pattern = both.substring(0, both.indexOf("]}|") + 2);
        String reason = both.substring(pattern.length() + 1);
        assertThatThrownBy(() -> EventPattern.parse(pattern))
                .message()
                .startsWith("Event pattern is not valid. Reason: " + reason + "\n at [Source: (String)\"" + pattern
                        + "\"; line: 1,");
    }

    @Test
    void anOrOfAThousandCombinationsIsTakenAndOneMoreIsNot() {
        String thousand = "{" + or("a", 10) + "," + or("b", 10) + "," + or("c", 10) + "}";
        EventPattern pattern = EventPattern.parse(thousand);
        assertThat(pattern.matches("{\"a\":{\"f1\":1},\"b\":{\"f2\":1},\"c\":{\"f3\":1}}"))
                .isTrue();
        String more = "{" + or("a", 11) + "," + or("b", 91) + "}";
        assertThatThrownBy(() -> EventPattern.parse(more))
                .hasMessage("Event pattern is not valid. Reason: $or makes more than 1000 combinations");
        String explosion = "{" + or("a", 8) + "," + or("b", 8) + "," + or("c", 8) + "," + or("d", 8) + "," + or("e", 8)
                + "," + or("f", 8) + "," + or("g", 8) + "}";
        assertThatThrownBy(() -> EventPattern.parse(explosion)).hasMessageContaining("$or makes more than");
    }

    @Test
    void nestedOrsAddUp() {
        String nested = "{\"$or\":[{\"a\":[1]},{\"$or\":[{\"b\":[2]},{\"c\":[3]}]}]}";
        assertThat(EventPattern.parse(nested).matches("{\"c\":3}")).isTrue();
        assertThat(EventPattern.parse(nested).matches("{\"c\":4}")).isFalse();
    }

    @Test
    void aPatternOf4096CharactersIsTakenAndALongerOneIsNot() {
        String longest = "{\"a\":[\"" + "x".repeat(4_096 - 10) + "\"]}";
        assertThat(EventPattern.parse(longest).text()).hasSize(4_096);
        assertThatThrownBy(() -> EventPattern.parse(longest + " "))
                .hasMessage("Event pattern is not valid. Reason: it is longer than 4096 characters");
    }

    @Test
    void onlyAnObjectCanBeMatched() {
        EventPattern pattern = EventPattern.parse("{\"a\":[1]}");
        assertThatThrownBy(() -> pattern.matches("[1]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pattern.matches("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNumberOfAnySizeIsMatchedAtOnce() {
        EventPattern pattern = EventPattern.parse("{\"a\":[{\"numeric\":[\">\",1]}]}");
        assertThat(pattern.matches("{\"a\":1e999999999}")).isFalse();
        assertThat(pattern.matches("{\"a\":1e3}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"detail\":{\"k\":[{\"anything-but\":{\"wildcard\":[]}}]}}",
                "{\"detail\":{\"k\":[{\"anything-but\":{\"prefix\":[]}}]}}",
                "{\"detail\":{\"k\":[{\"anything-but\":{\"suffix\":[]}}]}}",
                "{\"detail\":{\"k\":[{\"anything-but\":{\"equals-ignore-case\":[]}}]}}",
                "{\"k\":[1e999999999999]}",
                "{\"k\":[{\"numeric\":[\">\",1e999999999999]}]}",
            })
    void whateverTheCompilerThrowsIsAnInvalidPattern(String pattern) {
        assertThatThrownBy(() -> EventPattern.parse(pattern))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageStartingWith("Event pattern is not valid. Reason: ")
                .hasMessageNotContaining("null");
    }

    private static String or(String field, int alternatives) {
        StringBuilder or = new StringBuilder("\"" + field + "\":{\"$or\":[");
        for (int i = 0; i < alternatives; i++) {
            or.append(i == 0 ? "" : ",").append("{\"f").append(i).append("\":[1]}");
        }
        return or.append("]}").toString();
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

    /** The places as LocalStack's test_events_patterns recorded them on AWS on 2025-10-15. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"detail": {"state": [{"anything-but": {"prefix": [123, "test"]}}]}}            | prefix/suffix match pattern must be a string | 55
            {"detail": {"FileName": [{"anything-but": {"suffix": [123, ".txt"]}}]}}         | prefix/suffix match pattern must be a string | 58
            {"detail": {"FileName": [{"anything-but": {"suffix": [null, ".txt"]}}]}}        | prefix/suffix match pattern must be a string | 59
            {"detail": {"state": [{"anything-but": {"wildcard": [123, "*/dir/*"]}}]}}       | wildcard match pattern must be a string | 57
            """)
    void namesThePlaceOfAnElementBehindItAndTwice(String pattern, String reason, int column) {
        String place = "\n at [Source: (String)\"" + pattern + "\"; line: 1, column: " + column + "]";
        assertThatThrownBy(() -> EventPattern.parse(pattern))
                .hasMessage("Event pattern is not valid. Reason: " + reason + place + place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            this is valid json but not a dict | this   | 5
            {"not": closed mark"              | closed | 15
            """)
    void namesThePlaceBehindATokenThatIsNone(String pattern, String token, int column) {
        assertThatThrownBy(() -> EventPattern.parse(pattern))
                .hasMessage("Event pattern is not valid. Reason: Unrecognized token '" + token
                        + "': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n"
                        + " at [Source: (String)\"" + pattern + "\"; line: 1, column: " + column + "]");
    }
}
