package dev.sluice.engine.dynamodb.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.dynamodb.item.TableSizes;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Options;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableStream;
import dev.sluice.engine.dynamodb.table.Throughput;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import java.util.List;

/** A table as DescribeTable shows it. */
final class Description {

    private Description() {}

    static ObjectNode of(Table table, String status, TableSizes.Sizes sizes) {
        ObjectNode json = Json.object();
        ArrayNode definitions = json.putArray("AttributeDefinitions");
        table.definitions()
                .forEach(definition -> definitions
                        .addObject()
                        .put("AttributeName", definition.name())
                        .put("AttributeType", definition.type().name()));
        json.put("TableName", table.name());
        json.set("KeySchema", table.key().json());
        json.put("TableStatus", status);
        json.put("CreationDateTime", seconds(table.createdAt()));
        options(json, table.options(), table.createdAt());
        json.put("TableSizeBytes", sizes.table().bytes());
        json.put("ItemCount", sizes.table().items());
        json.put("TableArn", table.arn());
        json.put("TableId", table.tableId());
        indexes(json, table, sizes);
        stream(json, table);
        return json;
    }

    /** As DeleteTable answers. */
    static ObjectNode deleted(Table table, TableSizes.Sizes sizes) {
        ObjectNode json = of(table, "DELETING", sizes);
        json.remove(List.of("AttributeDefinitions", "KeySchema", "CreationDateTime"));
        return json;
    }

    /** What a table or index can serve at once: on demand, as many as AWS gives a new one. */
    private static ObjectNode warm(Throughput throughput, boolean onDemand) {
        return Json.object()
                .put("ReadUnitsPerSecond", onDemand ? 12_000 : throughput.read())
                .put("WriteUnitsPerSecond", onDemand ? 4_000 : throughput.write())
                .put("Status", "ACTIVE");
    }

    /** As CreateTable answers: AWS is not done then, although the engine is. */
    static ObjectNode created(Table table) {
        ObjectNode json = of(table, "CREATING", TableSizes.Sizes.NONE);
        if (json.get("BillingModeSummary") instanceof ObjectNode billing) {
            billing.remove("LastUpdateToPayPerRequestDateTime");
        }
        return json;
    }

    private static void options(ObjectNode json, Options options, long since) {
        Throughput throughput = options.throughput() == null ? Throughput.NONE : options.throughput();
        json.set("ProvisionedThroughput", throughput(throughput));
        if (options.throughput() == null) {
            json.putObject("BillingModeSummary")
                    .put("BillingMode", "PAY_PER_REQUEST")
                    .put("LastUpdateToPayPerRequestDateTime", seconds(since));
        }
        json.set("WarmThroughput", warm(throughput, options.throughput() == null));
        json.put("DeletionProtectionEnabled", options.deletionProtection());
        if (!options.tableClass().equals("STANDARD")) {
            json.putObject("TableClassSummary").put("TableClass", options.tableClass());
        }
        if (options.encryption() != null) {
            json.putObject("SSEDescription").put("Status", "ENABLED").put("SSEType", "KMS");
        }
    }

    private static ObjectNode throughput(Throughput throughput) {
        return Json.object()
                .put("NumberOfDecreasesToday", 0)
                .put("ReadCapacityUnits", throughput.read())
                .put("WriteCapacityUnits", throughput.write());
    }

    private static void indexes(ObjectNode json, Table table, TableSizes.Sizes sizes) {
        for (Index index : table.indexes()) {
            ObjectNode entry = json.withArray(index.global() ? "/GlobalSecondaryIndexes" : "/LocalSecondaryIndexes")
                    .addObject();
            entry.put("IndexName", index.name());
            entry.set("KeySchema", index.key().json());
            ObjectNode projection = entry.putObject("Projection").put("ProjectionType", index.projection());
            if (!index.nonKeyAttributes().isEmpty()) {
                ArrayNode names = projection.putArray("NonKeyAttributes");
                index.nonKeyAttributes().forEach(names::add);
            }
            if (index.global()) {
                entry.put("IndexStatus", "ACTIVE");
                entry.set("ProvisionedThroughput", throughput(index.throughput()));
                entry.set(
                        "WarmThroughput",
                        warm(index.throughput(), table.options().throughput() == null));
            }
            TableSizes.Size size = sizes.indexes().getOrDefault(index.name(), TableSizes.Size.NONE);
            entry.put("IndexSizeBytes", size.bytes()).put("ItemCount", size.items());
            entry.put("IndexArn", table.arn() + "/index/" + index.name());
        }
    }

    private static void stream(ObjectNode json, Table table) {
        TableStream stream = table.stream();
        if (stream == null) {
            return;
        }
        if (stream.enabled()) {
            json.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", stream.viewType());
        }
        json.put("LatestStreamLabel", stream.label());
        json.put("LatestStreamArn", stream.arn());
    }

    static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3);
    }
}
