package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that the build runs. */
class SynthesisTest {

    @TempDir
    Path folder;

    @Test
    void aRunInAnotherProcessPrintsNothingAndMakesTheSameTemplateAndTheNextOneHasNothingToDo() throws Exception {
        Path jar = Synthesized.jar(Files.createDirectories(folder.resolve("jars")));
        assertThat(run(jar)).isEmpty();
        Path file = folder.resolve("target/cdk.out/sluice.template.json");
        JsonNode template = new ObjectMapper().readTree(Files.readString(file));
        assertThat(template).isEqualTo(Synthesized.real().template());
        FileTime made = Files.getLastModifiedTime(file);
        assertThat(run(jar)).isEmpty();
        assertThat(Files.getLastModifiedTime(file)).as("incremental").isEqualTo(made);
        Files.writeString(jar, "another build");
        assertThat(run(jar)).isEmpty();
        assertThat(new ObjectMapper().readTree(Files.readString(file)))
                .as("a changed jar is another asset")
                .isNotEqualTo(template);
    }

    @Test
    void theFolderOfTheFunctionsHoldsTheirJarInLibAndTheCatalog() throws IOException {
        Path staged = Staging.stage(folder.resolve("staged"), Synthesized.CATALOG, Synthesized.jar(folder));
        assertThat(staged.resolve("lib/sluice-functions.jar")).hasContent("functions");
        assertThat(staged.resolve("catalog/sources/orders.yaml"))
                .hasSameTextualContentAs(Synthesized.CATALOG.resolve("sources/orders.yaml"));
    }

    @Test
    void aMissingJarIsNamedTogetherWithWhatMakesIt() {
        assertThatThrownBy(() -> Staging.stage(folder.resolve("staged"), Synthesized.CATALOG, folder.resolve("a.jar")))
                .hasMessageContaining("a.jar; `mvn package` makes it");
    }

    private String run(Path jar) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss4m",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.sluice.cdk.SluiceApp",
                Synthesized.CATALOG.toString(),
                folder.resolve("target").toString(),
                jar.toString()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
