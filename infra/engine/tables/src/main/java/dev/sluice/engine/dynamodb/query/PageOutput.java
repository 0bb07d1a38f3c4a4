package dev.sluice.engine.dynamodb.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.data.Capacity;
import dev.sluice.engine.dynamodb.read.Page;
import dev.sluice.engine.dynamodb.value.ValueWriter;
import dev.sluice.engine.request.Json;

/** What Query and Scan answer. */
public final class PageOutput {

    private PageOutput() {}

    static Response of(PageInput input, Page page, Capacity capacity) {
        ObjectNode output = Json.object();
        if (!input.countOnly()) {
            ArrayNode items = output.putArray("Items");
            page.items().forEach(item -> items.add(ValueWriter.item(item)));
        }
        output.put("Count", page.items().size());
        output.put("ScannedCount", page.scanned());
        if (page.last() != null) {
            output.set("LastEvaluatedKey", ValueWriter.item(page.last()));
        }
        capacity.addTo(output, input.table(), input.index(), Capacity.read(page.bytes(), input.consistent()));
        return Response.of(output);
    }
}
