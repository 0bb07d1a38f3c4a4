package dev.sluice.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.testing.RunningEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another user of the machine can get at in the data folder: nothing. */
class OtherUserTest {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @TempDir
    Path open;

    private Path data;

    @BeforeEach
    void openTheParent() throws IOException {
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = open.resolve("data");
    }

    @Test
    void everythingOfANewDataFolderIsItsOwnersOnly() throws IOException {
        try (RunningEngine engine = RunningEngine.empty(data)) {
            assertThat(engine.wire()).isNotNull();
            assertThat(names())
                    .contains("sluice.db", "sluice.db-wal", "sluice.db-shm", "lock", "master.key", "secrets.key");
            assertThat(openToOthers()).isEmpty();
        }
    }

    @Test
    void aDataFolderOfAnEarlierVersionIsClosedAtTheStart() throws IOException {
        RunningEngine.empty(data).close();
        Path more = Files.createDirectories(data.resolve("more"));
        Path script = Files.writeString(more.resolve("run.sh"), "exit 0");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path outside = Files.writeString(open.resolve("outside"), "not ours");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(data.resolve("link"), outside);
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                Files.setPosixFilePermissions(
                        file,
                        PosixFilePermissions.fromString(
                                Files.isDirectory(file) || file.equals(script) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        try (RunningEngine engine = RunningEngine.empty(data)) {
            assertThat(engine.wire()).isNotNull();
            assertThat(openToOthers()).isEmpty();
            assertThat(Files.isExecutable(script)).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside)))
                    .isEqualTo("rw-r--r--");
        }
    }

    @Test
    void anotherUserReadsNothingOfIt() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.isExecutable(SETPRIV),
                "SKIPPED: to try it as another user, this test needs root and " + SETPRIV);
        Path readable = Files.writeString(open.resolve("readable"), "x");
        Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rw-r--r--"));
        assumeTrue(asNobody("cat", readable.toString()) == 0, "SKIPPED: nobody reaches not even " + readable);
        try (RunningEngine engine = RunningEngine.empty(data)) {
            assertThat(engine.wire()).isNotNull();
            assertThat(asNobody("ls", data.toString())).isNotZero();
            for (String name : names()) {
                assertThat(asNobody("cat", data.resolve(name).toString()))
                        .as(name)
                        .isNotZero();
            }
        }
    }

    @Test
    void theFolderForTemporaryFilesIsClosedToOthers() throws IOException {
        Path folder = PrivateFiles.temporaryFolder();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PrivateFiles.temporaryFolder()).isEqualTo(folder);
        RunningEngine.empty(data).close();
        assertThat(System.getProperty("org.sqlite.tmpdir")).isEqualTo(folder.toString());
    }

    @Test
    void aSharedFolderIsNotTaken() throws IOException {
        Files.createDirectory(data);
        Files.writeString(data.resolve("of-somebody"), "x");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> RunningEngine.empty(data))
                .hasMessageContaining(data.toString())
                .hasMessageContaining("--data");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxrwxrwx");
    }

    @Test
    void aKeyThatIsMissingOrDamagedStopsTheStartWithARemedy() throws IOException {
        RunningEngine.empty(data).close();
        for (String name : List.of("master.key", "secrets.key")) {
            Path file = data.resolve(name);
            byte[] key = Files.readAllBytes(file);
            Files.delete(file);
            refused(file, "is missing");
            assertThat(file).doesNotExist();
            Files.write(file, new byte[1]);
            refused(file, "is damaged: it has 1 bytes");
            Files.write(file, key);
        }
        RunningEngine.empty(data).close();
    }

    private void refused(Path file, String why) {
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, data, true);
        assertThatThrownBy(() -> Engine.start(Options.empty(settings, 0)))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why)
                .hasMessageContaining("Restore " + file.getFileName() + " from a backup");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<String> openToOthers() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                if (!mode.endsWith("------")) {
                    found.add(mode + " " + file);
                }
            }
        }
        return found;
    }

    private static int asNobody(String... command) throws IOException, InterruptedException {
        List<String> whole =
                new ArrayList<>(List.of(SETPRIV.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"));
        whole.addAll(List.of(command));
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code == 0 || !output.isEmpty()).as(output).isTrue();
        return code;
    }
}
