package dev.sluice.engine.dynamodb.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.data.Backend;
import dev.sluice.engine.dynamodb.data.Capacity;
import dev.sluice.engine.dynamodb.data.WriteRequest;
import dev.sluice.engine.dynamodb.item.Outcome;
import dev.sluice.engine.dynamodb.item.Write;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** TransactWriteItems: up to 100 writes, all or none. */
public final class TransactWriteItems implements Operation {

    private static final int WRITES_MAX = 100;
    private static final int TOKEN_MAX = 36;
    private static final Map<String, Action> ACTIONS = Map.of(
            "Put", new Action("PutItem", WriteRequest::put),
            "Update", new Action("UpdateItem", TransactWriteItems::update),
            "Delete", new Action("DeleteItem", WriteRequest::delete),
            "ConditionCheck", new Action("ConditionCheckItem", WriteRequest::check));

    private final Backend backend;
    private final Tokens tokens;

    public TransactWriteItems(Backend backend, Tokens tokens) {
        this.backend = backend;
        this.tokens = tokens;
    }

    private record Action(String permission, BiFunction<Table, Input, Write> read) {}

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        Capacity capacity = Capacity.of(input);
        Optional<String> token = input.text("ClientRequestToken").filter(text -> !text.isEmpty());
        if (token.isPresent() && token.get().length() > TOKEN_MAX) {
            throw Input.constraint(
                    "clientRequestToken", token.get(), "Member must have length less than or equal to 36");
        }
        List<Write> writes = writes(request.caller(), input);
        byte[] digest = Tokens.digest(request.input());
        Map<Table, Double> units = backend.write(writes, tx -> {
            boolean done = token.isPresent()
                    && tokens.seen(
                            tx,
                            request.caller().account(),
                            token.get(),
                            digest,
                            backend.kernel().time().now());
            return done ? Map.of() : run(tx, writes);
        });
        ObjectNode output = Json.object();
        if (capacity.wanted()) {
            ArrayNode consumed = output.putArray("ConsumedCapacity");
            units.forEach((table, sum) -> consumed.add(capacity.json(table, null, sum)));
        }
        return Response.of(output);
    }

    private List<Write> writes(Caller caller, Input input) {
        List<Input> elements = input.list("TransactItems");
        if (elements.isEmpty() || elements.size() > WRITES_MAX) {
            throw Input.constraint(
                    "transactItems",
                    "[" + elements.size() + " items]",
                    "Member must have length less than or equal to 100 and greater than or equal to 1");
        }
        List<Write> writes = Cancellation.unlessAllFit(elements, element -> write(caller, element));
        Set<Object> targets = new HashSet<>();
        if (!writes.stream().map(Write::target).allMatch(targets::add)) {
            throw AwsException.validation("Transaction request cannot include multiple operations on one item");
        }
        return writes;
    }

    private Write write(Caller caller, Input element) {
        List<String> named = ACTIONS.keySet().stream().filter(element::has).toList();
        if (named.size() != 1) {
            throw AwsException.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        Input action = element.requiredObject(named.get(0));
        Action known = Objects.requireNonNull(ACTIONS.get(named.get(0)));
        Table table = backend.tables().open(caller, action.requiredText("TableName"), known.permission());
        return known.read().apply(table, action);
    }

    private static Write update(Table table, Input input) {
        input.requiredText("UpdateExpression");
        return WriteRequest.update(table, input);
    }

    /** Runs all, even after a failure, to report the reason for each; a failure then undoes all. */
    private Map<Table, Double> run(Tx tx, List<Write> writes) throws SQLException {
        Map<Table, Double> units = new LinkedHashMap<>();
        List<Optional<AwsException>> failures = new ArrayList<>();
        for (Write write : writes) {
            try {
                Outcome outcome = backend.writes().run(tx, write);
                units.merge(write.table(), 2 * Capacity.write(outcome), Double::sum);
                failures.add(Optional.empty());
            } catch (AwsException e) {
                failures.add(Optional.of(e));
            }
        }
        if (failures.stream().anyMatch(Optional::isPresent)) {
            throw Cancellation.of(failures);
        }
        return units;
    }
}
