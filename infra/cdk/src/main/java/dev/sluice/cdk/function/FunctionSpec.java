package dev.sluice.cdk.function;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What a function is.
 *
 * @param name its physical name
 * @param description one sentence
 * @param folder what is deployed: {@code lib/} with the jar, and {@code catalog/}
 * @param handler the handler's class
 * @param timeoutSeconds after which Lambda ends a call
 * @param environment what the handler reads
 * @param permissions all that its role may do, besides writing its log
 */
public record FunctionSpec(
        String name,
        String description,
        Path folder,
        String handler,
        int timeoutSeconds,
        Map<String, String> environment,
        List<PolicyStatement> permissions) {}
