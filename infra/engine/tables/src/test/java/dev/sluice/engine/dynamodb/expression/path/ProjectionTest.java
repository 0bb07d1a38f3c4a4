package dev.sluice.engine.dynamodb.expression.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.dynamodb.expression.Expressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ProjectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "n, s | {\"n\":{\"N\":\"5\"},\"s\":{\"S\":\"hello\"}}",
                "m.a | {\"m\":{\"M\":{\"a\":{\"N\":\"1\"}}}}",
                "m.a, m.deep.x | {\"m\":{\"M\":{\"a\":{\"N\":\"1\"},\"deep\":{\"M\":{\"x\":{\"S\":\"y\"}}}}}}",
                "l[2], l[0] | {\"l\":{\"L\":[{\"N\":\"10\"},{\"M\":{\"k\":{\"N\":\"7\"}}}]}}",
                "l[2].k | {\"l\":{\"L\":[{\"M\":{\"k\":{\"N\":\"7\"}}}]}}",
                "#status | {\"status\":{\"S\":\"open\"}}",
                "absent, m.absent, l[9], s.x | {}",
            })
    void keepsWhatIsNamed(String expression, String expected) {
        assertThat(Projection.parse(expression, Expressions.placeholders()).of(Expressions.item()))
                .isEqualTo(Expressions.item(expected));
    }

    @Test
    void refusesPathsThatOverlap() {
        assertThatThrownBy(() -> Projection.parse("m, m.a", Expressions.placeholders()))
                .hasMessage("Invalid ProjectionExpression: Two document paths overlap with each other; must remove or"
                        + " rewrite one of these paths; path one: [m], path two: [m, a]");
    }
}
