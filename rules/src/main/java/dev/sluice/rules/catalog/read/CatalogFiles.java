package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.names.DidYouMean;
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
public final class CatalogFiles {

    private static final long LARGEST = 1 << 20;
    private static final int MOST = 1_000;

    private final Path folder;
    private final Problems problems;

    public CatalogFiles(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Whether there is such a folder: not every catalog has all of them. */
    public boolean has(String subfolder) {
        return Files.isDirectory(folder.resolve(subfolder));
    }

    /** The YAML files of a folder, sorted by name, as paths relative to the catalog. */
    public List<String> yaml(String subfolder) {
        Path all = folder.resolve(subfolder);
        if (!Files.isDirectory(all)) {
            problems.add(subfolder, "", "is not a folder of " + folder);
            return List.of();
        }
        List<String> yaml = new ArrayList<>();
        for (String name : names(subfolder, all)) {
            if (name.endsWith(".yaml")) {
                yaml.add(subfolder + "/" + name);
            } else {
                problems.add(
                        subfolder + "/" + name,
                        "",
                        "is not read: files of the catalog end in .yaml; rename it, or take it away");
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
    public Optional<JsonNode> read(String file) {
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
            problems.read(file, text);
            return Optional.of(file.endsWith(".json") ? Json.parseStrict(text) : Yaml.parse(text));
        } catch (JsonProcessingException e) {
            problems.add(
                    file,
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                    "",
                    "is not JSON" + column(e) + ": " + e.getOriginalMessage());
        } catch (Yaml.Malformed e) {
            problems.add(file, e.line(), "", "is not YAML: " + e.getMessage());
        } catch (NoSuchFileException e) {
            problems.add(file, "", "cannot be read: there is no such file" + hint(file));
        } catch (CharacterCodingException e) {
            problems.add(file, "", "cannot be read: it is not UTF-8");
        } catch (IOException e) {
            problems.add(file, "", "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String column(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " from column " + e.getLocation().getColumnNr() + " on";
    }

    /** The nearest name in the same folder. */
    private String hint(String file) {
        int slash = file.lastIndexOf('/') + 1;
        Path siblings = folder.resolve(file.substring(0, slash));
        return Files.isDirectory(siblings)
                ? DidYouMean.hint(file.substring(slash), names(file.substring(0, slash), siblings))
                : "";
    }
}
