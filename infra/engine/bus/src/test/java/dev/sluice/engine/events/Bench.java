package dev.sluice.engine.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Access;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Summary;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** EventBridge on a kernel in a folder, called as a client would call it. */
final class Bench implements AutoCloseable {

    static final String ACCOUNT = Settings.DEFAULT_ACCOUNT;
    static final Caller OWNER = Caller.root(ACCOUNT);

    final ManualTime time = new ManualTime();
    final RecordingAccess access = new RecordingAccess();
    final Kernel kernel;
    final FakeTargets targets = new FakeTargets();
    final EventsService events;

    Bench(Path folder) {
        Kernel open = TestKernel.open(folder, time);
        kernel = new Kernel(open.settings(), open.store(), open.time(), open.ids(), access, open.aws());
        events = new EventsService(kernel, targets, targets);
        kernel.aws().register(events);
    }

    /** Puts one event on a bus and answers its id. */
    String put(String bus, String source, String detail) {
        ObjectNode input = Json.object();
        input.putArray("Entries")
                .addObject()
                .put("EventBusName", bus)
                .put("Source", source)
                .put("DetailType", "t")
                .put("Detail", detail);
        return kernel.aws()
                .call(OWNER, "events", "PutEvents", input)
                .path("Entries")
                .path(0)
                .path("EventId")
                .asText();
    }

    /** Makes a rule for events of a source on the default bus, with one target. */
    void rule(String name, String source, String target) {
        call("PutRule", "{\"Name\":\"" + name + "\",\"EventPattern\":\"{\\\"source\\\":[\\\"" + source + "\\\"]}\"}");
        ObjectNode given = (ObjectNode) Json.parseTrusted(target);
        ObjectNode input = Json.object().put("Rule", name);
        input.putArray("Targets").add(given.put("Id", "t"));
        kernel.aws().call(OWNER, "events", "PutTargets", input);
    }

    double metric(String name, String rule) {
        return sum(new Metric("AWS/Events", name, Map.of("RuleName", rule)));
    }

    double metric(String name) {
        return sum(new Metric("AWS/Events", name, Map.of()));
    }

    private double sum(Metric metric) {
        return kernel.metrics().minutes(metric, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")).values().stream()
                .mapToDouble(Summary::sum)
                .sum();
    }

    JsonNode call(String operation, String input) {
        return call(OWNER, operation, input);
    }

    JsonNode call(Caller caller, String operation, String input) {
        return kernel.aws().call(caller, "events", operation, (ObjectNode) Json.parseTrusted(input));
    }

    /** A compact view of the error that a call ends in. */
    String error(String operation, String input) {
        return error(OWNER, operation, input);
    }

    String error(Caller caller, String operation, String input) {
        try {
            return "no error: " + call(caller, operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    /** The trace of an event, as type and details. */
    List<String> trace(String id) {
        return kernel.trace().of(id).stream()
                .map(record -> record.type() + (record.details().isEmpty() ? "" : " " + record.details()))
                .toList();
    }

    @Override
    public void close() {
        events.close();
        kernel.store().close();
    }

    /** Allows everything but what a test denies. */
    static final class RecordingAccess implements Access {
        Function<Map<String, String>, Optional<String>> denial = context -> Optional.empty();
        Function<String, Optional<JsonNode>> policies = arn -> Optional.empty();

        @Override
        public void require(Caller caller, String action, String resourceArn, Context context) {
            require(caller, action, resourceArn, Map.of());
        }

        @Override
        public void require(Caller caller, String action, String resourceArn, Map<String, String> context) {
            Map<String, String> all = new HashMap<>(context);
            all.put("caller", caller.arn());
            all.put("action", action);
            all.put("resource", resourceArn);
            denial.apply(all).ifPresent(message -> {
                throw AwsException.of("AccessDeniedException", message);
            });
        }

        @Override
        public void resourcePolicies(String service, Function<String, Optional<JsonNode>> found) {
            policies = found;
        }

        @Override
        public void requireTrust(Caller caller, String roleArn) {
            throw new UnsupportedOperationException("no test of events assumes a role by name");
        }

        @Override
        public Caller assume(String roleArn, String service, String sourceArn) {
            denial.apply(Map.of("action", "sts:AssumeRole", "resource", roleArn))
                    .ifPresent(message -> {
                        throw AwsException.of("AccessDeniedException", message);
                    });
            return Caller.role(roleArn, "test");
        }
    }
}
