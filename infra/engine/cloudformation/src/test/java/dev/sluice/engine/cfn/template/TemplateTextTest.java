package dev.sluice.engine.cfn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class TemplateTextTest {

    @ParameterizedTest
    @ValueSource(ints = {250, 3_000, 20_000, 100_000})
    void aTemplateThatIsNestedTooDeepIsAnErrorInOneLine(int depth) {
        String arrays = "[".repeat(depth) + "]".repeat(depth);
        String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        for (String text : new String[] {"{\"a\":" + arrays + "}", objects, "a: " + arrays, "a: " + objects}) {
            assertThatThrownBy(() -> TemplateText.parse(text, "deep.template"))
                    .isInstanceOfSatisfying(
                            TemplateException.class,
                            e -> assertThat(e.problems())
                                    .singleElement()
                                    .asString()
                                    .startsWith("deep.template is ")
                                    .containsAnyOf("too deep", "nested deeper than 200 levels")
                                    .hasSizeLessThan(300));
        }
    }

    @Test
    void blocksOfYamlCountAsWell() {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < 1_000; level++) {
            text.append(" ".repeat(level)).append("a:\n");
        }
        assertThatThrownBy(() -> TemplateText.parse(text.toString(), "deep.yaml"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested deeper than 200 levels");
    }

    @Test
    void whatIsNotJsonIsNamedWithItsLine() {
        assertThatThrownBy(() -> TemplateText.parse("{\n\"a\": x}", "t"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("is not JSON")
                .hasMessageEndingWith("(line 2, column 6)");
    }

    @Test
    void jsonThatCannotBeReadIsRefusedInWordsWhateverIsWrong() {
        for (String text : new String[] {"{\"a\":\n1e999999999999}", "{\"a\":1,\"a\":2}", "{\"a\"", "{} x"}) {
            assertThatThrownBy(() -> TemplateText.parse(text, "my.json"))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("my.json")
                    .hasMessageContaining("is not JSON: ")
                    .hasMessageNotContaining("Cannot invoke");
        }
        assertThatThrownBy(() -> TemplateText.parse("{\"a\":\n1e999999999999}", "my.json"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("/a: ");
    }
}
