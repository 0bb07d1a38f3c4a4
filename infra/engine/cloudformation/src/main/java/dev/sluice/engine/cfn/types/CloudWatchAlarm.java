package dev.sluice.engine.cfn.types;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;

/** {@code AWS::CloudWatch::Alarm} on one metric; metric math and percentiles are properties that the engine does not support. */
public final class CloudWatchAlarm implements ResourceType {

    private static final List<String> TEXTS = List.of(
            "AlarmDescription",
            "MetricName",
            "Namespace",
            "Statistic",
            "Unit",
            "Period",
            "EvaluationPeriods",
            "DatapointsToAlarm",
            "Threshold",
            "ComparisonOperator",
            "TreatMissingData");

    @Override
    public String name() {
        return "AWS::CloudWatch::Alarm";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String alarm = properties.text("AlarmName").orElseGet(() -> stack.physicalName(logicalId, 255));
        ObjectNode input = Json.object().put("AlarmName", alarm);
        TEXTS.forEach(name -> properties.text(name).ifPresent(text -> input.put(name, text)));
        properties.flag("ActionsEnabled").ifPresent(flag -> input.put("ActionsEnabled", flag));
        for (String actions : List.of("OKActions", "AlarmActions", "InsufficientDataActions")) {
            ArrayNode arns = input.putArray(actions);
            properties.texts(actions).forEach(arns::add);
        }
        ArrayNode dimensions = input.putArray("Dimensions");
        for (Properties dimension : properties.objects("Dimensions")) {
            dimensions
                    .addObject()
                    .put("Name", dimension.requiredText("Name"))
                    .put("Value", dimension.requiredText("Value"));
        }
        properties.accepted("Tags");
        properties.done();
        stack.call("monitoring", "PutMetricAlarm", input);
        String arn = stack.kernel().arn("cloudwatch", stack.kernel().account(), "alarm:" + alarm);
        return new Resource(alarm, Map.of("Arn", arn));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        ObjectNode input = Json.object();
        input.putArray("AlarmNames").add(resource.ref());
        try {
            stack.call("monitoring", "DeleteAlarms", input);
        } catch (dev.sluice.engine.aws.AwsException e) {
            if (!e.code().equals("ResourceNotFound")) {
                throw e;
            }
        }
    }
}
