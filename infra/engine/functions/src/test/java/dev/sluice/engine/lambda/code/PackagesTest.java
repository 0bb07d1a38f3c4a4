package dev.sluice.engine.lambda.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.lambda.function.Code;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void aLinkThatLeadsOutsideOfThePackageIsRefusedAndNothingIsCopied(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("secret"), "x");
        for (Path target : List.of(other, other.resolve("secret"))) {
            Path link = Files.createSymbolicLink(asset.resolve("link"), target);
            assertThatThrownBy(() -> new Packages(data).stage(asset))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            e -> assertThat(e.message()).contains(link + " leads outside of the package"));
            Files.delete(link);
        }
        assertThat(data.resolve("functions")).doesNotExist();
    }

    @Test
    void linksInsideOfAPackageAreFollowed() throws IOException {
        Path folder = Files.createDirectories(asset.resolve("store/dependency"));
        Files.writeString(folder.resolve("index.js"), "x");
        Files.createSymbolicLink(asset.resolve("modules"), Path.of("store"));
        Files.createSymbolicLink(asset.resolve("alias.js"), Path.of("store/dependency/index.js"));
        Files.createSymbolicLink(asset.resolve("nowhere"), Path.of("none"));
        Packages packages = new Packages(data);
        Path root = packages.root(packages.stage(asset));
        assertThat(root.resolve("modules/dependency/index.js")).hasContent("x");
        assertThat(root.resolve("alias.js")).hasContent("x");
    }

    @Test
    void aLinkThatLeadsBackIsRefused() throws IOException {
        Files.createSymbolicLink(asset.resolve("again"), asset);
        assertThatThrownBy(() -> new Packages(data).stage(asset))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.message()).contains("leads back"));
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(asset.resolve("big").toFile(), "rw")) {
            sparse.setLength(8L << 30);
        }
        for (Path place : List.of(asset, asset.resolve("big"))) {
            assertThatThrownBy(() -> new Packages(data).stage(place))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            e -> assertThat(e.message()).contains("must be smaller than 262144000"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/absolute", "a/../../outside"})
    void anEntryOfAZipFileStaysInside(String entry) throws IOException {
        Path zip = asset.resolve("code.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(1);
        }
        assertThatThrownBy(() -> new Packages(data).stage(zip))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        e -> assertThat(e.message()).contains(zip.toString(), "an entry lies outside: " + entry));
        assertThat(data.resolve("outside")).doesNotExist();
    }
}
