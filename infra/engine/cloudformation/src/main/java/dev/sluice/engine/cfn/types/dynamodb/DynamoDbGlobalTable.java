package dev.sluice.engine.cfn.types.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::DynamoDB::GlobalTable}, which CDK's TableV2 writes: a table whose one replica is in the engine's region.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html">AWS::DynamoDB::GlobalTable</a>
 */
public final class DynamoDbGlobalTable implements DataHolder {

    private static final List<String> SAME = List.of(
            "TableName",
            "KeySchema",
            "AttributeDefinitions",
            "BillingMode",
            "GlobalSecondaryIndexes",
            "LocalSecondaryIndexes",
            "StreamSpecification",
            "TimeToLiveSpecification",
            "SSESpecification",
            "WarmThroughput");
    private static final List<String> OF_REPLICA = List.of(
            "PointInTimeRecoverySpecification",
            "DeletionProtectionEnabled",
            "TableClass",
            "Tags",
            "ResourcePolicy",
            "ContributorInsightsSpecification");

    private final DynamoDbTable table = new DynamoDbTable();

    @Override
    public String name() {
        return "AWS::DynamoDB::GlobalTable";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        Properties replica = replica(stack, properties);
        ObjectNode merged = Json.object();
        SAME.forEach(property -> properties.any(property).ifPresent(value -> merged.set(property, value)));
        OF_REPLICA.forEach(property -> replica.any(property).ifPresent(value -> merged.set(property, value)));
        requireOnDemand(properties, merged);
        properties.accepted("WriteOnDemandThroughputSettings");
        replica.accepted("ReadOnDemandThroughputSettings", "SSESpecification", "GlobalSecondaryIndexes");
        Properties asTable = new Properties(merged, properties.pointer());
        Resource resource = table.put(stack, logicalId, asTable);
        asTable.done();
        return resource;
    }

    private static Properties replica(Stack stack, Properties properties) {
        List<Properties> replicas = properties.objects("Replicas");
        String region = stack.kernel().region();
        if (replicas.size() != 1 || !replicas.get(0).requiredText("Region").equals(region)) {
            throw new TemplateException(
                    properties.pointer() + "/Replicas",
                    "must be one replica in " + region + ": the engine has one region");
        }
        return replicas.get(0);
    }

    private static void requireOnDemand(Properties properties, ObjectNode merged) {
        JsonNode mode = merged.path("BillingMode");
        if (!mode.asText().equals("PAY_PER_REQUEST")) {
            throw new TemplateException(
                    properties.pointer() + "/BillingMode",
                    "must be PAY_PER_REQUEST: the engine does not scale provisioned capacity of global tables");
        }
    }

    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        return table.content(stack, resource);
    }

    @Override
    public Set<String> identity() {
        return table.identity();
    }

    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        return table.replaces(stack, logicalId, before, properties);
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        table.remove(stack, resource);
    }
}
