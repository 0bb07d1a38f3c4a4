package dev.sluice.engine.dynamodb.control;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.spec.OptionsSpec;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** PutResourcePolicy, GetResourcePolicy and DeleteResourcePolicy of tables: who of other accounts may use them. */
public final class PolicyOperations {

    private final ControlPlane control;

    public PolicyOperations(ControlPlane control) {
        this.control = control;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "PutResourcePolicy", this::put, "GetResourcePolicy", this::read, "DeleteResourcePolicy", this::delete);
    }

    private Response put(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allowArn(request.caller(), input, "PutResourcePolicy");
        String policy = OptionsSpec.policy(input.requiredText("Policy"));
        change(name, policy);
        return Response.of(Json.object().put("RevisionId", revision(policy)));
    }

    private Response delete(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allowArn(request.caller(), input, "DeleteResourcePolicy");
        change(name, null);
        return Response.empty();
    }

    private void change(TableName name, @Nullable String policy) {
        control.change(name, (tx, table) -> table.with(table.options().withPolicy(policy)));
    }

    private Response read(Request request) {
        Input input = new Input(request.input());
        Table table = control.existing(control.allowArn(request.caller(), input, "GetResourcePolicy"));
        String policy = table.options().policy();
        if (policy == null) {
            throw AwsException.of(
                    "PolicyNotFoundException", "Resource-based policy not found for the provided ResourceArn");
        }
        return Response.of(Json.object().put("Policy", policy).put("RevisionId", revision(policy)));
    }

    private static String revision(String policy) {
        return UUID.nameUUIDFromBytes(policy.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
