package dev.sluice.engine.cfn.types.gateway;

import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;

/**
 * {@code AWS::ApiGatewayV2::Authorizer}: functions, in payload format 2.0 with simple responses.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html">AWS::ApiGatewayV2::Authorizer</a>
 */
final class HttpApiAuthorizer implements ResourceType {

    private static final Part PART = new Part("Authorizer", "authorizerId");

    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Authorizer";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String api = properties.requiredText("ApiId");
        Input input = new Input(properties)
                .texts("Name", "AuthorizerType", "AuthorizerUri", "AuthorizerPayloadFormatVersion")
                .flags("EnableSimpleResponses")
                .lists("IdentitySource")
                .numbers("AuthorizerResultTtlInSeconds");
        properties.done();
        return PART.put(stack, logicalId, properties.pointer(), api, input, "AuthorizerId");
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        PART.remove(stack, resource);
    }
}
