package dev.sluice.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorableTextTest {

    @Test
    void everyCharacterIsStoredOrEscapedAndTheJsonStaysTheSameValue() throws Exception {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String value = "a" + (char) c + "b";
            String text = Json.text(Json.object().put("k", value));
            assertThat(StorableText.isStorable(text)).as("U+%04X", c).isTrue();
            assertThat(Json.parse(text).path("k").asText()).as("U+%04X", c).isEqualTo(value);
        }
    }

    @Test
    void aKeyIsEscapedToo() throws Exception {
        assertThat(Json.text(Json.object().put("k\uffff", 1))).isEqualTo("{\"k\\uffff\":1}");
    }

    @Test
    void aPairOfSurrogatesStaysAsItIsAndHalfOfOneDoesNot() {
        assertThat(StorableText.escaped("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
        assertThat(StorableText.escaped("\ude00\ud83d")).isEqualTo("\\ude00\\ud83d");
        assertThat(StorableText.escaped("\ud83d\ud83d\ude00\ude00")).isEqualTo("\\ud83d\ud83d\ude00\\ude00");
    }

    @ParameterizedTest
    @CsvSource({
        "abc,3,abc",
        "abc,2,ab",
        "a\ud83d\ude00,2,a",
        "a\ud83d\ude00,3,a\ud83d\ude00",
        "a\uffff,6,a",
        "a\uffff,7,a\\uffff"
    })
    void aLimitCutsNoCharacterInTwo(String text, int most, String limited) {
        assertThat(StorableText.limited(text, most)).isEqualTo(limited);
    }
}
