package dev.sluice.engine.cfn;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A template that was found, and what belongs to it.
 *
 * @param stack the name of the stack to make
 * @param label what to call the template in errors
 * @param text the template
 * @param assets S3 object keys of assets, and where they lie
 * @param parameters values that came with the template
 * @param dependsOn names of stacks that must be there first
 */
record Source(
        String stack,
        String label,
        String text,
        Map<String, Path> assets,
        Map<String, String> parameters,
        Set<String> dependsOn) {}
