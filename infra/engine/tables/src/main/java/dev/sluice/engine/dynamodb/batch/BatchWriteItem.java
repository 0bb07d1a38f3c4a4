package dev.sluice.engine.dynamodb.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.data.Backend;
import dev.sluice.engine.dynamodb.data.Capacity;
import dev.sluice.engine.dynamodb.data.WriteRequest;
import dev.sluice.engine.dynamodb.item.Effect;
import dev.sluice.engine.dynamodb.item.Keys;
import dev.sluice.engine.dynamodb.item.Outcome;
import dev.sluice.engine.dynamodb.item.Write;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ValueReader;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** BatchWriteItem: up to 25 puts and deletes, which the engine does all together unless it is to fall short. */
public final class BatchWriteItem implements Operation {

    private static final int WRITES_MAX = 25;

    private final Backend backend;

    public BatchWriteItem(Backend backend) {
        this.backend = backend;
    }

    private record Asked(String name, Input element, Write write) {}

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        Capacity capacity = Capacity.of(input);
        input.requiredObject("RequestItems");
        List<Asked> asked = new ArrayList<>();
        for (String name : input.map("RequestItems").keySet()) {
            Table table = backend.tables().open(request.caller(), name, "BatchWriteItem");
            List<Input> ofTable = input.requiredObject("RequestItems").list(name);
            if (ofTable.isEmpty()) {
                throw tooFewOrMany("[]");
            }
            ofTable.forEach(element -> asked.add(new Asked(name, element, write(table, element))));
        }
        check(asked.stream().map(Asked::write).toList());
        int done = backend.shortfall().done(asked.size());
        List<Write> writes = asked.subList(0, done).stream().map(Asked::write).toList();
        Map<String, Double> units = backend.write(writes, tx -> {
            Map<String, Double> sum = new LinkedHashMap<>();
            for (Write write : writes) {
                Outcome outcome = backend.writes().run(tx, write);
                sum.merge(write.table().arn(), Capacity.write(outcome), Double::sum);
            }
            return sum;
        });
        return Response.of(output(writes, asked.subList(done, asked.size()), units, capacity));
    }

    private static Write write(Table table, Input element) {
        if (element.has("PutRequest") == element.has("DeleteRequest")) {
            throw AwsException.validation(
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly"
                            + " one of the supported datatypes");
        }
        if (element.has("DeleteRequest")) {
            Input delete = element.requiredObject("DeleteRequest");
            return new Write(table, WriteRequest.key(table, delete), null, false, new Effect.Delete());
        }
        Input put = element.requiredObject("PutRequest");
        Item item = ValueReader.item(put.requiredObject("Item").node());
        Keys.checkSchema(table, item);
        return WriteRequest.put(table, item, null, false);
    }

    private static void check(List<Write> writes) {
        if (writes.size() > WRITES_MAX) {
            throw AwsException.validation("Too many items requested for the BatchWriteItem call");
        }
        if (writes.isEmpty()) {
            throw tooFewOrMany("{}");
        }
        Set<Object> targets = new HashSet<>();
        for (Write write : writes) {
            if (!targets.add(write.target())) {
                throw AwsException.validation("Provided list of item keys contains duplicates");
            }
        }
    }

    private static AwsException tooFewOrMany(String value) {
        return Input.constraint(
                "requestItems",
                value,
                "Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have"
                        + " length greater than or equal to 1]");
    }

    private static ObjectNode output(
            List<Write> writes, List<Asked> left, Map<String, Double> units, Capacity capacity) {
        ObjectNode output = Json.object();
        ObjectNode unprocessed = output.putObject("UnprocessedItems");
        left.forEach(one -> unprocessed.withArray(one.name()).add(one.element().node()));
        if (capacity.wanted()) {
            ArrayNode consumed = output.putArray("ConsumedCapacity");
            Set<String> seen = new HashSet<>();
            for (Write write : writes) {
                Double sum = units.get(write.table().arn());
                if (sum != null && seen.add(write.table().arn())) {
                    consumed.add(capacity.json(write.table(), null, sum));
                }
            }
        }
        return output;
    }
}
