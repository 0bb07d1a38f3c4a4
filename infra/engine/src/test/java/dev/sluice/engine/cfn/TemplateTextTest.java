package dev.sluice.engine.cfn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TemplateTextTest {

    @Test
    void jsonThatCannotBeReadIsRefusedInWordsWhateverIsWrong() {
        for (String text : new String[] {
            "{\"a\":".repeat(3_000),
            "{\"a\":".repeat(20_000),
            "{\"a\":\n1e999999999999}",
            "{\"a\":1,\"a\":2}",
            "{\"a\"",
            "{} x"
        }) {
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
