package dev.sluice.engine.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** DescribeContinuousBackups and UpdateContinuousBackups: the setting is kept, and there is nothing to restore from. */
public final class BackupOperations {

    private final ControlPlane control;

    public BackupOperations(ControlPlane control) {
        this.control = control;
    }

    public Map<String, Operation> operations() {
        return Map.of("DescribeContinuousBackups", this::describe, "UpdateContinuousBackups", this::update);
    }

    private Response describe(Request request) {
        Input input = new Input(request.input());
        return answer(control.open(request.caller(), input.requiredText("TableName"), "DescribeContinuousBackups"));
    }

    private Response update(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allow(request.caller(), input.requiredText("TableName"), "UpdateContinuousBackups");
        boolean enabled = input.requiredObject("PointInTimeRecoverySpecification")
                .flag("PointInTimeRecoveryEnabled")
                .orElseThrow(() -> Input.missing("pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled"));
        return answer(
                control.change(name, (tx, table) -> table.with(table.options().withPointInTimeRecovery(enabled))));
    }

    private static Response answer(Table table) {
        boolean enabled = table.options().pointInTimeRecovery();
        ObjectNode description = Json.object().put("ContinuousBackupsStatus", "ENABLED");
        description
                .putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", enabled ? "ENABLED" : "DISABLED");
        return Response.of(Json.object().set("ContinuousBackupsDescription", description));
    }
}
