package dev.sluice.transformers.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.json.Json;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"S\":\"\"}|\"\"",
                "{\"S\":\"é\\\"\"}|\"é\\\"\"",
                "{\"N\":\"0\"}|0",
                "{\"N\":\"-7\"}|-7",
                "{\"N\":\"19.90\"}|19.90",
                "{\"N\":\"0.1\"}|0.1",
                "{\"N\":\"12345678901234567890123456789012345678\"}|12345678901234567890123456789012345678",
                "{\"N\":\"0.00000000000000000000000000000000000001\"}|1E-38",
                "{\"N\":\"1E+125\"}|1E+125",
                "{\"N\":\"9.9999999999999999999999999999999999999E+125\"}|9.9999999999999999999999999999999999999E+125",
                "{\"B\":\"aGVsbG8=\"}|\"aGVsbG8=\"",
                "{\"BOOL\":false}|false",
                "{\"NULL\":true}|null",
                "{\"M\":{}}|{}",
                "{\"M\":{\"b\":{\"N\":\"1\"},\"a\":{\"L\":[]}}}|{\"b\":1,\"a\":[]}",
                "{\"L\":[{\"S\":\"b\"},{\"N\":\"1\"},{\"NULL\":true}]}|[\"b\",1,null]",
                "{\"SS\":[\"b\",\"a\"]}|[\"a\",\"b\"]",
                "{\"NS\":[\"10\",\"9\",\"-1.5\"]}|[-1.5,9,10]",
                "{\"BS\":[\"eHg=\",\"YQ==\"]}|[\"YQ==\",\"eHg=\"]",
            })
    void eachTypeBecomesPlainJson(String attribute, String plain) {
        assertThat(Json.text(Attributes.object(Records.json("{\"x\":" + attribute + "}"))))
                .isEqualTo("{\"x\":" + plain + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"N\":\"1,5\"}|/x: is not a number",
                "{\"N\":\"\"}|/x: is not a number",
                "{\"N\":\"NaN\"}|/x: is not a number",
                "{\"N\":\"0x1\"}|/x: is not a number",
                "{\"N\":\"1E9999\"}|/x: is not a number",
                "{\"N\":5}|/x: must be a string",
                "{\"S\":5}|/x: must be a string",
                "{\"B\":\"%%\"}|/x: is not base64",
                "{\"BOOL\":\"true\"}|/x: must be true or false",
                "{\"SS\":\"a\"}|/x: must be a list",
                "{\"NS\":[\"1\",\"x\"]}|/x: is not a number",
                "{\"L\":[{\"S\":\"a\"},{\"Z\":1}]}|/x/1: has the unknown type Z",
                "{\"M\":{\"y\":{\"S\":\"a\",\"N\":\"1\"}}}|/x/y: must be an object with one type",
                "{\"M\":[]}|/x: must be a map of attributes",
                "{}|/x: must be an object with one type",
                "\"a\"|/x: must be an object with one type",
            })
    void whatIsNoAttributeIsNamed(String attribute, String message) {
        assertThatThrownBy(() -> Attributes.object(Records.json("{\"x\":" + attribute + "}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void thirtyTwoLevelsAreTakenAndMoreAreNot() {
        assertThat(Json.text(Attributes.object(Records.json(nested(32))))).contains("[[[[");
        assertThatThrownBy(() -> Attributes.object(Records.json(nested(33))))
                .hasMessageEndingWith("is nested deeper than 32 levels");
    }

    @RepeatedTest(200)
    void anyRowComesOutWithTheValuesThatWentIn(RepetitionInfo repetition) {
        RandomRow row = new RandomRow(new Random(repetition.getCurrentRepetition()));
        assertThat(Json.text(Attributes.object(row.attributes()))).isEqualTo(Json.text(row.plain()));
    }

    @RepeatedTest(100)
    void oldValuesLaidOverTheNewRowGiveTheOldRowBack(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        var before = new RandomRow(random).plain();
        var after = new RandomRow(random).plain();
        RowDifference difference = RowDifference.between(before, after);
        var back = after.deepCopy();
        back.remove(difference.changed());
        back.setAll(difference.old());
        assertThat(back).isEqualTo(before);
        assertThat(RowDifference.between(before, before.deepCopy()).changed()).isEmpty();
    }

    private static String nested(int levels) {
        return "{\"x\":" + "{\"L\":[".repeat(levels) + "{\"NULL\":true}" + "]}".repeat(levels) + "}";
    }
}
