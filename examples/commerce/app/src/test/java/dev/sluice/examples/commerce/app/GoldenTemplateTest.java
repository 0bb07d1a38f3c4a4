package dev.sluice.examples.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The template changes on purpose only: {@code mvn -pl examples/commerce/app -am test -Dgolden.update} rewrites the golden file. */
class GoldenTemplateTest {

    private static final Path GOLDEN = Example.FOLDER.resolve("app/src/test/golden/sluice.template.json");

    @Test
    void theTemplateIsTheGoldenOne() throws IOException {
        String template = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(Example.parts().template())
                .replaceAll("\"[0-9a-f]{64}\\.zip\"", "\"HASH.zip\"")
                .concat("\n");
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, template);
        }
        assertThat(template).isEqualTo(Files.readString(GOLDEN));
    }
}
