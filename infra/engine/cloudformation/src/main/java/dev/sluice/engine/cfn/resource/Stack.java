package dev.sluice.engine.cfn.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Kernel;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The stack that a template makes.
 *
 * @param name the stack's name
 * @param kernel the engine's services
 * @param id the stack's ARN
 * @param assets where the assets of the template lie: maps an asset's S3 key to its folder or file, or throws an
 *     {@link UncheckedIOException} that says why there is none
 * @param previous the resource of a logical id as the last run of the template left it
 */
public record Stack(
        String name,
        String id,
        Kernel kernel,
        Function<String, Path> assets,
        Function<String, Optional<Resource>> previous) {

    /** A stack that is made for the first time. */
    public Stack(String name, Kernel kernel, Function<String, Path> assets) {
        this(
                name,
                kernel.arn("cloudformation", kernel.account(), "stack/" + name + "/0"),
                kernel,
                assets,
                logicalId -> Optional.empty());
    }

    /**
     * Where the asset of an S3 key lies.
     *
     * @param pointer the property that names the key
     * @throws TemplateException if there is none, or if it lies outside of what came with the template
     */
    public Path asset(String key, String pointer) {
        try {
            return assets.apply(key);
        } catch (UncheckedIOException e) {
            throw new TemplateException(pointer, "names the asset " + key + ", which " + e.getMessage());
        }
    }

    /** The resource of {@code logicalId} as the last run of the template left it. */
    public Optional<Resource> previous(String logicalId) {
        return previous.apply(logicalId);
    }

    /** Calls a service as CloudFormation does when it carries out the template. */
    public JsonNode call(String service, String operation, ObjectNode input) {
        return kernel.aws().call(Caller.internal(kernel.account()), service, operation, input);
    }

    /** The generated physical name of a resource without a name of its own: the same at every start. */
    public String physicalName(String logicalId, int maxLength) {
        String suffix = "-"
                + UUID.nameUUIDFromBytes((name + "/" + logicalId).getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
        String stem = name + "-" + logicalId;
        return stem.substring(0, Math.min(stem.length(), maxLength - suffix.length())) + suffix;
    }
}
