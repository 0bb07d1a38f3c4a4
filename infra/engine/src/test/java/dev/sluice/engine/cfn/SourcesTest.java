package dev.sluice.engine.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourcesTest {

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
        assertThat(sources.get(1).assets()).isEqualTo(Map.of("abc.zip", folder.resolve("asset.abc")));
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
}
