package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogProblemsTest {

    @TempDir
    Path folder;

    @Test
    void allProblemsOfTheCatalogArePrintedWithFileAndPointerAndNothingElse() throws IOException {
        Path catalog = Files.createDirectories(folder.resolve("catalog"));
        for (String part : new String[] {"sources", "destinations", "routes"}) {
            Files.createDirectories(catalog.resolve(part));
        }
        Files.writeString(catalog.resolve("routes/a.yaml"), "name: a\ninputpath: $.detail\n");
        Files.writeString(catalog.resolve("destinations/b.yaml"), "name: b\nurl: http://b.example.com\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = {
            catalog.toString(),
            folder.resolve("target").toString(),
            Synthesized.jar(folder).toString()
        };
        int exit = SluiceApp.run(arguments, new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("routes/a.yaml:2#/inputpath: ", "destinations/b.yaml:2#/url: ")
                .doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("target/cdk.out")).doesNotExist();
    }
}
