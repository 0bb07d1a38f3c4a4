package dev.sluice.rules.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class YamlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on: INSERT|{\"on\":\"INSERT\"}",
                "a: no|{\"a\":\"no\"}",
                "a: 010|{\"a\":\"010\"}",
                "a: 2026-11-24|{\"a\":\"2026-11-24\"}",
                "a: 12345678901234567890123|{\"a\":12345678901234567890123}",
                "a: 9999.99|{\"a\":9999.99}",
                "a: [1, true, null, x]|{\"a\":[1,true,null,\"x\"]}",
                "{a: &x {b: 1}, c: *x}|{\"a\":{\"b\":1},\"c\":{\"b\":1}}",
                "1: x|{\"1\":\"x\"}",
            })
    void yamlMeansWhatYaml12Says(String yaml, String json) {
        assertThat(Yaml.parse(yaml)).hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{a: 1, a: 2}", "a: [", "a: *nobody", "--- 1\n--- 2", "!!java.io.File /", "a: &x [*x]", "\u0000"
            })
    void whatIsNoYamlOrNoJsonIsRefusedInOneLine(String yaml) {
        assertThatThrownBy(() -> Yaml.parse(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> Yaml.parse("[".repeat(500_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyAliasesAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> Yaml.parse(bomb.toString())).hasMessageContaining("aliases");
    }
}
