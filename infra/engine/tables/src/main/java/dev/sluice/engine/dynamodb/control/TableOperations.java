package dev.sluice.engine.dynamodb.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DescribeTable, DeleteTable, ListTables and the operations that only describe. */
public final class TableOperations {

    private static final int LIST_MAX = 100;
    private static final int LIMIT_UNITS = 80_000;
    private static final int TABLE_UNITS = 40_000;

    private final ControlPlane control;

    public TableOperations(ControlPlane control) {
        this.control = control;
    }

    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new LinkedHashMap<>();
        operations.put("CreateTable", new CreateTable(control));
        operations.put("UpdateTable", new UpdateTable(control));
        operations.put("DescribeTable", this::describe);
        operations.put("DeleteTable", this::delete);
        operations.put("ListTables", this::list);
        operations.put("DescribeEndpoints", this::endpoints);
        operations.put("DescribeLimits", this::limits);
        return operations;
    }

    private Response describe(Request request) {
        Table table =
                control.open(request.caller(), new Input(request.input()).requiredText("TableName"), "DescribeTable");
        return Response.of(Json.object()
                .set("Table", Description.of(table, "ACTIVE", control.sizes().of(table))));
    }

    private Response delete(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allow(request.caller(), input.requiredText("TableName"), "DeleteTable");
        Table gone = control.free(tx -> {
            Table table = control.tables().find(tx, name).orElseThrow(() -> ControlPlane.notFound(name));
            if (table.options().deletionProtection()) {
                throw AwsException.validation(
                        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
                                + " protection first.");
            }
            if (table.stream() != null && table.stream().enabled()) {
                control.streams().close(tx, table.stream());
            }
            control.indexes().dropTable(tx, table);
            control.tables().remove(tx, table);
            return table;
        });
        return Response.of(Json.object()
                .set(
                        "TableDescription",
                        Description.deleted(gone, control.sizes().of(gone))));
    }

    private Response list(Request request) {
        Input input = new Input(request.input());
        control.kernel().access().require(request.caller(), "dynamodb:ListTables", "*");
        int limit = input.number("Limit", 1, LIST_MAX).map(Long::intValue).orElse(LIST_MAX);
        String start = input.text("ExclusiveStartTableName").orElse("");
        List<String> names = control.tables().list().stream()
                .filter(table -> table.account().equals(request.caller().account()))
                .map(Table::name)
                .filter(name -> name.compareTo(start) > 0)
                .limit(limit + 1L)
                .toList();
        ObjectNode output = Json.object();
        ArrayNode page = output.putArray("TableNames");
        names.stream().limit(limit).forEach(page::add);
        if (names.size() > limit) {
            output.put("LastEvaluatedTableName", names.get(limit - 1));
        }
        return Response.of(output);
    }

    private Response endpoints(Request request) {
        control.kernel().access().require(request.caller(), "dynamodb:DescribeEndpoints", "*");
        ObjectNode output = Json.object();
        String host = request.headers()
                .getOrDefault("host", "dynamodb." + control.kernel().region() + ".amazonaws.com");
        output.putArray("Endpoints").addObject().put("Address", host).put("CachePeriodInMinutes", 1440);
        return Response.of(output);
    }

    private Response limits(Request request) {
        control.kernel().access().require(request.caller(), "dynamodb:DescribeLimits", "*");
        return Response.of(Json.object()
                .put("AccountMaxReadCapacityUnits", LIMIT_UNITS)
                .put("AccountMaxWriteCapacityUnits", LIMIT_UNITS)
                .put("TableMaxReadCapacityUnits", TABLE_UNITS)
                .put("TableMaxWriteCapacityUnits", TABLE_UNITS));
    }
}
