package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Main;
import dev.sluice.cli.stack.LocalEngine;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

public class BackupCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @Test
    void theDataOfARunningEngineIsCopiedAndAnEngineStartsOnTheCopy() throws IOException {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        try (LocalEngine engine = start(data)) {
            assertThat(run("backup", "--data", data.toString(), copy.toString()))
                    .isZero();
            assertThat(out.toString()).startsWith("backed up " + data + " to " + copy);
        }
        try (LocalEngine engine = start(copy)) {
            assertThat(engine.url()).startsWith("http://127.0.0.1:");
        }
        assertThat(run("backup", "--data", data.toString(), copy.toString())).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("sluice: " + copy + " exists already: name a folder that does not");
    }

    @Test
    void aMissingKeyIsNotMadeAnewByACommandThatNeedsIt() throws Exception {
        Path data = folder.resolve("data");
        start(data).close();
        Files.delete(data.resolve("master.key"));
        assertThat(run("env", "--data", data.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("master.key is missing");
        assertThat(data.resolve("master.key")).doesNotExist();
    }

    private static LocalEngine start(Path data) throws IOException {
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, data, true);
        return LocalEngine.start(settings, 0, null, Map.of(), null, false, true);
    }
}
