package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The template changes on purpose only: {@code mvn -pl infra/cdk -am test -Dgolden.update} rewrites the golden file. */
class GoldenTemplateTest {

    private static final Path GOLDEN = Synthesized.ROOT.resolve("infra/cdk/src/test/golden/sluice.template.json");

    @Test
    void theTemplateIsTheGoldenOne() throws IOException {
        String template = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(Synthesized.real().template())
                .replaceAll("\"[0-9a-f]{64}\\.zip\"", "\"HASH.zip\"")
                .concat("\n");
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, template);
        }
        assertThat(template).isEqualTo(Files.readString(GOLDEN));
    }
}
