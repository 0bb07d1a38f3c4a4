package dev.sluice.engine.sqs.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The entries of a batch request, and the answer about each of them. */
public final class Batch {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final ArrayNode successful = Json.array();
    private final ArrayNode failed = Json.array();

    /** @throws AwsException if the batch as a whole is wrong */
    public static List<ObjectNode> entries(ObjectNode input, String type) {
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode entry : input.path("Entries")) {
            if (entry instanceof ObjectNode object) {
                entries.add(object);
            }
        }
        if (entries.isEmpty()) {
            throw AwsException.of("EmptyBatchRequest", "There should be at least one " + type + " in the request.");
        }
        if (entries.size() > Limits.BATCH) {
            throw AwsException.of(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are " + Limits.BATCH + ". You have sent " + entries.size()
                            + ".");
        }
        Set<String> ids = new HashSet<>();
        for (ObjectNode entry : entries) {
            String id = id(entry);
            if (!ID.matcher(id).matches()) {
                throw AwsException.of(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most"
                                + " 80 letters long.");
            }
            if (!ids.add(id)) {
                throw AwsException.of("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
        return entries;
    }

    public static String id(ObjectNode entry) {
        return entry.path("Id").asText("");
    }

    public void succeeded(ObjectNode entry) {
        successful.add(entry);
    }

    public void failed(ObjectNode entry, AwsException error) {
        failed.addObject()
                .put("Id", id(entry))
                .put("SenderFault", error.status() < 500)
                .put("Code", Errors.queryCode(error.code()))
                .put("Message", error.message());
    }

    public ObjectNode answer() {
        ObjectNode answer = Json.object();
        answer.set("Successful", successful);
        if (!failed.isEmpty()) {
            answer.set("Failed", failed);
        }
        return answer;
    }
}
