package dev.sluice.rules.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the files of a catalog: YAML 1.2 and JSON, of at most 1 MiB each, at most 1,000 in a folder. */
final class CatalogFiles {

    private static final long LARGEST = 1 << 20;
    private static final int MOST = 1_000;

    private final Path folder;
    private final Problems problems;

    CatalogFiles(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Whether there is such a folder: not every catalog has all of them. */
    boolean has(String subfolder) {
        return Files.isDirectory(folder.resolve(subfolder));
    }

    /** The YAML files of a folder, sorted by name, as paths relative to the catalog. */
    List<String> yaml(String subfolder) {
        Path all = folder.resolve(subfolder);
        if (!Files.isDirectory(all)) {
            problems.add(subfolder, "", "is no folder of " + folder);
            return List.of();
        }
        List<String> yaml = new ArrayList<>();
        for (String name : names(subfolder, all)) {
            if (name.endsWith(".yaml")) {
                yaml.add(subfolder + "/" + name);
            } else {
                problems.add(subfolder + "/" + name, "", "is not read: files of the catalog end in .yaml");
            }
        }
        if (yaml.size() > MOST) {
            problems.add(subfolder, "", "has more than " + MOST + " files");
            return List.of();
        }
        return yaml;
    }

    private List<String> names(String subfolder, Path all) {
        try (Stream<Path> files = Files.list(all)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
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
            return Optional.of(file.endsWith(".json") ? Json.parseStrict(text) : Yaml.parse(text));
        } catch (JsonProcessingException e) {
            problems.add(file, "", "is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            problems.add(file, "", "is no YAML: " + e.getMessage());
        } catch (NoSuchFileException e) {
            problems.add(file, "", "cannot be read: there is no such file");
        } catch (CharacterCodingException e) {
            problems.add(file, "", "cannot be read: it is not UTF-8");
        } catch (IOException e) {
            problems.add(file, "", "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
