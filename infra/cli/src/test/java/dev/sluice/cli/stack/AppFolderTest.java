package dev.sluice.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppFolderTest {

    @TempDir
    Path folder;

    @Test
    void theCommandOfCdkJsonRunsInTheFolderAndWritesWhereItIsTold() throws Exception {
        app("sh ./synth one");
        Files.writeString(
                folder.resolve("synth"), "mkdir -p \"$CDK_OUTDIR\" && echo \"$1\" > \"$CDK_OUTDIR/manifest.json\"\n");
        Path out = new AppFolder(folder).synthesize();
        assertThat(out).isEqualTo(folder.resolve("cdk.out").toAbsolutePath());
        assertThat(out.resolve("manifest.json")).hasContent("one");
    }

    @Test
    void aFolderThatIsSynthesizedAlreadyIsTakenAsItIs() throws Exception {
        app("made/cdk.out");
        Path made = Files.createDirectories(folder.resolve("made/cdk.out"));
        assertThat(new AppFolder(folder).synthesize()).isEqualTo(made);
    }

    @Test
    void anAppThatFailsIsQuoted() throws IOException {
        app("echo 'the catalog has 1 problem:' >&2; exit 1");
        assertThatThrownBy(() -> new AppFolder(folder).synthesize())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageEndingWith("the catalog has 1 problem:");
    }

    @Test
    void anAppThatSynthesizesNothingIsRefused() throws IOException {
        app("true");
        assertThatThrownBy(() -> new AppFolder(folder).synthesize()).hasMessageContaining("synthesized nothing into");
    }

    @Test
    void aFolderThatIsNotAnAppIsRefusedWithWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> new AppFolder(folder).synthesize()).hasMessageContaining("it has no cdk.json");
        Files.writeString(folder.resolve("cdk.json"), "{");
        assertThatThrownBy(() -> new AppFolder(folder).synthesize()).hasMessageContaining("is not JSON");
        Files.writeString(folder.resolve("cdk.json"), "{}");
        assertThatThrownBy(() -> new AppFolder(folder).synthesize()).hasMessageContaining("must have `app`");
    }

    private void app(String command) throws IOException {
        Files.writeString(folder.resolve("cdk.json"), "{\"app\": \"" + command + "\"}");
    }
}
