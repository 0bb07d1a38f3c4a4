package dev.sluice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private final Environment environment = new Environment(
            Map.of("A", "1", "EMPTY", "", "ON", "true", "OFF", "false", "LAMBDA_TASK_ROOT", "/var/task"));

    @Test
    void whatIsMissingOrEmptyIsRefusedByName() {
        assertThat(environment.required("A")).isEqualTo("1");
        assertThatThrownBy(() -> environment.required("B")).hasMessage("environment variable B is missing");
        assertThatThrownBy(() -> environment.required("EMPTY")).hasMessage("environment variable EMPTY is missing");
        assertThat(environment.optional("EMPTY")).isEmpty();
    }

    @Test
    void aSwitchIsTrueOrFalseAndNothingElse() {
        assertThat(environment.flag("ON")).isTrue();
        assertThat(environment.flag("OFF")).isFalse();
        assertThat(environment.flag("B")).isFalse();
        assertThatThrownBy(() -> environment.flag("A")).hasMessageContaining("A must be true or false, not 1");
    }

    @Test
    void theCatalogIsBesideTheCode() {
        assertThat(environment.catalog()).isEqualTo(Path.of("/var/task/catalog"));
    }
}
