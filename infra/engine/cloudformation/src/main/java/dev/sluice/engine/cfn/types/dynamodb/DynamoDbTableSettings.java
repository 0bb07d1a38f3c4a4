package dev.sluice.engine.cfn.types.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a template says about a table, in the words of DynamoDB's API.
 *
 * @param create the input of CreateTable
 * @param ttlAttribute empty if time to live is off
 * @param policy the resource policy's document as text
 */
public record DynamoDbTableSettings(
        ObjectNode create,
        Optional<String> ttlAttribute,
        boolean pointInTimeRecovery,
        Optional<String> policy,
        Map<String, String> tags) {

    static DynamoDbTableSettings read(String name, Properties properties) {
        ObjectNode create = Json.object().put("TableName", name);
        create.set("KeySchema", required(properties, "KeySchema"));
        create.set("AttributeDefinitions", required(properties, "AttributeDefinitions"));
        create.put("BillingMode", properties.text("BillingMode").orElse("PROVISIONED"));
        throughput(properties, create);
        indexes(properties, "GlobalSecondaryIndexes", create);
        indexes(properties, "LocalSecondaryIndexes", create);
        properties
                .object("StreamSpecification")
                .ifPresent(stream -> create.putObject("StreamSpecification")
                        .put("StreamEnabled", true)
                        .put("StreamViewType", stream.requiredText("StreamViewType")));
        properties.object("SSESpecification").ifPresent(sse -> encryption(sse, create));
        create.put(
                "DeletionProtectionEnabled",
                properties.flag("DeletionProtectionEnabled").orElse(false));
        properties.text("TableClass").ifPresent(tableClass -> create.put("TableClass", tableClass));
        properties.accepted("ContributorInsightsSpecification", "OnDemandThroughput", "WarmThroughput");
        Map<String, String> tags = tags(properties, create);
        return new DynamoDbTableSettings(
                create, ttl(properties), pointInTimeRecovery(properties), policy(properties), tags);
    }

    private static JsonNode required(Properties properties, String property) {
        return properties
                .any(property)
                .orElseThrow(() -> new TemplateException(properties.pointer() + "/" + property, "is required"));
    }

    /** CloudFormation takes numbers as texts too. */
    private static void throughput(Properties properties, ObjectNode into) {
        properties
                .object("ProvisionedThroughput")
                .ifPresent(throughput -> into.putObject("ProvisionedThroughput")
                        .put(
                                "ReadCapacityUnits",
                                throughput.number("ReadCapacityUnits").orElse(0))
                        .put(
                                "WriteCapacityUnits",
                                throughput.number("WriteCapacityUnits").orElse(0)));
    }

    private static void indexes(Properties properties, String property, ObjectNode create) {
        for (Properties index : properties.objects(property)) {
            ObjectNode entry = create.withArray("/" + property).addObject();
            entry.put("IndexName", index.requiredText("IndexName"));
            entry.set("KeySchema", required(index, "KeySchema"));
            entry.set("Projection", required(index, "Projection"));
            throughput(index, entry);
            index.accepted("ContributorInsightsSpecification", "OnDemandThroughput", "WarmThroughput");
        }
    }

    private static void encryption(Properties sse, ObjectNode create) {
        ObjectNode specification = create.putObject("SSESpecification");
        specification.put("Enabled", sse.flag("SSEEnabled").orElse(false));
        sse.text("SSEType").ifPresent(type -> specification.put("SSEType", type));
        sse.text("KMSMasterKeyId").ifPresent(key -> specification.put("KMSMasterKeyId", key));
    }

    private static Map<String, String> tags(Properties properties, ObjectNode create) {
        Map<String, String> tags = new LinkedHashMap<>();
        properties.objects("Tags").forEach(tag -> tags.put(tag.requiredText("Key"), tag.requiredText("Value")));
        if (!tags.isEmpty()) {
            create.set("Tags", tagList(tags));
        }
        return tags;
    }

    static ArrayNode tagList(Map<String, String> tags) {
        ArrayNode list = Json.array();
        tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return list;
    }

    private static Optional<String> ttl(Properties properties) {
        return properties.object("TimeToLiveSpecification").flatMap(ttl -> {
            Optional<String> attribute = ttl.text("AttributeName");
            return ttl.flag("Enabled").orElse(false) ? attribute : Optional.empty();
        });
    }

    private static boolean pointInTimeRecovery(Properties properties) {
        return properties
                .object("PointInTimeRecoverySpecification")
                .flatMap(recovery -> recovery.accepted("RecoveryPeriodInDays").flag("PointInTimeRecoveryEnabled"))
                .orElse(false);
    }

    private static Optional<String> policy(Properties properties) {
        return properties
                .object("ResourcePolicy")
                .flatMap(policy -> policy.any("PolicyDocument"))
                .map(document -> document.isTextual() ? document.textValue() : Json.text(document));
    }
}
