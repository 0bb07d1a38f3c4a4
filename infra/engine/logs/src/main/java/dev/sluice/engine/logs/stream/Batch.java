package dev.sluice.engine.logs.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A checked batch of PutLogEvents.
 *
 * @param kept the events to be stored, in order
 * @param rejected what AWS answers as {@code rejectedLogEventsInfo}; empty if all were kept
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
 */
record Batch(List<InputEvent> kept, ObjectNode rejected) {

    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int OVERHEAD = 26;
    private static final Duration SPAN = Duration.ofHours(24);
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);

    /** @throws AwsException InvalidParameterException if AWS would refuse the batch as a whole */
    static Batch of(Members members, long now, int retentionDays) {
        List<InputEvent> events = read(members);
        long total = 0;
        for (int i = 0; i < events.size(); i++) {
            total += events.get(i).bytes();
            if (i > 0 && events.get(i).at() < events.get(i - 1).at()) {
                throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }
        if (total > MOST_BYTES) {
            throw invalid("Upload too large: " + total + " bytes exceeds limit of " + MOST_BYTES);
        }
        if (events.get(events.size() - 1).at() - events.get(0).at() > SPAN.toMillis()) {
            throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
        return split(events, now, retentionDays);
    }

    private static Batch split(List<InputEvent> events, long now, int retentionDays) {
        int tooOld = olderThan(events, now - OLDEST.toMillis());
        int expired = retentionDays == 0
                ? 0
                : olderThan(events, now - Duration.ofDays(retentionDays).toMillis());
        int tooNew = olderThan(events, now + NEWEST.toMillis() + 1);
        ObjectNode rejected = Json.object();
        if (tooNew < events.size()) {
            rejected.put("tooNewLogEventStartIndex", tooNew);
        }
        if (tooOld > 0) {
            rejected.put("tooOldLogEventEndIndex", tooOld);
        }
        if (expired > 0) {
            rejected.put("expiredLogEventEndIndex", expired);
        }
        int from = Math.max(tooOld, expired);
        return new Batch(from < tooNew ? events.subList(from, tooNew) : List.of(), rejected);
    }

    /** How many events at the head of a sorted list are older than {@code bound}. */
    private static int olderThan(List<InputEvent> events, long bound) {
        int count = 0;
        while (count < events.size() && events.get(count).at() < bound) {
            count++;
        }
        return count;
    }

    private static List<InputEvent> read(Members members) {
        JsonNode list = members.node().path("logEvents");
        if (!list.isArray()) {
            members.missing("logEvents");
        } else if (list.isEmpty()) {
            members.violate("[]", "logEvents", "Member must have length greater than or equal to 1");
        } else if (list.size() > MOST_EVENTS) {
            members.violate("[...]", "logEvents", "Member must have length less than or equal to " + MOST_EVENTS);
        }
        members.check();
        List<InputEvent> events = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            events.add(event(members, list.path(i), "logEvents." + (i + 1) + ".member."));
        }
        members.check();
        return events;
    }

    private static InputEvent event(Members members, JsonNode event, String at) {
        JsonNode timestamp = event.path("timestamp");
        String message = event.path("message").asText();
        if (!timestamp.isIntegralNumber()) {
            members.missing(at + "timestamp");
        } else if (!timestamp.canConvertToLong() || timestamp.asLong() < 0) {
            members.violate(timestamp.asText(), at + "timestamp", "Member must have value greater than or equal to 0");
        }
        if (!event.path("message").isTextual()) {
            members.missing(at + "message");
        } else if (message.isEmpty()) {
            members.violate("", at + "message", "Member must have length greater than or equal to 1");
        }
        int bytes = message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
        if (bytes > MOST_BYTES) {
            throw invalid("Log event too large: " + bytes + " bytes exceeds limit of " + MOST_BYTES);
        }
        return new InputEvent(timestamp.asLong(), message, bytes);
    }

    private static AwsException invalid(String message) {
        return AwsException.of("InvalidParameterException", message);
    }
}
