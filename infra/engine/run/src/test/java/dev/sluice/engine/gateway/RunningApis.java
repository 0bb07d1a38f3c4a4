package dev.sluice.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.RunningEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** An engine that serves the APIs of gateway/apis.yaml, and plain HTTP requests to it. */
final class RunningApis implements AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(1))
            .build();

    private final RunningEngine engine;
    private final URI url;
    private final Map<String, String> outputs = new HashMap<>();

    RunningApis(Path folder) {
        engine = RunningEngine.with(folder.resolve("data"), template(folder), Map.of());
        url = engine.wire().url();
        try (CloudFormationClient cloudFormation = engine.client(CloudFormationClient.builder())) {
            cloudFormation
                    .describeStacks()
                    .stacks()
                    .forEach(stack -> stack.outputs().forEach(out -> outputs.put(out.outputKey(), out.outputValue())));
        }
    }

    /** The lines of the access log. */
    List<String> logged() {
        try (CloudWatchLogsClient logs = engine.client(CloudWatchLogsClient.builder())) {
            return logs.filterLogEvents(request -> request.logGroupName("/apis/access")).events().stream()
                    .map(FilteredLogEvent::message)
                    .toList();
        }
    }

    private static Path template(Path folder) {
        try (InputStream in = RunningApis.class.getResourceAsStream("/gateway/apis.yaml")) {
            return Files.write(
                    folder.resolve("apis.yaml"), Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return url;
    }

    String output(String name) {
        return Objects.requireNonNull(outputs.get(name));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofMinutes(5));
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The event that the function got for a request. */
    JsonNode event(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parseTrusted(response.body());
    }

    JsonNode event(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return event(request);
    }

    @Override
    public void close() {
        engine.close();
    }
}
