package dev.sluice.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.stack.AppFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an app in shell that copies its one source file, or fails if that says so. */
class FollowingTest {

    private static final String COLD = """
            grep -q broken source.yaml && { echo "source is broken"; exit 1; }
            mkdir -p "$CDK_OUTDIR" && cp source.yaml "$CDK_OUTDIR/manifest.json"
            """;
    private static final String WARM = """
            echo started >>starts.target/count
            echo sluice-watched 1
            while read -r out; do
              if grep -q broken source.yaml; then echo "! source is broken"; echo failed; continue; fi
              mkdir -p "$out" && cp source.yaml "$out/manifest.json"
              echo ok
            done
            """;

    @TempDir
    Path folder;

    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> applied = new LinkedBlockingQueue<>();

    @BeforeEach
    void app() throws IOException {
        Files.writeString(folder.resolve("cdk.json"), "{\"app\": \"sh ./synth\"}");
        Files.writeString(folder.resolve("source.yaml"), "one");
    }

    @Test
    void whatIsSavedIsAppliedAndAMistakeIsPrintedWhileTheOldStackRunsOn() throws Exception {
        Files.writeString(folder.resolve("synth"), COLD);
        follows();
    }

    @Test
    void anAppThatSpeaksTheProtocolStaysInMemory() throws Exception {
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("synth"), WARM.replace("starts.target", "target"));
        follows();
        assertThat(folder.resolve("target/count")).hasContent("started");
    }

    @Test
    void whatABuildToolPrintsBeforeTheAppIsNoReasonToStartItForEachEdit() throws Exception {
        Files.createDirectories(folder.resolve("target"));
        String warm = WARM.replace("starts.target", "target");
        Files.writeString(folder.resolve("synth"), "printf 'compiling\\n\\033[0m\\033[0m'\n" + warm);
        follows();
        assertThat(folder.resolve("target/count")).hasContent("started");
    }

    @Test
    void anAppWhoseCodeIsSavedIsStartedAnew() throws Exception {
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("synth"), WARM.replace("starts.target", "target"));
        try (Following following = Following.start(
                new AppFolder(folder),
                out -> applied.add(Files.readString(out.resolve("manifest.json"))),
                printed::add)) {
            assertThat(printed.take()).startsWith("watching ");
            Files.writeString(folder.resolve("App.java"), "final class App {}");
            assertThat(applied.take()).isEqualTo("one");
            assertThat(folder.resolve("target/count")).hasContent("started\nstarted");
        }
    }

    private void follows() throws Exception {
        try (Following following = Following.start(
                new AppFolder(folder),
                out -> applied.add(Files.readString(out.resolve("manifest.json"))),
                printed::add)) {
            assertThat(printed.take()).startsWith("watching ");
            Files.writeString(folder.resolve("source.yaml"), "second");
            assertThat(applied.take()).isEqualTo("second");
            assertThat(printed.take()).startsWith("the running stack follows (");
            Files.writeString(folder.resolve("source.yaml"), "broken now");
            assertThat(printed.take()).contains("source is broken");
            assertThat(printed.take()).isEqualTo("the stack runs on as it was");
            Files.writeString(folder.resolve("source.yaml"), "the third");
            assertThat(applied.take()).isEqualTo("the third");
            assertThat(applied).isEmpty();
        }
    }
}
