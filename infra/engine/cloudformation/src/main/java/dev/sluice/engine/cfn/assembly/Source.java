package dev.sluice.engine.cfn.assembly;

import java.util.Map;
import java.util.Set;

/**
 * A template that was found, and what belongs to it.
 *
 * @param stack the name of the stack to make
 * @param label what to call the template in errors
 * @param text the template
 * @param assets by S3 object key
 * @param parameters values that came with the template
 * @param dependsOn names of stacks that must be there first
 */
public record Source(
        String stack,
        String label,
        String text,
        Map<String, Asset> assets,
        Map<String, String> parameters,
        Set<String> dependsOn) {}
