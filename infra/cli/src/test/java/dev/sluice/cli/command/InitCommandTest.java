package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Main;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.model.PartnerSource;
import dev.sluice.rules.catalog.model.TableSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class InitCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void aNewAppHasACatalogInOrderWithOneTableOnePartnerAndOneRoute() {
        Path app = folder.resolve("app");
        assertThat(init(app)).isZero();
        Catalog catalog = Catalog.load(app.resolve("catalog"));
        assertThat(catalog.tables()).extracting(TableSource::table).containsExactly("customers");
        assertThat(catalog.partners()).extracting(PartnerSource::source).containsExactly("com.example.billing");
        assertThat(catalog.routes()).hasSize(1);
        assertThat(app.resolve("cdk.json")).exists();
        assertThat(app.resolve("src/test/java/app/CatalogTest.java")).exists();
        assertThat(out.toString()).contains("./sluice up --app " + app);
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("mine"), "mine");
        assertThat(init(folder)).isEqualTo(1);
        assertThat(out.toString()).contains(folder + " is not empty; init writes into a new or empty folder");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    private int init(Path app) {
        PrintWriter writer = new PrintWriter(out, true);
        return Main.commandLine().setOut(writer).setErr(writer).execute("init", app.toString());
    }
}
