package dev.sluice.engine.logs.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.aws.AwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples after AWS's page on filter pattern syntax. */
class FilterPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ERROR | [ERROR 400] BAD REQUEST | true",
                "error | [ERROR 400] BAD REQUEST | false",
                "ERROR ARGUMENTS | [ERROR 419] MISSING ARGUMENTS | true",
                "ERROR ARGUMENTS | [ERROR 400] BAD REQUEST | false",
                "\"INTERNAL SERVER ERROR\" | [ERROR 500] INTERNAL SERVER ERROR | true",
                "\"SERVER INTERNAL\" | [ERROR 500] INTERNAL SERVER ERROR | false",
                "?ERROR ?ARGUMENTS | [WARN] ARGUMENTS | true",
                "?ERROR ?ARGUMENTS | [WARN] x | false",
                "ERROR -ARGUMENTS | [ERROR 400] BAD REQUEST | true",
                "ERROR -ARGUMENTS | [ERROR 419] MISSING ARGUMENTS | false",
                "-\"a b\" | x a b | false",
                "ERROR ?x | ERROR | true",
                "`` | anything | true"
            })
    void terms(String pattern, String message, boolean matches) {
        assertThat(FilterPattern.parse(pattern).matches(message)).isEqualTo(matches);
    }

    private static final String EVENT =
            "{\"eventType\":\"UpdateTrail\",\"sourceIPAddress\":\"111.111.111.111\",\"size\":12.5,"
                    + "\"errorCode\":null,\"ok\":true,\"no\":false,\"a.b\":7,"
                    + "\"arrayKey\":[\"value\",\"another\"],\"objectList\":[{\"name\":\"a\",\"id\":1},{\"name\":\"b\",\"id\":2}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{ $.eventType = \"UpdateTrail\" } ~ true",
                "{ $.eventType = UpdateTrail } ~ true",
                "{ $.eventType != \"UpdateTrail\" } ~ false",
                "{ $.nothing != \"x\" } ~ false",
                "{ $.sourceIPAddress = 111.111.* } ~ true",
                "{ $.sourceIPAddress != \"123.*\" } ~ true",
                "{ $.arrayKey[0] = \"value\" } ~ true",
                "{ $.arrayKey[1] = \"value\" } ~ false",
                "{ $.arrayKey[*] = \"another\" } ~ true",
                "{ $.objectList[1].id = 2 } ~ true",
                "{ $.objectList[*].id > 2 } ~ false",
                "{ $.errorCode IS NULL } ~ true",
                "{ $.size IS NULL } ~ false",
                "{ $.ok IS TRUE } ~ true",
                "{ $.no IS FALSE } ~ true",
                "{ $.nothing NOT EXISTS } ~ true",
                "{ $.ok NOT EXISTS } ~ false",
                "{ $.size > 12 } ~ true",
                "{ $.size <= 1.25e1 } ~ true",
                "{ $.size < 12.5 } ~ false",
                "{ $['a.b'] = 7 } ~ true",
                "{ ($.size = 1) || ($.ok IS TRUE) && ($.no IS FALSE) } ~ true",
                "{ ($.size = 1 || $.ok IS TRUE) && $.no IS TRUE } ~ false",
                "{($.size=12.5)&&($.eventType=\"Update*\")} ~ true"
            })
    void conditionsOnJson(String pattern, boolean matches) {
        assertThat(FilterPattern.parse(pattern).matches(EVENT)).isEqualTo(matches);
    }

    @Test
    void aMessageThatIsNoJsonNeverMatchesACondition() {
        assertThat(FilterPattern.parse("{ $.a NOT EXISTS }").matches("plain")).isFalse();
        assertThat(FilterPattern.parse("{ $.a NOT EXISTS }").matches("[1]")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.a",
                "{ $.a = }",
                "{ $.a ! 1 }",
                "{ a = 1 }",
                "{ $.a = 1 } x",
                "{ $.a > \"x\" }",
                "{ $.a[x] = 1 }",
                "{ $..a = 1 }",
                "[ip, user]",
                "%ab+c%",
                "{ $.a = %x% }",
                "a.b",
                "\"open",
                "-",
                "{ ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((($.a = 1"
            })
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> FilterPattern.parse(pattern))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterException"))
                .hasMessageStartingWith("Invalid filter pattern: ");
    }
}
