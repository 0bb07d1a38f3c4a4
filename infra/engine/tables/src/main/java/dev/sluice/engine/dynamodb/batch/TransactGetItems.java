package dev.sluice.engine.dynamodb.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.data.Backend;
import dev.sluice.engine.dynamodb.data.Capacity;
import dev.sluice.engine.dynamodb.data.KeyedRead;
import dev.sluice.engine.dynamodb.read.Reads;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ValueWriter;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TransactGetItems: up to 100 items as they were at one moment. It reads on the writer's thread, between two writes. */
public final class TransactGetItems implements Operation {

    private static final int ITEMS_MAX = 100;

    private final Backend backend;

    public TransactGetItems(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        Capacity capacity = Capacity.of(input);
        List<Input> elements = input.list("TransactItems");
        if (elements.isEmpty() || elements.size() > ITEMS_MAX) {
            throw Input.constraint(
                    "transactItems",
                    "[" + elements.size() + " items]",
                    "Member must have length less than or equal to 100 and greater than or equal to 1");
        }
        List<KeyedRead> reads = Cancellation.unlessAllFit(elements, element -> {
            Input get = element.requiredObject("Get");
            Table table = backend.tables().open(request.caller(), get.requiredText("TableName"), "GetItem");
            return KeyedRead.of(table, get);
        });
        if (reads.stream().distinct().count() < reads.size()) {
            throw AwsException.validation("Transaction request cannot include multiple operations on one item");
        }
        return Response.of(backend.kernel().store().free(tx -> read(tx, reads, capacity)));
    }

    private static ObjectNode read(Tx tx, List<KeyedRead> reads, Capacity capacity) throws SQLException {
        ObjectNode output = Json.object();
        ArrayNode responses = output.putArray("Responses");
        Map<Table, Double> units = new LinkedHashMap<>();
        for (KeyedRead read : reads) {
            Item item = Reads.get(tx, read.table(), read.key());
            ObjectNode response = responses.addObject();
            if (item != null) {
                response.set("Item", ValueWriter.item(read.view(item)));
            }
            units.merge(read.table(), 2 * Capacity.read(Capacity.size(item), true), Double::sum);
        }
        if (capacity.wanted()) {
            ArrayNode consumed = output.putArray("ConsumedCapacity");
            units.forEach((table, sum) -> consumed.add(capacity.json(table, null, sum)));
        }
        return output;
    }
}
