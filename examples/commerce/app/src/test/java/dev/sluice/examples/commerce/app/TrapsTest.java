package dev.sluice.examples.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cdk.testing.Lint;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class TrapsTest {

    @Test
    void theTemplateOfTheExampleFallsIntoNoTrap() {
        assertThat(Lint.findings(Example.parts())).isEmpty();
    }

    @Test
    void theCdkCommandSynthesizesWithoutMavenAndWithADeepStack() throws IOException {
        assertThat(Files.readString(Example.FOLDER.resolve("cdk.json")))
                .contains("java -Xss4m")
                .doesNotContain("mvn");
    }
}
