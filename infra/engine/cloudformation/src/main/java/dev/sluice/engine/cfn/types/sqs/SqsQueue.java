package dev.sluice.engine.cfn.types.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Held;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::SQS::Queue}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html">AWS::SQS::Queue</a>
 */
public final class SqsQueue implements DataHolder {

    private static final int LONGEST_NAME = 80;
    private static final String FIFO = ".fifo";

    private static final List<String> SCALARS = List.of(
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "DelaySeconds",
            "FifoThroughputLimit",
            "KmsDataKeyReusePeriodSeconds",
            "KmsMasterKeyId",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "SqsManagedSseEnabled",
            "VisibilityTimeout");

    @Override
    public String name() {
        return "AWS::SQS::Queue";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        boolean fifo = properties.flag("FifoQueue").orElse(false);
        String name = properties.text("QueueName").orElseGet(() -> generated(stack, logicalId, fifo));
        ObjectNode attributes = attributes(properties);
        ObjectNode tags = Json.object();
        properties.objects("Tags").forEach(tag -> tags.put(tag.requiredText("Key"), tag.requiredText("Value")));
        Optional<String> existing = url(stack, name);
        String url;
        if (existing.isPresent()) {
            url = existing.get();
            update(stack, url, attributes);
        } else {
            url = create(stack, name, fifo, attributes);
        }
        tag(stack, url, tags);
        String arn = stack.call(
                        "sqs",
                        "GetQueueAttributes",
                        Json.object()
                                .put("QueueUrl", url)
                                .set("AttributeNames", Json.array().add("QueueArn")))
                .path("Attributes")
                .path("QueueArn")
                .asText();
        return new Resource(url, Map.of("Arn", arn, "QueueName", name, "QueueUrl", url));
    }

    private static String generated(Stack stack, String logicalId, boolean fifo) {
        return fifo
                ? stack.physicalName(logicalId, LONGEST_NAME - FIFO.length()) + FIFO
                : stack.physicalName(logicalId, LONGEST_NAME);
    }

    private static ObjectNode attributes(Properties properties) {
        ObjectNode attributes = Json.object();
        for (String name : SCALARS) {
            properties.text(name).ifPresent(value -> attributes.put(name, value));
        }
        for (String name : List.of("RedrivePolicy", "RedriveAllowPolicy")) {
            properties
                    .any(name)
                    .ifPresent(
                            policy -> attributes.put(name, policy.isTextual() ? policy.asText() : Json.text(policy)));
        }
        return attributes;
    }

    private static Optional<String> url(Stack stack, String name) {
        try {
            return Optional.of(stack.call("sqs", "GetQueueUrl", Json.object().put("QueueName", name))
                    .path("QueueUrl")
                    .asText());
        } catch (AwsException e) {
            if (e.code().equals("QueueDoesNotExist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String create(Stack stack, String name, boolean fifo, ObjectNode attributes) {
        ObjectNode given = attributes.deepCopy();
        if (fifo) {
            given.put("FifoQueue", "true");
        }
        ObjectNode input = Json.object().put("QueueName", name);
        input.set("Attributes", given);
        return stack.call("sqs", "CreateQueue", input).path("QueueUrl").asText();
    }

    /** What the template says no more goes back to its default. */
    private static void update(Stack stack, String url, ObjectNode attributes) {
        ObjectNode wanted = Json.object().put("RedrivePolicy", "").put("RedriveAllowPolicy", "");
        wanted.setAll(attributes);
        for (String name : SCALARS) {
            if (!attributes.has(name)) {
                wanted.put(name, "");
            }
        }
        ObjectNode input = Json.object().put("QueueUrl", url);
        input.set("Attributes", wanted);
        stack.call("sqs", "SetQueueAttributes", input);
    }

    private static void tag(Stack stack, String url, ObjectNode tags) {
        ObjectNode input = Json.object().put("QueueUrl", url);
        JsonNode old = stack.call("sqs", "ListQueueTags", input).path("Tags");
        var gone = Json.array();
        old.fieldNames().forEachRemaining(key -> {
            if (!tags.has(key)) {
                gone.add(key);
            }
        });
        if (!gone.isEmpty()) {
            stack.call("sqs", "UntagQueue", input.deepCopy().set("TagKeys", gone));
        }
        if (!tags.isEmpty()) {
            stack.call("sqs", "TagQueue", input.deepCopy().set("Tags", tags));
        }
    }

    /** A queue's URL is another when the engine answers at another port; its ARN stays. */
    @Override
    public boolean isSame(Resource before, Resource now) {
        return Objects.equals(before.attributes().get("Arn"), now.attributes().get("Arn"));
    }

    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        ObjectNode input = Json.object().put("QueueUrl", resource.ref());
        input.putArray("AttributeNames").add("All");
        return Held.of("message", () -> {
            JsonNode attributes = stack.call("sqs", "GetQueueAttributes", input).path("Attributes");
            return attributes.path("ApproximateNumberOfMessages").asLong()
                    + attributes.path("ApproximateNumberOfMessagesNotVisible").asLong()
                    + attributes.path("ApproximateNumberOfMessagesDelayed").asLong();
        });
    }

    @Override
    public Set<String> identity() {
        return Set.of("QueueName", "FifoQueue");
    }

    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        boolean fifo = properties.flag("FifoQueue").orElse(false);
        String name = properties.text("QueueName").orElseGet(() -> generated(stack, logicalId, fifo));
        return !name.equals(before.attributes().get("QueueName"));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        stack.call("sqs", "DeleteQueue", Json.object().put("QueueUrl", resource.ref()));
    }
}
