package dev.sluice.engine.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pseudo parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html">Pseudo parameters</a>
 */
public final class Pseudo {

    private Pseudo() {}

    public static Map<String, JsonNode> values(Kernel kernel, String stack, String stackId) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Map.of(
                        "AWS::AccountId",
                        kernel.account(),
                        "AWS::Region",
                        kernel.region(),
                        "AWS::Partition",
                        "aws",
                        "AWS::StackName",
                        stack,
                        "AWS::StackId",
                        stackId,
                        "AWS::URLSuffix",
                        "amazonaws.com")
                .forEach((name, value) -> values.put(name, Json.object().textNode(value)));
        values.put("AWS::NotificationARNs", Json.array());
        return values;
    }
}
