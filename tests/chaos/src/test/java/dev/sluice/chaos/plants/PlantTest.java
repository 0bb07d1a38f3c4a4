package dev.sluice.chaos.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyPlantFitsTheSourceAsItIsAndCompiles(Plant plant) throws IOException {
        Path classes = plant.compile(Home.find().root(), folder);
        try (var files = Files.walk(classes)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".class"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlantWhoseTextIsGoneIsAnError(Plant plant) {
        assertThatThrownBy(() -> plant.patched("class Rewritten {}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit any more");
    }

    @Test
    void theFolderOfClassesHoldsNothingElse() throws IOException {
        Path classes = Plant.LOST_RETRY.compile(Home.find().root(), folder);
        try (var files = Files.walk(classes)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allMatch(file -> file.getFileName().toString().startsWith("Results"));
        }
    }
}
