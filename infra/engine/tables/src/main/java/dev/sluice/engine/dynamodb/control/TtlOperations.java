package dev.sluice.engine.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.dynamodb.table.Ttl;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.Map;

/** DescribeTimeToLive and UpdateTimeToLive. */
public final class TtlOperations {

    private static final int NAME_MAX = 255;

    private final ControlPlane control;

    public TtlOperations(ControlPlane control) {
        this.control = control;
    }

    public Map<String, Operation> operations() {
        return Map.of("DescribeTimeToLive", this::describe, "UpdateTimeToLive", this::update);
    }

    private Response describe(Request request) {
        Table table = control.open(
                request.caller(), new Input(request.input()).requiredText("TableName"), "DescribeTimeToLive");
        ObjectNode description = Json.object();
        if (table.ttl() == null) {
            description.put("TimeToLiveStatus", "DISABLED");
        } else {
            description
                    .put("TimeToLiveStatus", "ENABLED")
                    .put("AttributeName", table.ttl().attribute());
        }
        return Response.of(Json.object().set("TimeToLiveDescription", description));
    }

    private Response update(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allow(request.caller(), input.requiredText("TableName"), "UpdateTimeToLive");
        Input wanted = input.requiredObject("TimeToLiveSpecification");
        String attribute = wanted.requiredText("AttributeName");
        boolean enabled = wanted.flag("Enabled").orElseThrow(() -> Input.missing("timeToLiveSpecification.enabled"));
        if (attribute.isEmpty() || attribute.length() > NAME_MAX) {
            throw Input.constraint(
                    "timeToLiveSpecification.attributeName", attribute, "Member must have length from 1 to 255");
        }
        control.change(name, (tx, table) -> enabled ? enable(tx, table, attribute) : disable(tx, table, attribute));
        ObjectNode specification = Json.object().put("Enabled", enabled).put("AttributeName", attribute);
        return Response.of(Json.object().set("TimeToLiveSpecification", specification));
    }

    private Table enable(Tx tx, Table table, String attribute) throws SQLException {
        if (table.ttl() != null) {
            throw AwsException.validation(
                    table.ttl().attribute().equals(attribute)
                            ? "TimeToLive is already enabled"
                            : "TimeToLive is active on a different AttributeName: current AttributeName is "
                                    + table.ttl().attribute());
        }
        Ttl ttl = new Ttl(control.tables().nextId(tx), attribute);
        control.indexes().fill(tx, table, ttl);
        return table.withTtl(ttl);
    }

    private Table disable(Tx tx, Table table, String attribute) throws SQLException {
        Ttl ttl = table.ttl();
        if (ttl == null) {
            throw AwsException.validation("TimeToLive is already disabled");
        }
        if (!ttl.attribute().equals(attribute)) {
            throw AwsException.validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is " + ttl.attribute());
        }
        control.indexes().dropIndex(tx, ttl.indexId());
        return table.withTtl(null);
    }
}
