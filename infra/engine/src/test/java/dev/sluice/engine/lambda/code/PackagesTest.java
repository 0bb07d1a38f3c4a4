package dev.sluice.engine.lambda.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.lambda.function.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesTest {

    @TempDir
    Path data;

    @TempDir
    Path asset;

    @Test
    void aFolderIsTakenAgainUnderTheSameHashAndUnderAnotherOnceAFileOfItHasChanged() throws IOException {
        Packages packages = new Packages(data);
        Path file = Files.writeString(asset.resolve("settings"), "blue");
        Code first = packages.stage(asset);
        assertThat(packages.stage(asset)).isEqualTo(first);

        Files.writeString(file, "pink");
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 1));
        Code second = packages.stage(asset);

        assertThat(second.hash()).isNotEqualTo(first.hash());
        assertThat(packages.root(first).resolve("settings")).hasContent("blue");
        assertThat(packages.root(second).resolve("settings")).hasContent("pink");
    }

    @Test
    void theSameContentElsewhereIsTheSamePackage(@TempDir Path other) throws IOException {
        Packages packages = new Packages(data);
        Files.writeString(asset.resolve("settings"), "blue");
        Files.writeString(other.resolve("settings"), "blue");
        assertThat(packages.stage(other)).isEqualTo(packages.stage(asset));
    }

    @Test
    void aPackageThatNobodyUsesAnyMoreIsMadeAgainFromItsFolder() throws IOException {
        Packages packages = new Packages(data);
        Files.writeString(asset.resolve("settings"), "blue");
        Code code = packages.stage(asset);
        packages.retain(java.util.Set.of());
        assertThat(packages.root(code)).doesNotExist();
        packages.stage(asset);
        assertThat(packages.root(code).resolve("settings")).hasContent("blue");
    }
}
