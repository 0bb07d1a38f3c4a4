package dev.sluice.engine.cfn.types.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Held;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::DynamoDB::Table}. A table that exists is brought to the template's indexes, stream and options; its key cannot
 * change.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html">AWS::DynamoDB::Table</a>
 */
public final class DynamoDbTable implements DataHolder {

    private static final int NAME_MAX = 255;

    @Override
    public String name() {
        return "AWS::DynamoDB::Table";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.text("TableName").orElseGet(() -> stack.physicalName(logicalId, NAME_MAX));
        DynamoDbTableSettings wanted = DynamoDbTableSettings.read(name, properties);
        DynamoDbTableUpdate update = new DynamoDbTableUpdate(stack, properties.pointer(), wanted);
        Optional<JsonNode> present = describe(stack, name);
        if (present.isEmpty()) {
            stack.call("dynamodb", "CreateTable", wanted.create());
        } else {
            update.table(present.get());
        }
        update.rest(present.isPresent());
        return resource(describe(stack, name).orElseThrow());
    }

    private static Optional<JsonNode> describe(Stack stack, String name) {
        ObjectNode input = Json.object().put("TableName", name);
        try {
            return Optional.of(stack.call("dynamodb", "DescribeTable", input).path("Table"));
        } catch (AwsException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Resource resource(JsonNode table) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("Arn", table.path("TableArn").asText());
        if (table.path("StreamSpecification").path("StreamEnabled").asBoolean()) {
            attributes.put("StreamArn", table.path("LatestStreamArn").asText());
        }
        return new Resource(table.path("TableName").asText(), attributes);
    }

    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        return Held.of(
                "row",
                () -> describe(stack, resource.ref())
                        .map(table -> table.path("ItemCount").asLong())
                        .orElse(0L));
    }

    @Override
    public Set<String> identity() {
        return Set.of("TableName");
    }

    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        return !properties
                .text("TableName")
                .orElseGet(() -> stack.physicalName(logicalId, NAME_MAX))
                .equals(before.ref());
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        try {
            stack.call("dynamodb", "DeleteTable", Json.object().put("TableName", resource.ref()));
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
        }
    }
}
