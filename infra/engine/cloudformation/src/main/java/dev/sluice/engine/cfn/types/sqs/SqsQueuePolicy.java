package dev.sluice.engine.cfn.types.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::SQS::QueuePolicy}, for several queues, and {@code AWS::SQS::QueueInlinePolicy}, for one.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html">AWS::SQS::QueuePolicy</a>
 */
public final class SqsQueuePolicy implements ResourceType {

    private final boolean inline;

    private SqsQueuePolicy(boolean inline) {
        this.inline = inline;
    }

    public static SqsQueuePolicy ofSeveral() {
        return new SqsQueuePolicy(false);
    }

    public static SqsQueuePolicy inline() {
        return new SqsQueuePolicy(true);
    }

    @Override
    public String name() {
        return inline ? "AWS::SQS::QueueInlinePolicy" : "AWS::SQS::QueuePolicy";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String document = properties
                .any("PolicyDocument")
                .map(policy -> policy.isTextual() ? policy.asText() : Json.text(policy))
                .orElseThrow(() -> new TemplateException(properties.pointer() + "/PolicyDocument", "is required"));
        List<String> urls = inline ? List.of(properties.requiredText("Queue")) : properties.texts("Queues");
        stack.previous(logicalId)
                .ifPresent(old -> urls(old).forEach(url -> {
                    if (urls.stream().noneMatch(kept -> path(kept).equals(path(url)))) {
                        set(stack, url, "");
                    }
                }));
        urls.forEach(url -> set(stack, url, document));
        return new Resource(stack.physicalName(logicalId, 255), Map.of("Queues", String.join(" ", urls)));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        urls(resource).forEach(url -> {
            try {
                set(stack, url, "");
            } catch (AwsException e) {
                if (!e.code().equals("QueueDoesNotExist")) {
                    throw e;
                }
            }
        });
    }

    /** Account and name: the engine may answer on another port than before. */
    private static String path(String url) {
        return url.substring(url.lastIndexOf('/', url.lastIndexOf('/') - 1) + 1);
    }

    private static List<String> urls(Resource resource) {
        return List.of(resource.attributes().getOrDefault("Queues", "").split(" "));
    }

    private static void set(Stack stack, String url, String policy) {
        ObjectNode input = Json.object().put("QueueUrl", url);
        input.putObject("Attributes").put("Policy", policy);
        stack.call("sqs", "SetQueueAttributes", input);
    }
}
