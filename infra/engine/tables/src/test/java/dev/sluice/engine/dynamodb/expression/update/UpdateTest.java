package dev.sluice.engine.dynamodb.expression.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.Expressions;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ValueReader;
import dev.sluice.engine.request.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class UpdateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SET n = :x | n | {\"S\":\"x\"}",
                "set n = n + :one | n | {\"N\":\"6\"}",
                "SET n = n - :n6 | n | {\"N\":\"-1\"}",
                "SET c = if_not_exists(c, :one) + :n5 | c | {\"N\":\"6\"}",
                "SET n = if_not_exists(n, :one) | n | {\"N\":\"5\"}",
                "SET c = s, s = n | c | {\"S\":\"hello\"}",
                "SET m.a = :x | m | {\"M\":{\"a\":{\"S\":\"x\"},\"deep\":{\"M\":{\"x\":{\"S\":\"y\"}}}}}",
                "SET m.deep.z = :one | m | {\"M\":{\"a\":{\"N\":\"1\"},\"deep\":{\"M\":{\"x\":{\"S\":\"y\"},\"z\":{\"N\":\"1\"}}}}}",
                "SET l[1] = :x | l | {\"L\":[{\"N\":\"10\"},{\"S\":\"x\"},{\"M\":{\"k\":{\"N\":\"7\"}}}]}",
                "SET l[9] = :x, l[7] = :a | l | {\"L\":[{\"N\":\"10\"},{\"S\":\"b\"},{\"M\":{\"k\":{\"N\":\"7\"}}},{\"S\":\"a\"},{\"S\":\"x\"}]}",
                "SET l[2].k = l[0] + :one | l | {\"L\":[{\"N\":\"10\"},{\"S\":\"b\"},{\"M\":{\"k\":{\"N\":\"11\"}}}]}",
                "SET l = list_append(l, :list) | l | {\"L\":[{\"N\":\"10\"},{\"S\":\"b\"},{\"M\":{\"k\":{\"N\":\"7\"}}},{\"S\":\"new\"}]}",
                "SET l = list_append(:list, l) | l | {\"L\":[{\"S\":\"new\"},{\"N\":\"10\"},{\"S\":\"b\"},{\"M\":{\"k\":{\"N\":\"7\"}}}]}",
                "SET q = list_append(if_not_exists(q, :empty), :list) | q | {\"L\":[{\"S\":\"new\"}]}",
                "REMOVE l[0], l[1] | l | {\"L\":[{\"M\":{\"k\":{\"N\":\"7\"}}}]}",
                "REMOVE l[9] | l | {\"L\":[{\"N\":\"10\"},{\"S\":\"b\"},{\"M\":{\"k\":{\"N\":\"7\"}}}]}",
                "REMOVE m.deep | m | {\"M\":{\"a\":{\"N\":\"1\"}}}",
                "SET l[1] = :x REMOVE l[0] | l | {\"L\":[{\"S\":\"x\"},{\"M\":{\"k\":{\"N\":\"7\"}}}]}",
                "ADD n :n5 | n | {\"N\":\"10\"}",
                "ADD fresh :n5 | fresh | {\"N\":\"5\"}",
                "ADD ss :ssc | ss | {\"SS\":[\"a\",\"b\",\"c\"]}",
                "ADD fresh :ssc | fresh | {\"SS\":[\"c\"]}",
                "ADD m.a :n5 | m | {\"M\":{\"a\":{\"N\":\"6\"},\"deep\":{\"M\":{\"x\":{\"S\":\"y\"}}}}}",
                "DELETE ss :ssa | ss | {\"SS\":[\"b\"]}",
                "SET #status = :x REMOVE n ADD ns :ns3 DELETE ss :ssa | ns | {\"NS\":[\"1\",\"2\",\"3\"]}",
            })
    void changesAnAttribute(String expression, String attribute, String expected) throws JsonProcessingException {
        assertThat(apply(expression).get(attribute)).isEqualTo(ValueReader.value(Json.parse(expected)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"REMOVE n | n", "REMOVE n, absent | n", "DELETE ss :ssab | ss", "DELETE nothing :ssa | nothing"})
    void leavesNothing(String expression, String attribute) {
        assertThat(apply(expression).get(attribute)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SET n = absent | The provided expression refers to an attribute that does not exist in the item",
                "SET n = s + :one | An operand in the update expression has an incorrect data type",
                "SET n = list_append(n, :list) | An operand in the update expression has an incorrect data type",
                "ADD s :one | An operand in the update expression has an incorrect data type",
                "DELETE ns :ssa | An operand in the update expression has an incorrect data type",
                "SET nope.a = :one | The document path provided in the update expression is invalid for update",
                "SET s.a = :one | The document path provided in the update expression is invalid for update",
                "SET m[0] = :one | The document path provided in the update expression is invalid for update",
                "DELETE nope.a :ssa | The document path provided in the update expression is invalid for update",
                "REMOVE nope.a | The document path provided in the update expression is invalid for update",
                "SET n = :s | Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :s",
                "SET n = n + :x | Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: +, operand type: S",
                "SET n = list_append(l, :x) | Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: list_append, operand type: S",
                "ADD n :x | Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
                "DELETE n :one | Invalid UpdateExpression: Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
                "SET n = :one SET s = :one | Invalid UpdateExpression: The \"SET\" section can only be used once in an update expression;",
                "SET n = :one, n = :n5 | Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [n], path two: [n]",
                "SET m.a = :one REMOVE m | Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, a], path two: [m]",
                "SET m.a = :one, m[1] = :one | Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, a], path two: [m, [1]]",
                "SET status = :one | Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status",
                "SET n = plus(n, :one) | Invalid UpdateExpression: Invalid function name; function: plus",
                "SET n = if_not_exists(:one, n) | Invalid UpdateExpression: Operator or function requires a document path; operator or function: if_not_exists",
                "PUT n = :one | Invalid UpdateExpression: Syntax error; token: \"PUT\", near: \"PUT n\"",
                "SET n :one | Invalid UpdateExpression: Syntax error; token: \":one\", near: \"n :one\"",
                "SET n = :one + :one + :one | Invalid UpdateExpression: Syntax error; token: \"+\", near: \":one + :one\"",
            })
    void aWrongUpdateIsRefusedInTheWordsOfDynamoDb(String expression, String message) {
        AwsException failure = catchThrowableOfType(AwsException.class, () -> apply(expression));
        assertThat(failure).isNotNull();
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.code()).isEqualTo("ValidationException");
    }

    private static Item apply(String expression) {
        return Update.parse(expression, Expressions.placeholders()).apply(Expressions.item());
    }
}
