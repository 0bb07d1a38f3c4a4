package dev.sluice.engine.dynamodb.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.data.Backend;
import dev.sluice.engine.dynamodb.data.Capacity;
import dev.sluice.engine.dynamodb.data.Expressions;
import dev.sluice.engine.dynamodb.expression.path.Projection;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.item.Keys;
import dev.sluice.engine.dynamodb.read.Reads;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.Sizes;
import dev.sluice.engine.dynamodb.value.ValueReader;
import dev.sluice.engine.dynamodb.value.ValueWriter;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BatchGetItem: up to 100 items and 16 MB; what does not fit comes back as UnprocessedKeys. */
public final class BatchGetItem implements Operation {

    private static final int KEYS_MAX = 100;
    private static final long BYTES_MAX = 16L << 20;

    private final Backend backend;

    public BatchGetItem(Backend backend) {
        this.backend = backend;
    }

    private record Part(
            String name,
            Table table,
            Input input,
            List<Item> keys,
            boolean consistent,
            @Nullable Projection projection) {}

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        Capacity capacity = Capacity.of(input);
        input.requiredObject("RequestItems");
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, Input> entry : input.map("RequestItems").entrySet()) {
            Table table = backend.tables().open(request.caller(), entry.getKey(), "BatchGetItem");
            parts.add(part(entry.getKey(), table, entry.getValue()));
        }
        int keys = parts.stream().mapToInt(part -> part.keys().size()).sum();
        if (keys > KEYS_MAX) {
            throw AwsException.validation("Too many items requested for the BatchGetItem call");
        }
        if (keys == 0) {
            throw Input.constraint("requestItems", "{}", "Member must have length greater than or equal to 1");
        }
        return Response.of(backend.kernel()
                .store()
                .read(tx -> read(tx, parts, backend.shortfall().done(keys), capacity)));
    }

    private static Part part(String name, Table table, Input input) {
        Expressions expressions = new Expressions(input, Kind.PROJECTION);
        Projection projection = expressions.projection();
        expressions.done();
        List<Item> keys = new ArrayList<>();
        Set<Item> seen = new HashSet<>();
        for (Input key : input.list("Keys")) {
            Item read = ValueReader.item(key.node());
            Keys.checkKey(table, read);
            if (!seen.add(read)) {
                throw AwsException.validation("Provided list of item keys contains duplicates");
            }
            keys.add(read);
        }
        boolean consistent = input.flag("ConsistentRead").orElse(false);
        return new Part(name, table, input, keys, consistent, projection);
    }

    private static ObjectNode read(Tx tx, List<Part> parts, int most, Capacity capacity) throws SQLException {
        ObjectNode output = Json.object();
        ObjectNode responses = output.putObject("Responses");
        ObjectNode unprocessed = output.putObject("UnprocessedKeys");
        ArrayNode consumed = Json.array();
        long bytes = 0;
        int done = 0;
        for (Part part : parts) {
            ArrayNode found = responses.putArray(part.name());
            ArrayNode left = Json.array();
            double units = 0;
            for (Item key : part.keys()) {
                boolean full = bytes > BYTES_MAX || done == most;
                Item item = full ? null : Reads.get(tx, part.table(), key);
                bytes += item == null ? 0 : Sizes.of(item);
                if (full || bytes > BYTES_MAX) {
                    left.add(ValueWriter.item(key));
                    continue;
                }
                done++;
                units += Capacity.read(Capacity.size(item), part.consistent());
                if (item != null) {
                    found.add(ValueWriter.item(
                            part.projection() == null ? item : part.projection().of(item)));
                }
            }
            consumed.add(capacity.json(part.table(), null, units));
            if (!left.isEmpty()) {
                ObjectNode again = part.input().node().deepCopy();
                again.set("Keys", left);
                unprocessed.set(part.name(), again);
            }
        }
        if (capacity.wanted()) {
            output.set("ConsumedCapacity", consumed);
        }
        return output;
    }
}
