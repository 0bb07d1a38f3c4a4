package dev.sluice.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaptopTest {

    private static final String TEMPLATE = """
            {"Parameters": {
              "AllowedNetworks": {"Default": ""}, "BusLogLevel": {"Default": "INFO"}, "AllowInsecureEndpoints": {"Default": "false"},
              "WarehouseUrl": {"Default": "https://warehouse.example.com/orders", "AllowedPattern": "https?://.+"},
              "StrictUrl": {"Default": "https://strict.example.com/", "AllowedPattern": "https://.+"},
              "RealUrl": {"Default": "https://api.acme.com/"}, "Word": {"Default": "not a URL"}}}
            """;

    @TempDir
    Path folder;

    @Test
    void aSluiceStackGetsTheSameValuesWhereverItsTemplateLies() throws IOException {
        Files.writeString(folder.resolve("sluice.template.json"), TEMPLATE);
        Path copy = Files.writeString(folder.resolve("copy.json"), TEMPLATE);
        Map<String, String> ofFolder = Laptop.parameters(Declared.at(folder), Map.of(), true);
        assertThat(ofFolder)
                .containsEntry("AllowInsecureEndpoints", "true")
                .containsEntry("AllowedNetworks", "127.0.0.0/8,::1/128")
                .containsEntry("BusLogLevel", "OFF");
        assertThat(Laptop.parameters(Declared.at(folder), Map.of(), false))
                .as("without the trace, the buses have to log")
                .doesNotContainKey("BusLogLevel");
        assertThat(Laptop.parameters(Declared.at(copy), Map.of(), true)).isEqualTo(ofFolder);
    }

    @Test
    void whatWasGivenCountsAndAStrangersTemplateGetsNothing() {
        assertThat(Laptop.parameters(Declared.in(List.of(TEMPLATE)), Map.of("AllowInsecureEndpoints", "false"), true))
                .containsEntry("AllowInsecureEndpoints", "false");
        Declared stranger = Declared.in(List.of("""
                {"Parameters": {"AllowedNetworks": {}, "Url": {"Default": "https://a.example.com/"}}}
                """, "Parameters: {Yaml: {Type: String}}"));
        assertThat(Laptop.parameters(stranger, Map.of(), true)).isEmpty();
        assertThat(StandIns.needed(stranger, Set.of())).isEmpty();
    }

    @Test
    void onlyAUrlThatNobodyCanHaveAndNobodyGaveNeedsAStandIn() {
        Declared declared = Declared.in(List.of(TEMPLATE));
        assertThat(StandIns.needed(declared, Set.of())).containsOnlyKeys("WarehouseUrl");
        assertThat(StandIns.needed(declared, Set.of("WarehouseUrl"))).isEmpty();
    }
}
