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
        List<Path> jars = Synthesized.jars(Files.createDirectories(folder.resolve("jars")));
        assertThat(run(jars)).isEmpty();
        Path file = folder.resolve("target/cdk.out/sluice.template.json");
        JsonNode template = new ObjectMapper().readTree(Files.readString(file));
        assertThat(template).isEqualTo(Synthesized.real().template());
        FileTime made = Files.getLastModifiedTime(file);
        assertThat(run(jars)).isEmpty();
        assertThat(Files.getLastModifiedTime(file)).as("incremental").isEqualTo(made);
        Files.writeString(jars.get(2), "another build");
        assertThat(run(jars)).isEmpty();
        assertThat(new ObjectMapper().readTree(Files.readString(file)))
                .as("a changed jar is another asset")
                .isNotEqualTo(template);
    }

    @Test
    void theFolderOfAFunctionHoldsItsJarInLibAndTheCatalogWhereItIsRead() throws IOException {
        List<Path> jars = Synthesized.jars(folder);
        var folders = Staging.stage(folder.resolve("staged"), Synthesized.CATALOG, jars);
        assertThat(folders.transformers().resolve("lib/sluice-transformers.jar"))
                .hasContent("transformers");
        assertThat(folders.transformers().resolve("catalog/sources/orders.yaml"))
                .hasSameTextualContentAs(Synthesized.CATALOG.resolve("sources/orders.yaml"));
        assertThat(folders.authorizers().resolve("catalog/sources")).isDirectory();
        assertThat(folders.delivery().resolve("lib/sluice-delivery.jar")).hasContent("delivery");
        assertThat(folders.delivery().resolve("catalog")).doesNotExist();
    }

    @Test
    void aMissingJarIsNamedTogetherWithWhatMakesIt() {
        List<Path> jars = List.of(folder.resolve("a.jar"), folder.resolve("b.jar"), folder.resolve("c.jar"));
        assertThatThrownBy(() -> Staging.stage(folder.resolve("staged"), Synthesized.CATALOG, jars))
                .hasMessageContaining("a.jar; `mvn package` makes it");
    }

    private String run(List<Path> jars) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss4m",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.sluice.cdk.SluiceApp",
                Synthesized.CATALOG.toString(),
                folder.resolve("target").toString()));
        jars.forEach(jar -> command.add(jar.toString()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
