package dev.sluice.engine.cfn.types.gateway;

import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;

/**
 * {@code AWS::ApiGatewayV2::Integration}: functions, in payload format 2.0.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html">AWS::ApiGatewayV2::Integration</a>
 */
final class HttpApiIntegration implements ResourceType {

    private static final Part PART = new Part("Integration", "integrationId");

    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Integration";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String api = properties.requiredText("ApiId");
        Input input = new Input(properties)
                .texts(
                        "IntegrationType",
                        "IntegrationUri",
                        "IntegrationMethod",
                        "PayloadFormatVersion",
                        "ConnectionType",
                        "Description")
                .numbers("TimeoutInMillis");
        properties.done();
        return PART.put(stack, logicalId, properties.pointer(), api, input, "IntegrationId");
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        PART.remove(stack, resource);
    }
}
