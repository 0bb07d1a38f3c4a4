package dev.sluice.cli.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.trace.TraceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the engine's trace over HTTP. Not thread-safe. */
public final class TraceFeed {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Clients clients;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private long last;

    /** @param clients the owner's: the trace covers everyone, so only the owner may read it */
    public TraceFeed(Clients clients) {
        this.clients = clients;
    }

    /** Whether the engine shows its trace: one that was started without private pages does not. */
    public boolean answers() {
        try {
            return send("/_sluice/trace/none").statusCode() == 200;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the engine at " + clients.endpoint() + " does not answer", e);
        }
    }

    /** All that is known of one event, by any of its ids. */
    public List<TraceRecord> of(String eventId) throws IOException, InterruptedException {
        return records(get("/_sluice/trace/" + URLEncoder.encode(eventId, StandardCharsets.UTF_8)));
    }

    /** What was recorded since the last call, oldest first. */
    public List<TraceRecord> next() throws IOException, InterruptedException {
        List<TraceRecord> all = new ArrayList<>();
        List<TraceRecord> page;
        do {
            JsonNode answer = get("/_sluice/trace?after=" + last);
            page = records(answer);
            all.addAll(page);
            last = answer.path("last").asLong(last);
        } while (!page.isEmpty());
        return all;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(path);
        if (response.statusCode() != 200) {
            throw new IOException("the engine answered " + response.statusCode() + " to " + path);
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<byte[]> send(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(clients.endpoint().resolve(path)).timeout(TIMEOUT);
        clients.sign(path).forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static List<TraceRecord> records(JsonNode answer) {
        List<TraceRecord> records = new ArrayList<>();
        for (JsonNode record : answer.path("records")) {
            Map<String, String> details = new LinkedHashMap<>();
            record.path("details")
                    .properties()
                    .forEach(entry ->
                            details.put(entry.getKey(), entry.getValue().asText()));
            records.add(new TraceRecord(
                    record.path("eventId").asText(),
                    record.path("subject").asText(),
                    Instant.parse(record.path("at").asText()),
                    record.path("type").asText(),
                    record.path("resource").asText(),
                    details));
        }
        return records;
    }
}
