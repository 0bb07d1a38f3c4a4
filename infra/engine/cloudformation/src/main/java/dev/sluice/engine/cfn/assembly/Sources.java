package dev.sluice.engine.cfn.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.cfn.template.Order;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.cfn.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds templates: one file, or the stacks of a folder that CDK synthesized.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html">CDK synthesis and cloud assemblies</a>
 */
public final class Sources {

    private static final int DEEPEST = 10;

    /** CloudFormation's limit for a template. */
    private static final long LARGEST_TEMPLATE = 1_048_576;

    private static final long LARGEST_MANIFEST = 32L << 20;

    private final Assembly assembly;
    private final Map<String, Source> found = new LinkedHashMap<>();
    private final Map<String, String> stackByArtifact = new LinkedHashMap<>();

    private Sources(Assembly assembly) {
        this.assembly = assembly;
    }

    /**
     * The templates at {@code place}, each after those that it depends on.
     *
     * @throws TemplateException if there is none
     */
    public static List<Source> at(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(file(place));
        }
        Sources sources = new Sources(reading(place, () -> Assembly.of(place)));
        sources.assembly(place, 0);
        if (sources.found.isEmpty()) {
            throw new TemplateException(place.toString(), "has no stack in its manifest.json");
        }
        return Order.of(sources.found, Source::dependsOn, "Stacks in " + place);
    }

    private static Source file(Path file) {
        Path name = file.getFileName();
        String stack = (name == null ? "stack" : name.toString())
                .replaceAll("(\\.template)?\\.(json|ya?ml|template)$", "")
                .replaceAll("[^A-Za-z0-9-]", "-");
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        Path assets = file.resolveSibling(stack + ".assets.json");
        String text = read(file, LARGEST_TEMPLATE);
        Map<String, Asset> known =
                Files.isRegularFile(assets) ? assets(reading(folder, () -> Assembly.around(folder)), assets) : Map.of();
        return new Source(stack, file.toString(), text, known, Map.of(), Set.of());
    }

    private void assembly(Path folder, int depth) {
        if (depth > DEEPEST) {
            throw new TemplateException(folder.toString(), "nests assemblies too deep");
        }
        Path manifest = folder.resolve("manifest.json");
        JsonNode artifacts = TemplateText.json(read(manifest, LARGEST_MANIFEST), manifest.toString())
                .path("artifacts");
        artifacts.properties().forEach(artifact -> {
            JsonNode value = artifact.getValue();
            switch (value.path("type").asText()) {
                case "aws:cloudformation:stack" ->
                    stackByArtifact.put(artifact.getKey(), stackName(artifact.getKey(), value));
                case "cdk:cloud-assembly" ->
                    assembly(locate(folder, artifact.getKey(), value, "directoryName"), depth + 1);
                default -> {
                    // Asset manifests are read with their stack; the tree of constructs and the like are not needed.
                }
            }
        });
        artifacts.properties().forEach(artifact -> {
            if (artifact.getValue().path("type").asText().equals("aws:cloudformation:stack")) {
                Source source = stack(folder, artifact.getKey(), artifact.getValue(), artifacts);
                found.put(source.stack(), source);
            }
        });
    }

    private static String stackName(String id, JsonNode artifact) {
        return artifact.path("properties").path("stackName").asText(id);
    }

    private Source stack(Path folder, String id, JsonNode artifact, JsonNode artifacts) {
        Path template = locate(folder, id, artifact, "templateFile");
        Map<String, Asset> assets = new LinkedHashMap<>();
        Set<String> dependsOn = new LinkedHashSet<>();
        for (JsonNode dependency : artifact.path("dependencies")) {
            JsonNode other = artifacts.path(dependency.asText());
            if (other.path("type").asText().equals("cdk:asset-manifest")) {
                assets.putAll(assets(assembly, locate(folder, dependency.asText(), other, "file")));
            }
            Optional.ofNullable(stackByArtifact.get(dependency.asText())).ifPresent(dependsOn::add);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        artifact.path("properties")
                .path("parameters")
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        String text = read(template, LARGEST_TEMPLATE);
        return new Source(stackName(id, artifact), template.toString(), text, assets, parameters, dependsOn);
    }

    /** The file or folder that a property of an artifact names. */
    private Path locate(Path folder, String artifact, JsonNode node, String property) {
        try {
            return assembly.locate(
                    folder, node.path("properties").path(property).asText());
        } catch (IOException e) {
            throw new TemplateException(
                    folder.resolve("manifest.json").toString(),
                    "has the artifact " + artifact + ", whose " + property + " is " + e.getMessage());
        }
    }

    /** Maps the object key of each file asset to the file or folder that CDK staged. */
    private static Map<String, Asset> assets(Assembly assembly, Path manifest) {
        Path folder = Optional.ofNullable(manifest.toAbsolutePath().getParent()).orElse(manifest);
        Map<String, Asset> assets = new LinkedHashMap<>();
        TemplateText.json(read(manifest, LARGEST_MANIFEST), manifest.toString())
                .path("files")
                .forEach(file -> {
                    Asset staged = new Asset(
                            assembly, folder, file.path("source").path("path").asText());
                    file.path("destinations")
                            .forEach(destination ->
                                    assets.put(destination.path("objectKey").asText(), staged));
                });
        return assets;
    }

    private static String read(Path file, long most) {
        return reading(file, () -> Assembly.read(file, most));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new TemplateException(file.toString(), "cannot be read: " + e.getMessage());
        }
    }
}
