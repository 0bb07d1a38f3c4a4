package dev.sluice.engine.dynamodb.expression.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.Expressions;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.value.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class ConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = :n5",
                ":n5 = n",
                "n <> :n4",
                "absent <> :n4",
                "s <> :n5",
                "n > :n4 AND n < :n6",
                "n >= :n5 and n <= :n5",
                "n BETWEEN :n4 AND :n6",
                "n between :n5 and :n5 AND s = :hello",
                "n IN (:n4, :n5)",
                "#status = :open",
                "attribute_exists(m.a)",
                "attribute_exists (m.deep.x)",
                "attribute_exists(#m.#deep.x)",
                "attribute_not_exists(m.nothing)",
                "attribute_not_exists(s.a)",
                "attribute_exists(l[2].k)",
                "attribute_not_exists(l[3])",
                "attribute_type(s, :typeS)",
                "begins_with(s, :hel)",
                "begins_with(b, :b0)",
                "contains(s, :hel)",
                "contains(ss, :a)",
                "contains(ns, :one)",
                "contains(b, :b0)",
                "contains(l, :map) OR contains(ss, :a)",
                "size(s) = :n5",
                "size(m) < :n4",
                "size(l) > :one",
                "size(b) < :n4",
                "size(ss) < :n4",
                "NOT n = :n4",
                "NOT (n = :n4 OR n = :n6)",
                "n = :n4 OR n = :n5 AND s = :hello",
                "(n = :n5)",
                "(n) = (:n5)",
                "ss = :ssab",
                "ns = :ns12",
                "t = :true",
                "z = :null",
                "l[0] > :n5",
                "attribute_exists(id) AND (attribute_not_exists(x1) OR x1 = :x) AND NOT contains(s, :x)",
            })
    void holds(String expression) {
        assertThat(test(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = :n4",
                "s = :n5",
                "absent = :n5",
                "absent < :n5",
                "absent BETWEEN :n4 AND :n6",
                "absent IN (:n4)",
                "NOT n = :n5",
                "s > :n4",
                "begins_with(n5, :hel)",
                "contains(n, :hel)",
                "contains(absent, :a)",
                "size(absent) = :n5",
                "size(n) = :one",
                "attribute_type(n, :typeS)",
                "attribute_type(absent, :typeS)",
                "n = :n4 AND n = :n5 OR s = :x",
                "l[9] = :n5",
                "m.a.b = :one",
            })
    void doesNotHold(String expression) {
        assertThat(test(expression)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'' | The expression can not be empty;",
                "n = | Syntax error; token: \"<EOF>\", near: \"=\"",
                "n = = :n5 | Syntax error; token: \"=\", near: \"= = :n5\"",
                "n :n5 | Syntax error; token: \":n5\", near: \"n :n5\"",
                "n ! :n5 | Syntax error; token: \"!\", near: \"n ! :n5\"",
                "n | Syntax error; token: \"<EOF>\", near: \"n\"",
                "(n = :n5 | Syntax error; token: \"<EOF>\", near: \":n5\"",
                "status = :open | Attribute name is a reserved keyword; reserved keyword: status",
                "m.Name = :open | Attribute name is a reserved keyword; reserved keyword: Name",
                "n = :nope | An expression attribute value used in expression is not defined; attribute value: :nope",
                "#nope = :n5 | An expression attribute name used in the document path is not defined; attribute name: #nope",
                "exists(n) | Invalid function name; function: exists",
                "attribute_exists(n, s) | Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2",
                "attribute_exists(:n5) | Operator or function requires a document path; operator or function: attribute_exists",
                "begins_with(s, :n5) | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
                "size(:n5) = :n5 | Incorrect operand type for operator or function; operator or function: size, operand type: N",
                "n < :true | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL",
                "attribute_type(s, :n5) | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N",
                "attribute_type(s, :xyz) | Invalid attribute type name found; type: XYZ, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
                "n BETWEEN :n6 AND :n4 | The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {N:4}",
                "n BETWEEN :n6 AND :x | The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {S:x}",
                "n = n | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]",
                "((n = :n5)) | The expression has redundant parentheses;",
                "size(s) | The function is not allowed to be used this way in an expression; function: size",
                "contains(s, :a) = :true | The function is not allowed to be used this way in an expression; function: contains",
            })
    void aWrongExpressionIsRefusedInTheWordsOfDynamoDb(String expression, String message) {
        String text = expression.equals("''") ? "" : expression;
        AwsException failure = catchThrowableOfType(AwsException.class, () -> test(text));
        assertThat(failure).isNotNull();
        assertThat(failure.message()).isEqualTo("Invalid ConditionExpression: " + message);
    }

    @Test
    void nestingAndLengthHaveLimits() {
        AwsException deep =
                catchThrowableOfType(AwsException.class, () -> test("NOT ".repeat(400) + "attribute_exists(n)"));
        assertThat(deep.message()).contains("too many operators");
        AwsException paren = catchThrowableOfType(
                AwsException.class, () -> test("( ".repeat(1_000) + "n = :n5" + ")".repeat(1_000)));
        assertThat(paren.message()).contains("too many operators");
        AwsException large = catchThrowableOfType(AwsException.class, () -> test("n = :n5" + " ".repeat(4_096)));
        assertThat(large.message()).contains("exceeded the maximum allowed size; expression size: 4103");
    }

    @Test
    void anItemThatIsNotThereIsEmpty() {
        Filter filter = Filter.parse(Kind.CONDITION, "attribute_not_exists(id)", Expressions.placeholders());
        assertThat(filter.test(Item.EMPTY)).isTrue();
    }

    @Test
    void namesAndValuesThatNothingUsesAreReported() {
        Placeholders placeholders = Expressions.placeholders();
        Filter.parse(Kind.FILTER, "#status = :open", placeholders);
        AwsException failure = catchThrowableOfType(AwsException.class, placeholders::requireAllUsed);
        assertThat(failure.message())
                .startsWith("Value provided in ExpressionAttributeNames unused in expressions: keys: {#")
                .doesNotContain("#status");
    }

    private static boolean test(String expression) {
        return Filter.parse(Kind.CONDITION, expression, Expressions.placeholders())
                .test(Expressions.item());
    }
}
