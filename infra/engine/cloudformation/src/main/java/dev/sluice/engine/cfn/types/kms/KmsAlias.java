package dev.sluice.engine.cfn.types.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.Map;

/**
 * {@code AWS::KMS::Alias}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html">AWS::KMS::Alias</a>
 */
final class KmsAlias implements ResourceType {

    @Override
    public String name() {
        return "AWS::KMS::Alias";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String alias = properties.requiredText("AliasName");
        ObjectNode input =
                Json.object().put("AliasName", alias).put("TargetKeyId", properties.requiredText("TargetKeyId"));
        properties.done();
        try {
            stack.call("kms", "CreateAlias", input);
        } catch (AwsException e) {
            if (!e.code().equals("AlreadyExistsException")) {
                throw e;
            }
            stack.call("kms", "UpdateAlias", input);
        }
        return new Resource(alias, Map.of("AliasName", alias));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        try {
            stack.call("kms", "DeleteAlias", Json.object().put("AliasName", resource.ref()));
        } catch (AwsException e) {
            if (!e.code().equals("NotFoundException")) {
                throw e;
            }
        }
    }
}
