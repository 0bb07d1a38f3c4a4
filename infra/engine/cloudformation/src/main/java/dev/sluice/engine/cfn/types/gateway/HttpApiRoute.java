package dev.sluice.engine.cfn.types.gateway;

import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;

/**
 * {@code AWS::ApiGatewayV2::Route}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html">AWS::ApiGatewayV2::Route</a>
 */
final class HttpApiRoute implements ResourceType {

    private static final Part PART = new Part("Route", "routeId");

    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Route";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String api = properties.requiredText("ApiId");
        Input input =
                new Input(properties).texts("RouteKey", "Target", "AuthorizationType", "AuthorizerId", "OperationName");
        properties.done();
        return PART.put(stack, logicalId, properties.pointer(), api, input, "RouteId");
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        PART.remove(stack, resource);
    }
}
