package dev.sluice.engine.iam.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operator that IAM documents.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition operators</a>
 */
class ConditionsTest {

    private static boolean holds(String operator, String values, String actual) throws JsonProcessingException {
        Conditions conditions = Conditions.of(Json.parse("{\"" + operator + "\":{\"my:Key\":" + values + "}}"));
        return conditions.hold(context("My:key", actual));
    }

    /** Values of a multivalued key are written with a bar between them. */
    private static Context context(String key, String actual) {
        if (actual == null) {
            return Context.EMPTY;
        }
        return actual.contains("|")
                ? Context.EMPTY.with(key, List.of(actual.split("\\|")))
                : Context.of(Map.of(key, actual));
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, a, a, true",
        "StringEquals, a, A, false",
        "StringEqualsIgnoreCase, a, A, true",
        "StringNotEqualsIgnoreCase, a, A, false",
        "StringLike, a*c, abc, true",
        "StringLike, a?c, abbc, false",
        "StringNotLike, a?c, abbc, true",
        "StringNotEquals, a, b, true",
        "StringNotEquals, a, a, false",
        "NumericEquals, 10, 10.0, true",
        "NumericNotEquals, 10, 11, true",
        "NumericLessThan, 10, 9.5, true",
        "NumericLessThanEquals, 10, 10, true",
        "NumericGreaterThan, 10, 10, false",
        "NumericGreaterThanEquals, 10, 10, true",
        "NumericLessThan, 10, many, false",
        "NumericLessThan, many, 10, false",
        "DateEquals, 2026-11-25T00:00:00Z, 2026-11-25T01:00:00+01:00, true",
        "DateNotEquals, 2026-11-25, 2026-11-26, true",
        "DateLessThan, 2026-11-25T12:00:00Z, 2026-11-25, true",
        "DateLessThanEquals, 2026-11-25, 2026-11-25T00:00:00Z, true",
        "DateGreaterThan, 2026-11-25, 2026-11-25, false",
        "DateGreaterThanEquals, 1795564800, 2026-11-25T00:00:00Z, true",
        "DateGreaterThan, yesterday, 2026-11-25T00:00:00Z, false",
        "IpAddress, 10.0.0.0/8, 10.200.1.1, true",
        "IpAddress, 10.0.0.0/8, 11.0.0.1, false",
        "IpAddress, 2001:db8::/32, 2001:db8::1, true",
        "IpAddress, 10.0.0.0/99, 10.0.0.1, false",
        "IpAddress, here, 10.0.0.1, false",
        "IpAddress, 10.0.0.0/8, here, false",
        "NotIpAddress, 10.0.0.0/8, 11.0.0.1, true",
        "ArnLike, arn:aws:events:*:*:rule/in/*, arn:aws:events:us-east-1:000000000000:rule/in/a, true",
        "ArnEquals, arn:aws:events:*:*:rule/in/?, arn:aws:events:us-east-1:000000000000:rule/in/a, true",
        "ArnLike, arn:aws:*:rule/in/a, arn:aws:events:us-east-1:000000000000:rule/in/a, false",
        "ArnLike, *, arn:aws:events:us-east-1:000000000000:rule/in/a, true",
        "ArnNotLike, arn:aws:sqs:*:*:*, arn:aws:events:us-east-1:000000000000:rule/in/a, true",
        "ArnNotEquals, arn:aws:events:*:*:*, arn:aws:events:us-east-1:000000000000:rule/in/a, false",
        "BinaryEquals, aGk=, aGk=, true",
        "Bool, true, TRUE, true",
        "Bool, false, true, false",
        "Null, true, x, false",
        "Null, false, x, true",
        "Null, true, , true",
        "StringEqualsIfExists, a, , true",
        "StringEqualsIfExists, a, b, false",
        "DateLessThanIfExists, 2026-11-25, , true",
        "StringEquals, a, , false",
        "StringNotEquals, a, , true",
        "DateNotEquals, 2026-11-25, , true",
        "ForAnyValue:StringEquals, a, a|b, true",
        "ForAnyValue:StringEquals, c, a|b, false",
        "ForAnyValue:StringEquals, a, , false",
        "ForAnyValue:StringNotEquals, a, , false",
        "ForAnyValue:StringNotEquals, a, a|b, true",
        "ForAllValues:StringEquals, a, a|b, false",
        "ForAllValues:StringLike, *, a|b, true",
        "ForAllValues:StringEquals, a, , true",
        "ForAllValues:StringNotEquals, c, a|b, true",
        "ForAllValues:StringEquals, a, '', true",
        "ForAnyValue:StringEquals, a, '', false",
        "ForAnyValue:StringLike, *, '', false",
        "ForAnyValue:StringEqualsIfExists, a, '', true",
        "ForAnyValue:StringEqualsIfExists, a, , true",
        "ForAllValues:StringEqualsIfExists, a, b, false",
        "Null, false, '', true",
        "StringEquals, '', '', true",
        "StringEquals, a, '', false",
        "StringLike, *, '', true",
        "StringLike, ?, '', false",
        "NumericEquals, 0, '', false",
        "DateEquals, 2026-11-25, '', false",
        "Bool, true, '', false",
        "IpAddress, 0.0.0.0/0, '', false",
        "ArnLike, '*:*:*:*:*:*', '', false",
        "BinaryEquals, aGk=, aGk, false",
    })
    void anOperatorHoldsAsIamSays(String operator, String value, String actual, boolean holds)
            throws JsonProcessingException {
        assertThat(holds(operator, "\"" + value + "\"", actual)).isEqualTo(holds);
    }

    @Test
    void anyOfSeveralValuesIsEnoughAndNoneMayMatchANegatedOne() throws JsonProcessingException {
        assertThat(holds("StringEquals", "[\"a\",\"b\"]", "b")).isTrue();
        assertThat(holds("StringNotEquals", "[\"a\",\"b\"]", "b")).isFalse();
        assertThat(holds("Bool", "true", "true")).isTrue();
        assertThat(holds("NumericLessThan", "5", "4")).isTrue();
    }

    @Test
    void theTimeOfTheRequestIsKnownBothWays() throws JsonProcessingException {
        Context context = Context.of(Map.of(Context.EPOCH_TIME, "1795564800"));
        for (String condition : new String[] {
            "{\"DateGreaterThan\":{\"aws:CurrentTime\":\"2026-11-24T23:59:59Z\"}}",
            "{\"DateLessThan\":{\"aws:currenttime\":\"2026-11-25T00:00:01Z\"}}",
            "{\"NumericEquals\":{\"aws:EpochTime\":\"1795564800\"}}"
        }) {
            assertThat(Conditions.of(Json.parse(condition)).hold(context))
                    .as(condition)
                    .isTrue();
        }
    }

    @Test
    void anOperatorThatIamDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> holds("StringStartsWith", "\"a\"", "a"))
                .hasMessageContaining("Invalid Condition type");
    }

    /** A test that would look a name up over the network hangs or answers false by chance; a literal is decided at once. */
    @ParameterizedTest
    @CsvSource({"cafe", "dead.beef", "1", "10.1", "10.0.0.0.0", "0x0a000001"})
    void whatIsNotAnAddressLiteralIsInNoBlock(String text) throws JsonProcessingException {
        assertThat(holds("IpAddress", "\"0.0.0.0/0\"", text)).isFalse();
        assertThat(holds("IpAddress", "\"" + text + "\"", "10.0.0.1")).isFalse();
    }

    @Test
    void anEmptyListOfValuesIsAMissingKey() throws JsonProcessingException {
        Context none = Context.EMPTY.with("my:Key", List.of());
        assertThat(Conditions.of(Json.parse("{\"Null\":{\"my:Key\":\"true\"}}")).hold(none))
                .isTrue();
        assertThat(Conditions.of(Json.parse("{\"ForAllValues:StringEquals\":{\"my:Key\":\"a\"}}"))
                        .hold(none))
                .isTrue();
        assertThat(Conditions.of(Json.parse("{\"ForAnyValue:StringEquals\":{\"my:Key\":\"a\"}}"))
                        .hold(none))
                .isFalse();
    }

    @Test
    void aVariableCannotNameAKeyWithSeveralValues() throws JsonProcessingException {
        Context context = Context.of(Map.of("my:One", "a")).with("my:Many", List.of("a"));
        assertThat(Conditions.of(Json.parse("{\"StringEquals\":{\"my:One\":\"${my:Many}\"}}"))
                        .hold(context))
                .isFalse();
        assertThat(Conditions.of(Json.parse("{\"ForAnyValue:StringEquals\":{\"my:Many\":\"${MY:one}\"}}"))
                        .hold(context))
                .isTrue();
    }
}
