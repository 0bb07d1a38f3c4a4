package dev.sluice.engine.cfn.types.gateway;

import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;

/**
 * {@code AWS::ApiGatewayV2::Api}: HTTP APIs. {@code ApiEndpoint} is where the engine serves it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html">AWS::ApiGatewayV2::Api</a>
 */
final class HttpApi implements ResourceType {

    private static final Part PART = new Part("Api", "apiId");

    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Api";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        Input input = new Input(properties)
                .texts("Name", "ProtocolType", "Description", "RouteSelectionExpression", "Version")
                .flags("DisableExecuteApiEndpoint")
                .object(
                        "CorsConfiguration",
                        cors -> cors.flags("AllowCredentials")
                                .lists("AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders")
                                .numbers("MaxAge"))
                .maps("Tags");
        properties.accepted("FailOnWarnings", "IpAddressType");
        properties.done();
        return PART.put(stack, logicalId, properties.pointer(), "", input, "ApiId");
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        PART.remove(stack, resource);
    }
}
