package dev.sluice.authorizers.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.EventType;
import dev.sluice.rules.catalog.PartnerSource;
import dev.sluice.rules.catalog.Source;
import dev.sluice.rules.json.Json;
import java.nio.charset.StandardCharsets;

/** What the gate rehearses on: an event of each type that the catalog has, with data that its schema may well refuse. */
final class Samples {

    private static final String TENANT = "rehearsal";
    private static final String TIME = "2026-01-01T00:00:00Z";

    private Samples() {}

    /** A batch of queue records, as the pipe hands it over. */
    static byte[] batch(Catalog catalog, String owner) {
        ArrayNode records = Json.array();
        for (Source source : catalog.sources()) {
            String account = source instanceof PartnerSource partner ? partner.account() : owner;
            for (EventType type : source.types()) {
                records.addObject()
                        .put("messageId", "m-" + records.size())
                        .put("body", Json.text(event(source, type, account)));
            }
        }
        return Json.text(records).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode event(Source source, EventType type, String account) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", "e")
                .put("detail-type", type.detailType())
                .put("source", source.source())
                .put("account", account)
                .put("time", TIME)
                .put("region", "us-east-1");
        event.putArray("resources");
        ObjectNode detail = event.putObject("detail");
        detail.putObject("metadata")
                .put("id", "e")
                .put("tenant", TENANT)
                .put("type", type.name())
                .put("schemaVersion", type.version())
                .put("occurredAt", TIME)
                .put("hops", 0);
        detail.putObject("data").put("tenant", TENANT);
        detail.put("tenant", TENANT);
        return event;
    }
}
