package dev.sluice.rules.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the files of a catalog: YAML 1.2 and JSON, of at most 1 MiB each. */
final class CatalogFiles {

    private static final long LARGEST = 1 << 20;
    private static final ObjectMapper TREES = new ObjectMapper();

    private final Path folder;
    private final Problems problems;

    CatalogFiles(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The YAML files of a folder, sorted by name, as paths relative to the catalog. */
    List<String> yaml(String subfolder) {
        Path all = folder.resolve(subfolder);
        if (!Files.isDirectory(all)) {
            problems.add(subfolder, "", "is no folder of " + folder);
            return List.of();
        }
        try (Stream<Path> files = Files.list(all)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> subfolder + "/" + file.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(subfolder, "", "cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /** The content of a file; empty, and reported, if it cannot be read. */
    Optional<JsonNode> read(String file) {
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder.normalize())) {
            problems.add(file, "", "lies outside the catalog");
            return Optional.empty();
        }
        try {
            if (Files.size(path) > LARGEST) {
                problems.add(file, "", "is larger than 1 MiB");
                return Optional.empty();
            }
            String text = Files.readString(path);
            return Optional.of(file.endsWith(".json") ? Json.parseStrict(text) : parseYaml(text));
        } catch (JsonProcessingException e) {
            problems.add(file, "", "is no JSON: " + e.getOriginalMessage());
        } catch (YamlEngineException e) {
            problems.add(file, "", "is no YAML: " + e.getMessage());
        } catch (IOException e) {
            problems.add(file, "", "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static JsonNode parseYaml(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(50)
                .build();
        return TREES.valueToTree(new Load(settings).loadFromString(text));
    }
}
