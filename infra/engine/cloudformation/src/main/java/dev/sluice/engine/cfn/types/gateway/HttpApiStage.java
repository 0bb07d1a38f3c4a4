package dev.sluice.engine.cfn.types.gateway;

import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;

/**
 * {@code AWS::ApiGatewayV2::Stage}, deployed with every change.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html">AWS::ApiGatewayV2::Stage</a>
 */
final class HttpApiStage implements ResourceType {

    private static final Part PART = new Part("Stage", "stageName");

    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Stage";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String api = properties.requiredText("ApiId");
        Input input = new Input(properties)
                .texts("StageName", "Description")
                .flags("AutoDeploy")
                .object("DefaultRouteSettings", HttpApiStage::settings)
                .each("RouteSettings", HttpApiStage::settings)
                .maps("StageVariables", "Tags")
                .object("AccessLogSettings", log -> log.texts("DestinationArn", "Format"));
        properties.done();
        return PART.put(stack, logicalId, properties.pointer(), api, input, "StageName");
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        PART.remove(stack, resource);
    }

    private static void settings(Input settings) {
        settings.numbers("ThrottlingBurstLimit").decimals("ThrottlingRateLimit").flags("DetailedMetricsEnabled");
    }
}
