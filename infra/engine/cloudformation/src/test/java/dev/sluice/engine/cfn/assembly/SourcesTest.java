package dev.sluice.engine.cfn.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.cfn.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public final class SourcesTest {

    private static final String ASSETS =
            "{\"files\": {\"abc\": {\"source\": {\"path\": \"asset.abc\", \"packaging\": \"zip\"},"
                    + " \"destinations\": {\"current\": {\"bucketName\": \"b\", \"objectKey\": \"abc.zip\"}}}}}";

    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String stack(String file, String dependencies) {
        return "{\"type\": \"aws:cloudformation:stack\", \"properties\": {\"templateFile\": \"" + file
                + "\", \"parameters\": {\"P\": \"1\"}}, \"dependencies\": [" + dependencies + "]}";
    }

    @Test
    void theStacksOfAFolderComeInTheOrderOfTheirDependenciesWithTheirAssets() throws IOException {
        write(
                "manifest.json",
                "{\"artifacts\": {"
                        + "\"Web\": " + stack("Web.template.json", "\"Base\", \"Web.assets\"") + ","
                        + "\"Web.assets\": {\"type\": \"cdk:asset-manifest\", \"properties\": {\"file\": \"Web.assets.json\"}},"
                        + "\"Base\": " + stack("Base.template.json", "") + ","
                        + "\"Tree\": {\"type\": \"cdk:tree\"}}}");
        write("Web.template.json", "{}");
        write("Base.template.json", "{}");
        write("Web.assets.json", ASSETS);
        List<Source> sources = Sources.at(folder);
        assertThat(sources).extracting(Source::stack).containsExactly("Base", "Web");
        write("asset.abc", "x");
        assertThat(sources.get(1).assets().get("abc.zip").locate())
                .isEqualTo(folder.toRealPath().resolve("asset.abc"));
        assertThat(sources.get(1).parameters()).isEqualTo(Map.of("P", "1"));
    }

    @Test
    void aSingleTemplateIsNamedByItsFileAndFindsItsAssets() throws IOException {
        write("Shop.template.json", "{}");
        write("Shop.assets.json", ASSETS);
        Source source = Sources.at(folder.resolve("Shop.template.json")).get(0);
        assertThat(source.stack()).isEqualTo("Shop");
        assertThat(source.assets()).containsKey("abc.zip");
        write("my_shop.yml", "x");
        assertThat(Sources.at(folder.resolve("my_shop.yml")).get(0).stack()).isEqualTo("my-shop");
    }

    @Test
    void aFolderWithoutAManifestOrAStackIsAnError() throws IOException {
        assertThatThrownBy(() -> Sources.at(folder)).hasMessageContaining("manifest.json cannot be read");
        write("manifest.json", "{\"artifacts\": {}}");
        assertThatThrownBy(() -> Sources.at(folder)).hasMessageContaining("has no stack in its manifest.json");
    }

    @Test
    void stacksThatNeedEachOtherAreAnError() throws IOException {
        write(
                "manifest.json",
                "{\"artifacts\": {\"A\": " + stack("t", "\"B\"") + ",\"B\": " + stack("t", "\"A\"") + "}}");
        write("t", "{}");
        assertThatThrownBy(() -> Sources.at(folder)).hasMessageContaining("A -> B -> A");
    }

    private static String assets(String path) {
        return ASSETS.replace("asset.abc", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../etc", "/etc", "../", "asset/../../x", "link", "linked/passwd"})
    void anAssetLiesInsideOfTheAssembly(String path) throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc"));
        Files.createSymbolicLink(folder.resolve("linked"), Path.of("/etc"));
        write("Shop.template.json", "{}");
        write("Shop.assets.json", assets(path));
        Source source = Sources.at(folder.resolve("Shop.template.json")).get(0);
        assertThatThrownBy(() -> source.assets().get("abc.zip").locate())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the path " + path + ", ")
                .hasMessageContaining("leads outside of " + folder.toRealPath());
    }

    @Test
    void anAssetThatIsMissingIsNamed() throws IOException {
        write("Shop.template.json", "{}");
        write("Shop.assets.json", ASSETS);
        Source source = Sources.at(folder.resolve("Shop.template.json")).get(0);
        assertThatThrownBy(() -> source.assets().get("abc.zip").locate())
                .hasMessageContaining(
                        "there is nothing at " + folder.toRealPath().resolve("asset.abc"));
    }

    @Test
    void theTemplatesOfAStageFindTheAssetsOfTheAssemblyAroundThem() throws IOException {
        Path stage = Files.createDirectory(folder.resolve("assembly-Stage"));
        write("manifest.json", "{\"artifacts\": {}}");
        write("asset.abc", "x");
        write("assembly-Stage/manifest.json", "{\"artifacts\": {}}");
        write("assembly-Stage/Shop.template.json", "{}");
        write("assembly-Stage/Shop.assets.json", assets("../asset.abc"));
        Source source = Sources.at(stage.resolve("Shop.template.json")).get(0);
        assertThat(source.assets().get("abc.zip").locate()).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"templateFile", "file", "directoryName"})
    void noArtifactOfTheManifestLeadsOutside(String property) throws IOException {
        String type = property.equals("directoryName") ? "cdk:cloud-assembly" : "cdk:asset-manifest";
        String other = "\"Other\": {\"type\": \"" + type + "\", \"properties\": {\"" + property + "\": \"../x\"}}";
        String template = property.equals("templateFile") ? "../x" : "t";
        write("manifest.json", "{\"artifacts\": {\"Web\": " + stack(template, "\"Other\"") + "," + other + "}}");
        write("t", "{}");
        assertThatThrownBy(() -> Sources.at(folder))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("whose " + property + " is the path ../x, which leads outside");
    }

    @Test
    void aTemplateThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        write("big.json", "{\"Description\": \"" + "x".repeat(1_100_000) + "\"}");
        assertThatThrownBy(() -> Sources.at(folder.resolve("big.json")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("at most 1048576");
    }
}
