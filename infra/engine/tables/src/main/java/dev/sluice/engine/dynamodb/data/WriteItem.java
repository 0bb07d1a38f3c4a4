package dev.sluice.engine.dynamodb.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.item.Effect;
import dev.sluice.engine.dynamodb.item.Outcome;
import dev.sluice.engine.dynamodb.item.Write;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ValueWriter;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** PutItem, UpdateItem and DeleteItem. */
public final class WriteItem implements Operation {

    private static final String[] RETURN_VALUES = {"ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"};

    private final Backend backend;
    private final String action;
    private final BiFunction<Table, Input, Write> read;

    private WriteItem(Backend backend, String action, BiFunction<Table, Input, Write> read) {
        this.backend = backend;
        this.action = action;
        this.read = read;
    }

    public static Operation put(Backend backend) {
        return new WriteItem(backend, "PutItem", WriteRequest::put);
    }

    public static Operation update(Backend backend) {
        return new WriteItem(backend, "UpdateItem", WriteRequest::update);
    }

    public static Operation delete(Backend backend) {
        return new WriteItem(backend, "DeleteItem", WriteRequest::delete);
    }

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        String returns = input.word("ReturnValues", RETURN_VALUES).orElse("NONE");
        Capacity capacity = Capacity.of(input);
        if (!action.equals("UpdateItem") && !returns.equals("NONE") && !returns.equals("ALL_OLD")) {
            throw AwsException.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        Table table = backend.tables().open(request.caller(), input.requiredText("TableName"), action);
        Write write = read.apply(table, input);
        Outcome outcome = backend.write(List.of(write), tx -> backend.writes().run(tx, write));
        ObjectNode output = Json.object();
        Item returned = returned(returns, write, outcome);
        if (returned != null && !returned.attributes().isEmpty()) {
            output.set("Attributes", ValueWriter.item(returned));
        }
        capacity.addTo(output, table, null, Capacity.write(outcome));
        return Response.of(output);
    }

    private static @Nullable Item returned(String returns, Write write, Outcome outcome) {
        return switch (returns) {
            case "ALL_OLD" -> outcome.old();
            case "ALL_NEW" -> outcome.next();
            case "UPDATED_OLD" -> touched(write, outcome.old());
            case "UPDATED_NEW" -> touched(write, outcome.next());
            default -> null;
        };
    }

    private static @Nullable Item touched(Write write, @Nullable Item item) {
        return item != null && write.effect() instanceof Effect.Change change && change.update() != null
                ? change.update().touched(item)
                : null;
    }
}
