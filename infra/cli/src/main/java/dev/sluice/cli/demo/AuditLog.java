package dev.sluice.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.deployed.Clients;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Reads the log group that keeps every admitted event, to know what an id is about. */
final class AuditLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditLog() {}

    /** The key of the row that changed, such as {@code o-1}, by the event's id; partners' events have none. */
    static Map<String, String> keys(Clients owner, String group) throws JsonProcessingException {
        Map<String, String> keys = new LinkedHashMap<>();
        try (CloudWatchLogsClient logs = owner.logs()) {
            for (FilteredLogEvent event : logs.filterLogEventsPaginator(filter -> filter.logGroupName(group))
                    .events()) {
                JsonNode metadata = JSON.readTree(event.message()).at("/detail/metadata");
                String key = StreamSupport.stream(metadata.path("keys").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining("/"));
                if (!key.isEmpty()) {
                    keys.put(metadata.path("id").asText(), key);
                }
            }
        }
        return keys;
    }
}
