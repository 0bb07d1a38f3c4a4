package dev.sluice.engine.dynamodb.expression.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.dynamodb.expression.Expressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class KeyConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = :a AND n > :n4 | GT",
                "id = :a AND (:n4 < n) | GT",
                "id = :a and n between :n4 and :n6 | BETWEEN",
                "begins_with(n, :hel) AND id = :a | BEGINS_WITH",
            })
    void readsTheTestOfTheSortKey(String expression, KeyCondition.Op op) {
        KeyCondition condition = KeyCondition.parse(expression, Expressions.placeholders());
        assertThat(condition.tests().get("id").op()).isEqualTo(KeyCondition.Op.EQ);
        assertThat(condition.tests().get("n").op()).isEqualTo(op);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = :a OR n = :n5 | Invalid operator used in KeyConditionExpression: OR",
                "id <> :a | Invalid operator used in KeyConditionExpression: <>",
                "NOT id = :a | Invalid operator used in KeyConditionExpression: NOT",
                "id IN (:a) | Invalid operator used in KeyConditionExpression: IN",
                "id = :a AND contains(n, :x) | Invalid operator used in KeyConditionExpression: contains",
                "id = :a AND attribute_exists(n) | Invalid operator used in KeyConditionExpression: attribute_exists",
                "id = :a AND id = :x | KeyConditionExpressions must only contain one condition per key",
                "id = :a AND m.a = :x | KeyConditionExpressions cannot have conditions on nested attributes",
                "id = s | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition",
                ":a = :x | Invalid condition in KeyConditionExpression: No key attribute specified",
                "size(id) = :n5 | KeyConditionExpressions cannot contain nested operations",
                "id = :a AND n = :n5 AND s = :x | Conditions can be of length 1 or 2 only",
            })
    void aWrongKeyConditionIsRefusedInTheWordsOfDynamoDb(String expression, String message) {
        assertThatThrownBy(() -> KeyCondition.parse(expression, Expressions.placeholders()))
                .hasMessage(message);
    }

    @Test
    void aSyntaxErrorNamesTheMember() {
        assertThatThrownBy(() -> KeyCondition.parse("id =", Expressions.placeholders()))
                .hasMessageStartingWith("Invalid KeyConditionExpression: Syntax error;");
    }
}
