package dev.sluice.engine.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.dynamodb.batch.BatchGetItem;
import dev.sluice.engine.dynamodb.batch.BatchWriteItem;
import dev.sluice.engine.dynamodb.batch.Tokens;
import dev.sluice.engine.dynamodb.batch.TransactGetItems;
import dev.sluice.engine.dynamodb.batch.TransactWriteItems;
import dev.sluice.engine.dynamodb.control.BackupOperations;
import dev.sluice.engine.dynamodb.control.ControlPlane;
import dev.sluice.engine.dynamodb.control.PolicyOperations;
import dev.sluice.engine.dynamodb.control.TableOperations;
import dev.sluice.engine.dynamodb.control.TagOperations;
import dev.sluice.engine.dynamodb.control.TtlOperations;
import dev.sluice.engine.dynamodb.data.Backend;
import dev.sluice.engine.dynamodb.data.GetItem;
import dev.sluice.engine.dynamodb.data.WriteItem;
import dev.sluice.engine.dynamodb.fault.Shortfall;
import dev.sluice.engine.dynamodb.item.IndexBuilder;
import dev.sluice.engine.dynamodb.item.Sweeper;
import dev.sluice.engine.dynamodb.item.TableSizes;
import dev.sluice.engine.dynamodb.item.Writes;
import dev.sluice.engine.dynamodb.query.Query;
import dev.sluice.engine.dynamodb.query.Scan;
import dev.sluice.engine.dynamodb.stream.Retention;
import dev.sluice.engine.dynamodb.stream.StreamLog;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableAccess;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.dynamodb.table.Tables;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DynamoDB: the subset of its API that clients use, durable on the engine's store. What is answered is on disk, and every
 * read sees every write that was answered. Register {@link #streams} as well.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/">DynamoDB API reference</a>
 */
public final class DynamoDb implements Service {

    private final Kernel kernel;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Tables tables;
    private final StreamLog log;
    private final Sweeper sweeper;
    private final Shortfall shortfall = new Shortfall();

    public DynamoDb(Kernel kernel) {
        this.kernel = kernel;
        Store store = kernel.store();
        this.tables = new Tables(store);
        this.log = new StreamLog(store, kernel.time(), kernel.signals()::signal);
        Writes writes = new Writes(store, tables, log);
        TableAccess access = new TableAccess(kernel, tables);
        IndexBuilder indexes = new IndexBuilder(store);
        this.sweeper = new Sweeper(store, kernel.time(), tables, writes, indexes, new Retention(log, kernel.time()));
        addTableOperations(
                new ControlPlane(kernel, tables, access, log, indexes, new TableSizes(store, kernel.time())));
        addItemOperations(new Backend(kernel, access, writes, shortfall));
        operations.replaceAll((name, operation) -> new Throttled(new Constraints(name, operation)));
        kernel.access().resourcePolicies("dynamodb", this::policy);
    }

    private void addTableOperations(ControlPlane control) {
        operations.putAll(new TableOperations(control).operations());
        operations.putAll(new TtlOperations(control).operations());
        operations.putAll(new TagOperations(control).operations());
        operations.putAll(new BackupOperations(control).operations());
        operations.putAll(new PolicyOperations(control).operations());
    }

    private void addItemOperations(Backend backend) {
        operations.put("PutItem", WriteItem.put(backend));
        operations.put("UpdateItem", WriteItem.update(backend));
        operations.put("DeleteItem", WriteItem.delete(backend));
        operations.put("GetItem", new GetItem(backend));
        operations.put("Query", new Query(backend));
        operations.put("Scan", new Scan(backend));
        operations.put("BatchGetItem", new BatchGetItem(backend));
        operations.put("BatchWriteItem", new BatchWriteItem(backend));
        operations.put("TransactGetItems", new TransactGetItems(backend));
        operations.put("TransactWriteItems", new TransactWriteItems(backend, new Tokens(kernel.store())));
    }

    private Optional<JsonNode> policy(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[5].startsWith("table/")) {
            return Optional.empty();
        }
        String name = parts[5].substring("table/".length()).split("/", 2)[0];
        return tables.find(new TableName(parts[4], name))
                .map(Table::options)
                .flatMap(options -> Optional.ofNullable(options.policy()))
                .map(Json::parseTrusted);
    }

    /** What makes batches fall short, for tests of clients. */
    public Shortfall shortfall() {
        return shortfall;
    }

    /** DynamoDB Streams of these tables. */
    public Service streams() {
        return new DynamoDbStreams(kernel, log);
    }

    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Json("DynamoDB_20120810", "1.0"));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    @Override
    public void start() {
        sweeper.start();
    }

    @Override
    public void close() {
        sweeper.close();
    }
}
