package dev.sluice.engine.dynamodb.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.read.Reads;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ValueWriter;
import dev.sluice.engine.request.Json;
import java.util.Optional;

/** GetItem. A read is always consistent: it sees every write that was answered. */
public final class GetItem implements Operation {

    private final Backend backend;

    public GetItem(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        Table table = backend.tables().open(request.caller(), input.requiredText("TableName"), "GetItem");
        Capacity capacity = Capacity.of(input);
        KeyedRead read = KeyedRead.of(table, input);
        Optional<Item> item =
                backend.kernel().store().read(tx -> Optional.ofNullable(Reads.get(tx, table, read.key())));
        ObjectNode output = Json.object();
        item.ifPresent(found -> output.set("Item", ValueWriter.item(read.view(found))));
        boolean consistent = input.flag("ConsistentRead").orElse(false);
        capacity.addTo(output, table, null, Capacity.read(Capacity.size(item.orElse(null)), consistent));
        return Response.of(output);
    }
}
