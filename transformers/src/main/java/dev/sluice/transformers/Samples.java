package dev.sluice.transformers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.TableSource;
import dev.sluice.rules.json.Json;
import java.nio.charset.StandardCharsets;

/** What the transformer rehearses on: a row of each table, new and then changed. */
final class Samples {

    private static final String SAMPLE = "rehearsal";

    private Samples() {}

    /** A batch of stream records, as the pipe hands it over. */
    static byte[] changes(Catalog catalog) {
        ArrayNode records = Json.array();
        for (TableSource table : catalog.tables()) {
            ObjectNode inserted = record(records.addObject(), table, "INSERT");
            image(inserted, "NewImage", table, "new");
            ObjectNode modified = record(records.addObject(), table, "MODIFY");
            image(modified, "OldImage", table, "new");
            image(modified, "NewImage", table, "changed");
        }
        return Json.text(records).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode record(ObjectNode record, TableSource table, String change) {
        record.put("eventID", SAMPLE)
                .put("eventName", change)
                .put(
                        "eventSourceARN",
                        "arn:aws:dynamodb:us-east-1:000000000000:table/" + table.table()
                                + "/stream/2026-01-01T00:00:00.000");
        ObjectNode dynamodb = record.putObject("dynamodb")
                .put("ApproximateCreationDateTime", 1_767_225_600)
                .put("SequenceNumber", "1");
        keys(dynamodb.putObject("Keys"), table);
        return dynamodb;
    }

    private static void image(ObjectNode dynamodb, String name, TableSource table, String status) {
        ObjectNode image = dynamodb.putObject(name);
        keys(image, table);
        image.putObject("tenant").put("S", SAMPLE);
        image.putObject("status").put("S", status);
        image.putObject("total").put("N", "1.5");
    }

    private static void keys(ObjectNode item, TableSource table) {
        table.keys().forEach(key -> item.putObject(key).put("S", SAMPLE));
    }
}
