package dev.sluice.engine.events.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.ArrayList;
import java.util.List;

/** Reads the entries of a PutEvents request and refuses the whole request where AWS does. */
final class Entries {

    private static final TextConstraint TRACE = TextConstraint.length(1, Limits.TRACE_HEADER);

    private Entries() {}

    /** @throws AwsException ValidationException naming the constraint */
    static List<Entry> read(ObjectNode input) {
        JsonNode given = input.path("Entries");
        Members members = new Members(input);
        if (!members.has("Entries")) {
            members.missing("Entries");
            members.check();
        }
        if (members.has("EndpointId")) {
            throw AwsException.validation("Parameter EndpointId is not supported by this engine.");
        }
        List<Entry> entries = new ArrayList<>(given.size());
        if (!given.isArray()) {
            members.structures("Entries");
        }
        for (JsonNode entry : given) {
            if (!entry.isObject()) {
                members.structures("Entries");
            }
            entries.add(Entry.read(entry, entries.size() + 1));
        }
        checkCount(entries, members);
        checkNames(entries, members);
        int bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.size();
        }
        if (bytes > Limits.REQUEST_BYTES) {
            throw AwsException.validation("Total size of the entries in the request is over the limit.");
        }
        return entries;
    }

    private static void checkCount(List<Entry> entries, Members members) {
        if (entries.isEmpty()) {
            members.violate("[]", "Entries", "Member must have length greater than or equal to 1");
        }
        if (entries.size() > Limits.ENTRIES) {
            members.violate(
                    entries.toString(), "Entries", "Member must have length less than or equal to " + Limits.ENTRIES);
        }
        members.check();
    }

    private static void checkNames(List<Entry> entries, Members members) {
        for (Entry entry : entries) {
            if (plain(entry.bus()) && entry.trace().isEmpty()) {
                continue;
            }
            for (Members each : members.structures("Entries")) {
                each.text("EventBusName", BusKey.NAME_OR_ARN);
                each.text("TraceHeader", TRACE);
            }
            members.check();
            return;
        }
    }

    /** Whether a bus name is plainly right, which the pattern need not confirm for each event. */
    private static boolean plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean good = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '/');
            if (!good) {
                return false;
            }
        }
        return name.length() <= Limits.BUS_NAME;
    }
}
