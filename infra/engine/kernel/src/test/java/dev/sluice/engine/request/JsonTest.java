package dev.sluice.engine.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.json.StorableText;
import org.junit.jupiter.api.Test;

public class JsonTest {

    @Test
    void whatIsWrittenFitsOnEveryQueueAndIsReadBackAsTheSame() throws Exception {
        var odd = Json.object().put("text", "a\uffff\u0000\ufffe\ud83d\ude00").put("key\uffff", 1);
        String text = Json.text(odd);
        assertThat(StorableText.isStorable(text)).isTrue();
        assertThat(Json.parse(text)).isEqualTo(odd);
    }
}
