package dev.sluice.engine.dynamodb.control;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.spec.IndexSpec;
import dev.sluice.engine.dynamodb.spec.OptionsSpec;
import dev.sluice.engine.dynamodb.spec.StreamSpec;
import dev.sluice.engine.dynamodb.spec.TableSpec;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** UpdateTable: stream, indexes, throughput and options. A new index is complete when the answer comes. */
public final class UpdateTable implements Operation {

    private static final List<String> CHANGES = List.of(
            "ProvisionedThroughput",
            "BillingMode",
            "StreamSpecification",
            "GlobalSecondaryIndexUpdates",
            "SSESpecification",
            "DeletionProtectionEnabled",
            "TableClass");

    private final ControlPlane control;

    public UpdateTable(ControlPlane control) {
        this.control = control;
    }

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allow(request.caller(), input.requiredText("TableName"), "UpdateTable");
        if (CHANGES.stream().noneMatch(input::has)) {
            throw AwsException.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        if (input.has("ReplicaUpdates")) {
            throw AwsException.validation("ReplicaUpdates is not supported: the engine has one region");
        }
        Table table = control.change(name, (tx, present) -> change(tx, present, input));
        return Response.of(Json.object()
                .set(
                        "TableDescription",
                        Description.of(table, "UPDATING", control.sizes().of(table))));
    }

    private Table change(Tx tx, Table present, Input input) throws SQLException {
        Table table = present.with(OptionsSpec.change(present.options(), input));
        Optional<StreamSpec> stream = StreamSpec.read(input);
        if (stream.isPresent()) {
            table = stream.get()
                    .apply(
                            tx,
                            table,
                            control.tables(),
                            control.streams(),
                            control.kernel().time().now());
        }
        for (Input update : input.list("GlobalSecondaryIndexUpdates")) {
            table = index(tx, table, input, update);
        }
        return table;
    }

    private Table index(Tx tx, Table table, Input input, Input update) throws SQLException {
        if (update.has("Create")) {
            return create(tx, table, input, update.requiredObject("Create"));
        } else if (update.has("Delete")) {
            return delete(tx, table, update.requiredObject("Delete").requiredText("IndexName"));
        } else if (update.has("Update")) {
            return update(table, update.requiredObject("Update"));
        }
        throw TableSpec.invalid("One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                + " GlobalSecondaryIndexUpdate.Delete must not be null");
    }

    private Table create(Tx tx, Table table, Input input, Input wanted) throws SQLException {
        List<KeyAttribute> definitions = merged(table.definitions(), TableSpec.definitions(input));
        IndexSpec spec = IndexSpec.global(wanted, definitions);
        if (table.index(spec.name()).isPresent()) {
            throw AwsException.of(
                    "ResourceInUseException",
                    "Attempting to create an index which already exists. Index name: " + spec.name());
        }
        Index index = spec.index(control.tables().nextId(tx));
        List<Index> indexes = new ArrayList<>(table.indexes());
        indexes.add(index);
        control.indexes().fill(tx, table, index);
        return table.with(used(table, definitions, indexes), indexes);
    }

    private Table delete(Tx tx, Table table, String name) throws SQLException {
        Index index = require(table, name);
        control.indexes().dropIndex(tx, index.id());
        List<Index> left =
                table.indexes().stream().filter(other -> !other.equals(index)).toList();
        return table.with(used(table, table.definitions(), left), left);
    }

    private static Table update(Table table, Input wanted) {
        Index index = require(table, wanted.requiredText("IndexName"));
        Index changed = TableSpec.throughput(wanted).map(index::with).orElse(index);
        return table.with(
                table.definitions(),
                table.indexes().stream()
                        .map(other -> other.equals(index) ? changed : other)
                        .toList());
    }

    private static Index require(Table table, String name) {
        return table.index(name)
                .filter(Index::global)
                .orElseThrow(() -> AwsException.of(
                        "ResourceNotFoundException", "Requested resource not found: Index: " + name + " not found"));
    }

    /** What was defined stays as it is: its type may be part of a key. */
    private static List<KeyAttribute> merged(List<KeyAttribute> present, List<KeyAttribute> wanted) {
        Map<String, KeyAttribute> merged = new LinkedHashMap<>();
        Stream.concat(present.stream(), wanted.stream()).forEach(attribute -> {
            KeyAttribute known = merged.putIfAbsent(attribute.name(), attribute);
            if (known != null && !known.equals(attribute)) {
                throw TableSpec.invalid(
                        "Attribute " + attribute.name() + " is already defined with type " + known.type());
            }
        });
        return List.copyOf(merged.values());
    }

    private static List<KeyAttribute> used(Table table, List<KeyAttribute> definitions, List<Index> indexes) {
        return definitions.stream()
                .filter(attribute -> table.key().attributes().contains(attribute)
                        || indexes.stream()
                                .anyMatch(index -> index.key().attributes().contains(attribute)))
                .toList();
    }
}
