package dev.sluice.engine.cfn.types.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.Map;

/**
 * {@code AWS::SecretsManager::ResourcePolicy}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html">AWS::SecretsManager::ResourcePolicy</a>
 */
public final class SecretsManagerResourcePolicy implements ResourceType {

    @Override
    public String name() {
        return "AWS::SecretsManager::ResourcePolicy";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String secret = properties.requiredText("SecretId");
        JsonNode policy = properties
                .any("ResourcePolicy")
                .orElseThrow(() -> new TemplateException(properties.pointer() + "/ResourcePolicy", "is required"));
        boolean block = properties.flag("BlockPublicPolicy").orElse(false);
        properties.done();
        JsonNode answer = stack.call(
                "secretsmanager",
                "PutResourcePolicy",
                Json.object()
                        .put("SecretId", secret)
                        .put("ResourcePolicy", policy.isTextual() ? policy.asText() : Json.text(policy))
                        .put("BlockPublicPolicy", block));
        String arn = answer.path("ARN").asText();
        return new Resource(arn, Map.of("Id", arn));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        try {
            stack.call("secretsmanager", "DeleteResourcePolicy", Json.object().put("SecretId", resource.ref()));
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
        }
    }
}
