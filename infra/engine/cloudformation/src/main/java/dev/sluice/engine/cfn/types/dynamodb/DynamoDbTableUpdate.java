package dev.sluice.engine.cfn.types.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings a table to what a template says, by as few calls as that takes. */
public final class DynamoDbTableUpdate {

    private final Stack stack;
    private final String pointer;
    private final DynamoDbTableSettings wanted;
    private final ObjectNode create;
    private final String name;

    DynamoDbTableUpdate(Stack stack, String pointer, DynamoDbTableSettings wanted) {
        this.stack = stack;
        this.pointer = pointer;
        this.wanted = wanted;
        this.create = wanted.create();
        this.name = create.path("TableName").asText();
    }

    /** What UpdateTable can change. */
    void table(JsonNode present) {
        requireSame("KeySchema", present.path("KeySchema"), create.path("KeySchema"));
        requireSame(
                "LocalSecondaryIndexes",
                shapes(present, "LocalSecondaryIndexes"),
                shapes(create, "LocalSecondaryIndexes"));
        options(present);
        indexes(present);
        stream(present);
    }

    private void requireSame(String property, Object present, Object template) {
        if (!present.equals(template)) {
            throw new TemplateException(
                    pointer + "/" + property,
                    "cannot change: table " + name + " exists with " + present + ". Delete the table first.");
        }
    }

    private void options(JsonNode present) {
        ObjectNode update = update();
        update.set("BillingMode", create.get("BillingMode"));
        if (create.has("ProvisionedThroughput")) {
            update.set("ProvisionedThroughput", create.get("ProvisionedThroughput"));
        }
        update.set("DeletionProtectionEnabled", create.get("DeletionProtectionEnabled"));
        update.put("TableClass", create.path("TableClass").asText("STANDARD"));
        boolean encrypted = create.path("SSESpecification").path("Enabled").asBoolean();
        if (encrypted != present.has("SSEDescription")) {
            update.set(
                    "SSESpecification",
                    encrypted ? create.get("SSESpecification") : Json.object().put("Enabled", false));
        }
        if (differs(present, update)) {
            stack.call("dynamodb", "UpdateTable", update);
        }
    }

    private static boolean differs(JsonNode present, ObjectNode update) {
        String billing = present.path("BillingModeSummary").path("BillingMode").asText("PROVISIONED");
        JsonNode units = update.path("ProvisionedThroughput");
        JsonNode presentUnits = present.path("ProvisionedThroughput");
        return !billing.equals(update.path("BillingMode").asText())
                || units.path("ReadCapacityUnits").asLong()
                        != presentUnits.path("ReadCapacityUnits").asLong()
                || units.path("WriteCapacityUnits").asLong()
                        != presentUnits.path("WriteCapacityUnits").asLong()
                || !present.path("DeletionProtectionEnabled").equals(update.path("DeletionProtectionEnabled"))
                || !present.path("TableClassSummary")
                        .path("TableClass")
                        .asText("STANDARD")
                        .equals(update.path("TableClass").asText())
                || update.has("SSESpecification");
    }

    private void indexes(JsonNode present) {
        Map<String, JsonNode> have = shapes(present, "GlobalSecondaryIndexes");
        Map<String, JsonNode> want = shapes(create, "GlobalSecondaryIndexes");
        have.forEach((index, shape) -> {
            if (!shape.equals(want.get(index))) {
                changeIndex("Delete", Json.object().put("IndexName", index));
            }
        });
        create.path("GlobalSecondaryIndexes").forEach(index -> {
            String indexName = index.path("IndexName").asText();
            JsonNode shape = have.get(indexName);
            if (shape == null || !shape.equals(want.get(indexName))) {
                changeIndex("Create", index);
            }
        });
    }

    private void changeIndex(String action, JsonNode index) {
        ObjectNode update = update();
        update.set("AttributeDefinitions", create.get("AttributeDefinitions"));
        update.putArray("GlobalSecondaryIndexUpdates").addObject().set(action, index);
        stack.call("dynamodb", "UpdateTable", update);
    }

    /** Indexes by name, each with what makes it what it is. */
    private static Map<String, JsonNode> shapes(JsonNode table, String property) {
        Map<String, JsonNode> shapes = new LinkedHashMap<>();
        table.path(property).forEach(index -> {
            ObjectNode shape = Json.object();
            shape.set("KeySchema", index.path("KeySchema"));
            shape.set("Projection", index.path("Projection"));
            shapes.put(index.path("IndexName").asText(), shape);
        });
        return shapes;
    }

    private void stream(JsonNode present) {
        JsonNode want = create.path("StreamSpecification");
        JsonNode have = present.path("StreamSpecification");
        if (have.equals(want)) {
            return;
        }
        if (have.path("StreamEnabled").asBoolean()) {
            ObjectNode disable = update();
            disable.putObject("StreamSpecification").put("StreamEnabled", false);
            stack.call("dynamodb", "UpdateTable", disable);
        }
        if (!want.isMissingNode()) {
            ObjectNode enable = update();
            enable.set("StreamSpecification", want);
            stack.call("dynamodb", "UpdateTable", enable);
        }
    }

    /** What has operations of its own. */
    void rest(boolean existed) {
        timeToLive();
        pointInTimeRecovery();
        if (existed) {
            tags();
        }
        policy();
    }

    private void timeToLive() {
        JsonNode description =
                stack.call("dynamodb", "DescribeTimeToLive", update()).path("TimeToLiveDescription");
        String have = description.path("AttributeName").asText("");
        String want = wanted.ttlAttribute().orElse("");
        if (!have.isEmpty() && !have.equals(want)) {
            timeToLive(have, false);
        }
        if (!want.isEmpty() && !have.equals(want)) {
            timeToLive(want, true);
        }
    }

    private void timeToLive(String attribute, boolean enabled) {
        ObjectNode input = update();
        input.putObject("TimeToLiveSpecification")
                .put("AttributeName", attribute)
                .put("Enabled", enabled);
        stack.call("dynamodb", "UpdateTimeToLive", input);
    }

    private void pointInTimeRecovery() {
        String have = stack.call("dynamodb", "DescribeContinuousBackups", update())
                .path("ContinuousBackupsDescription")
                .path("PointInTimeRecoveryDescription")
                .path("PointInTimeRecoveryStatus")
                .asText();
        if (have.equals("ENABLED") != wanted.pointInTimeRecovery()) {
            ObjectNode input = update();
            input.putObject("PointInTimeRecoverySpecification")
                    .put("PointInTimeRecoveryEnabled", wanted.pointInTimeRecovery());
            stack.call("dynamodb", "UpdateContinuousBackups", input);
        }
    }

    private void tags() {
        JsonNode have = stack.call("dynamodb", "ListTagsOfResource", resource()).path("Tags");
        if (have.equals(DynamoDbTableSettings.tagList(wanted.tags()))) {
            return;
        }
        ObjectNode untag = resource();
        have.forEach(tag -> {
            if (!wanted.tags().containsKey(tag.path("Key").asText())) {
                untag.withArray("/TagKeys").add(tag.path("Key").asText());
            }
        });
        if (untag.has("TagKeys")) {
            stack.call("dynamodb", "UntagResource", untag);
        }
        if (!wanted.tags().isEmpty()) {
            ObjectNode tag = resource();
            tag.set("Tags", DynamoDbTableSettings.tagList(wanted.tags()));
            stack.call("dynamodb", "TagResource", tag);
        }
    }

    private void policy() {
        String have;
        try {
            have = stack.call("dynamodb", "GetResourcePolicy", resource())
                    .path("Policy")
                    .asText();
        } catch (AwsException e) {
            if (!e.code().equals("PolicyNotFoundException")) {
                throw e;
            }
            have = "";
        }
        String want = wanted.policy().orElse("");
        if (!want.isEmpty() && !want.equals(have)) {
            stack.call("dynamodb", "PutResourcePolicy", resource().put("Policy", want));
        } else if (want.isEmpty() && !have.isEmpty()) {
            stack.call("dynamodb", "DeleteResourcePolicy", resource());
        }
    }

    private ObjectNode update() {
        return Json.object().put("TableName", name);
    }

    private ObjectNode resource() {
        return Json.object()
                .put(
                        "ResourceArn",
                        stack.kernel().arn("dynamodb", stack.kernel().account(), "table/" + name));
    }
}
