package dev.sluice.engine.sqs.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The attributes of a queue that can be set: their values, their defaults.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 */
public final class Attributes {

    private record Range(int least, int most, int standard) {}

    private static final Map<String, Range> NUMBERS = Map.of(
            "DelaySeconds", new Range(0, Limits.DELAY, 0),
            "MaximumMessageSize", new Range(Limits.MESSAGE_LEAST, Limits.MESSAGE, Limits.MESSAGE),
            "MessageRetentionPeriod", new Range(Limits.RETENTION_LEAST, Limits.RETENTION, 345_600),
            "ReceiveMessageWaitTimeSeconds", new Range(0, Limits.WAIT, 0),
            "VisibilityTimeout", new Range(0, Limits.VISIBILITY, 30),
            "KmsDataKeyReusePeriodSeconds", new Range(60, 86_400, 300));

    private static final Map<String, List<String>> CHOICES = Map.of(
            "FifoQueue", List.of("true", "false"),
            "ContentBasedDeduplication", List.of("true", "false"),
            "SqsManagedSseEnabled", List.of("true", "false"),
            "DeduplicationScope", List.of("queue", "messageGroup"),
            "FifoThroughputLimit", List.of("perQueue", "perMessageGroupId"));

    private static final Set<String> FLAGS = Set.of("FifoQueue", "ContentBasedDeduplication", "SqsManagedSseEnabled");
    private static final List<String> TEXTS =
            List.of("Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId");
    private static final Set<String> JSON = Set.of("Policy", "RedrivePolicy", "RedriveAllowPolicy");
    private static final String KEY = "KmsMasterKeyId";
    private static final String MANAGED = "SqsManagedSseEnabled";

    private Attributes() {}

    /** What a request sets, checked one by one; an empty text unsets. */
    public static Map<String, String> read(JsonNode given, boolean fifo) {
        Map<String, String> read = new TreeMap<>();
        given.properties().forEach(attribute -> {
            String value = value(attribute.getKey(), attribute.getValue());
            if (value.isEmpty() && known(attribute.getKey())) {
                read.put(attribute.getKey(), "");
                return;
            }
            check(attribute.getKey(), value, fifo);
            read.put(attribute.getKey(), value);
        });
        if (!read.getOrDefault(KEY, "").isEmpty() && "true".equals(read.get(MANAGED))) {
            throw Errors.attributeName(
                    "You can use one type of server-side encryption (SSE) at one time. You can either"
                            + " enable KMS SSE or SQS SSE.");
        }
        return read;
    }

    /** AWS takes {@code True} for {@code true}, as older clients write it. */
    private static String value(String name, JsonNode given) {
        String text = given.isNull() ? "" : given.asText();
        return FLAGS.contains(name) ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static boolean known(String name) {
        return NUMBERS.containsKey(name) || CHOICES.containsKey(name) || TEXTS.contains(name);
    }

    private static void check(String name, String value, boolean fifo) {
        Range range = NUMBERS.get(name);
        if (range != null) {
            number(name, value, range);
        } else if (CHOICES.containsKey(name)) {
            choice(name, value, fifo);
        } else if (!TEXTS.contains(name)) {
            throw unknown(name);
        } else {
            text(name, value);
        }
    }

    private static void number(String name, String value, Range range) {
        if (!value.matches("\\d{1,9}")
                || Integer.parseInt(value) < range.least
                || Integer.parseInt(value) > range.most) {
            throw Errors.attributeValue(name, "");
        }
    }

    private static void choice(String name, String value, boolean fifo) {
        if (!fifo && (name.equals("FifoQueue") || name.equals("ContentBasedDeduplication"))) {
            throw unknown(name);
        }
        if (!fifo && !name.equals(MANAGED)) {
            throw Errors.attributeName("You can specify the " + name + " only when FifoQueue is set to true.");
        }
        if (!CHOICES.getOrDefault(name, List.of()).contains(value)) {
            throw Errors.attributeValue(name, "");
        }
        if (name.equals("FifoQueue") && !value.equals("true")) {
            throw Errors.attributeValue(name, "Modifying queue type is not supported.");
        }
    }

    private static void text(String name, String value) {
        if (name.equals("RedrivePolicy")) {
            Redrive.given(value);
        } else if (name.equals("RedriveAllowPolicy")) {
            RedriveAllow.parse(value);
        } else if (name.equals("Policy")) {
            policy(value);
        }
    }

    private static void policy(String value) {
        try {
            if (Json.parse(value).path("Statement").isContainerNode()) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw Errors.attributeValue("Policy", "");
        }
        throw Errors.attributeValue("Policy", "");
    }

    public static AwsException unknown(String name) {
        return Errors.attributeName("Unknown Attribute " + name + ".");
    }

    /** The attributes after a change, checked together. */
    public static Map<String, String> merge(Map<String, String> old, Map<String, String> changed) {
        Map<String, String> all = new TreeMap<>(old);
        all.putAll(changed);
        if (!changed.getOrDefault(KEY, "").isEmpty()) {
            all.put(MANAGED, "false");
        } else if ("true".equals(changed.get(MANAGED))) {
            all.remove(KEY);
            all.remove("KmsDataKeyReusePeriodSeconds");
        }
        all.values().removeIf(String::isEmpty);
        if ("perMessageGroupId".equals(all.get("FifoThroughputLimit"))
                && !"messageGroup".equals(all.get("DeduplicationScope"))) {
            throw Errors.attributeValue(
                    "FifoThroughputLimit",
                    "perMessageGroupId is allowed only when the value for DeduplicationScope is messageGroup.");
        }
        return all;
    }

    /** What was set, and the defaults of what was not. */
    public static Map<String, String> withDefaults(Queue queue) {
        Map<String, String> all = new TreeMap<>();
        NUMBERS.forEach((name, range) -> all.put(name, Integer.toString(range.standard)));
        all.put(MANAGED, "true");
        if (queue.fifo()) {
            all.put("FifoQueue", "true");
            all.put("ContentBasedDeduplication", "false");
            all.put("DeduplicationScope", "queue");
            all.put("FifoThroughputLimit", "perQueue");
        }
        all.putAll(queue.attributes());
        if (!all.containsKey(KEY)) {
            all.remove("KmsDataKeyReusePeriodSeconds");
        }
        return all;
    }

    /** Whether two values of an attribute say the same; the policies are JSON. */
    public static boolean same(String name, String one, String other) {
        return one.equals(other) || JSON.contains(name) && !one.isEmpty() && !other.isEmpty() && Json.same(one, other);
    }

    /** Attributes as members of an answer. */
    public static ObjectNode view(Map<String, String> attributes) {
        ObjectNode view = Json.object();
        attributes.forEach(view::put);
        return view;
    }
}
