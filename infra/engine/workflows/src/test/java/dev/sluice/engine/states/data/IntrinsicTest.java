package dev.sluice.engine.states.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.request.Json;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of AWS's page on intrinsic functions. */
public class IntrinsicTest {

    private static final Scope SCOPE = new Scope(
            Json.parseTrusted(
                    "{\"a\":[1,2,3,4,5,6,7,8,9],\"look\":5,\"name\":\"Arnav\",\"text\":\"{\\\"x\\\":1}\","
                            + "\"one\":{\"a\":{\"a1\":1,\"a2\":2},\"b\":2},\"two\":{\"a\":{\"a3\":1},\"c\":3},\"dup\":[1,2,2,\"1\",\"1\"]}"),
            Json.parseTrusted("{\"State\":{\"Name\":\"S\"}}"),
            () -> new UUID(1, 2));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "States.Array('Foo', 2020, $.name, null) ~ [\"Foo\",2020,\"Arnav\",null]",
                "States.ArrayPartition($.a, 4) ~ [[1,2,3,4],[5,6,7,8],[9]]",
                "States.ArrayContains($.a, $.look) ~ true",
                "States.ArrayRange(1, 9, 2) ~ [1,3,5,7,9]",
                "States.ArrayRange(3, 1, -1) ~ [3,2,1]",
                "States.ArrayGetItem($.a, $.look) ~ 6",
                "States.ArrayLength($.a) ~ 9",
                "States.ArrayUnique($.dup) ~ [1,2,\"1\"]",
                "States.Base64Encode('Data to encode') ~ \"RGF0YSB0byBlbmNvZGU=\"",
                "States.Base64Decode('RGVjb2RlZCBkYXRh') ~ \"Decoded data\"",
                "States.Hash('input data', 'SHA-1') ~ \"aaff4a450a104cd177d28d18d74485e8cae074b7\"",
                "States.JsonMerge($.one, $.two, false) ~ {\"a\":{\"a3\":1},\"b\":2,\"c\":3}",
                "States.StringToJson($.text) ~ {\"x\":1}",
                "States.JsonToString($.two) ~ \"{\\\"a\\\":{\\\"a3\\\":1},\\\"c\\\":3}\"",
                "States.MathAdd(111, -1) ~ 110",
                "States.StringSplit('1,2,3,4,5', ',') ~ [\"1\",\"2\",\"3\",\"4\",\"5\"]",
                "States.StringSplit('This.is+a,test', '.+,') ~ [\"This\",\"is\",\"a\",\"test\"]",
                "States.UUID() ~ \"00000000-0000-0001-0000-000000000002\"",
                "States.Format('Hello, my name is {} in {}.', $.name, $$.State.Name) ~ \"Hello, my name is Arnav in S.\"",
                "States.Format('\\{{}\\} it\\'s', 1) ~ \"{1} it's\"",
                "States.Format('{}', States.ArrayGetItem(States.StringSplit('a b', ' '), 1)) ~ \"b\""
            })
    void examples(String expression, String expected) {
        assertThat(Json.text(Intrinsic.parse(expression).evaluate(SCOPE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.Array(",
                "States.Array('x)",
                "States.MathAdd(1)",
                "States.Array(abc)",
                "States.UUID() x",
                "Array(1)",
                "States.Array($..x)"
            })
    void nonsenseIsFoundWhenItIsRead(String expression) {
        assertThatThrownBy(() -> Intrinsic.parse(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.ArrayGetItem($.a, 99)",
                "States.StringToJson('{')",
                "States.MathAdd('a', 1)",
                "States.ArrayRange(1, 100000, 1)",
                "States.JsonMerge($.one, $.two, true)",
                "States.Format('{} {}', 1)",
                "States.Hash('x', 'CRC')"
            })
    void argumentsThatDoNotFitFailTheState(String expression) {
        assertThatThrownBy(() -> Intrinsic.parse(expression).evaluate(SCOPE))
                .isInstanceOfSatisfying(
                        StateError.class, e -> assertThat(e.error()).isEqualTo("States.IntrinsicFailure"));
    }
}
