package dev.sluice.engine.events.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.Page;
import dev.sluice.engine.request.TextConstraint;
import java.util.Map;
import java.util.function.Predicate;

/** CreateEventBus and its kin. */
public final class BusOperations {

    private static final TextConstraint NAME = TextConstraint.matching(1, Limits.BUS_NAME, "[/\\.\\-_A-Za-z0-9]+");
    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, Limits.DESCRIPTION);
    private static final TextConstraint KEY = TextConstraint.length(0, 2_048);
    private static final TextConstraint ARN = TextConstraint.length(1, Limits.ARN);
    private static final TextConstraint LOG_DETAIL = TextConstraint.oneOf("NONE", "FULL");
    private static final TextConstraint LOG_LEVEL = TextConstraint.oneOf("INFO", "ERROR", "OFF", "TRACE");
    private static final TextConstraint PREFIX = TextConstraint.length(1, Limits.BUS_NAME);

    private final Buses buses;
    private final Tags tags;
    private final Predicate<BusKey> inUse;

    /** @param inUse whether a bus still has rules */
    public BusOperations(Buses buses, Tags tags, Predicate<BusKey> inUse) {
        this.buses = buses;
        this.tags = tags;
        this.inUse = inUse;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateEventBus", this::create,
                "UpdateEventBus", this::update,
                "DescribeEventBus", this::describe,
                "ListEventBuses", this::list,
                "DeleteEventBus", this::delete);
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        members.check();
        BusKey key = BusKey.of(name, request.caller(), buses.region());
        buses.allow(request.caller(), "CreateEventBus", key);
        if (request.input().hasNonNull("EventSourceName") || name.startsWith("aws.partner/")) {
            throw AwsException.of(
                    "ResourceNotFoundException",
                    "Event source "
                            + request.input().path("EventSourceName").asText(name)
                            + " does not exist: only a SaaS partner can make one, and this engine has no such partners. Leave"
                            + " EventSourceName out and name the bus without '/' to have a custom event bus, and allow the"
                            + " publisher's account in the bus's policy.");
        }
        if (name.contains("/")) {
            throw AwsException.validation("Event bus name must not contain '/'.");
        }
        if (buses.find(key).isPresent()) {
            throw AwsException.of("ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        if (buses.of(key.account()).size() > Limits.BUSES) {
            throw AwsException.of(
                    "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
        Bus bus = read(members, Bus.of(key, buses.now()));
        buses.put(bus);
        tags.add(bus.arn(), request.input().path("Tags"));
        ObjectNode answer = Json.object().put("EventBusArn", bus.arn());
        optional(answer, bus);
        return Response.of(answer);
    }

    private Response update(Request request) {
        Members members = new Members(request.input());
        BusKey key = buses.named(members, "Name", request.caller());
        buses.allow(request.caller(), "UpdateEventBus", key);
        Bus bus = read(members, buses.require(key));
        buses.put(bus);
        ObjectNode answer = Json.object().put("Arn", bus.arn()).put("Name", key.name());
        optional(answer, bus);
        return Response.of(answer);
    }

    private Response describe(Request request) {
        BusKey key = buses.named(new Members(request.input()), "Name", request.caller());
        buses.allow(request.caller(), "DescribeEventBus", key);
        return Response.of(view(buses.require(key)));
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        String prefix = members.text("NamePrefix", PREFIX).orElse("");
        members.check();
        buses.allow(
                request.caller(),
                "ListEventBuses",
                new BusKey(buses.region(), request.caller().account(), "*"));
        return Response.of(Page.of(
                members,
                "EventBuses",
                buses.of(request.caller().account()).stream()
                        .filter(bus -> bus.key().name().startsWith(prefix))
                        .toList(),
                bus -> bus.key().name(),
                BusOperations::view));
    }

    private Response delete(Request request) {
        Members members = new Members(request.input());
        members.required("Name", NAME);
        BusKey key = buses.named(members, "Name", request.caller());
        buses.allow(request.caller(), "DeleteEventBus", key);
        if (key.isDefault()) {
            throw AwsException.validation("Cannot delete event bus default.");
        }
        if (inUse.test(key)) {
            throw AwsException.validation("EventBus can't be deleted since it has rules.");
        }
        // A bus that is not there is as good as deleted: recorded on AWS.
        if (buses.find(key).isPresent()) {
            buses.remove(key);
            tags.forget(key.arn());
        }
        return Response.empty();
    }

    private Bus read(Members members, Bus old) {
        String description = members.text("Description", DESCRIPTION).orElse(old.description());
        String kmsKey = members.text("KmsKeyIdentifier", KEY).orElse(old.kmsKey());
        String deadLetterArn = members.structure("DeadLetterConfig")
                .flatMap(config -> config.text("Arn", ARN))
                .orElse(old.deadLetterArn());
        members.structure("LogConfig").ifPresent(config -> {
            config.text("IncludeDetail", LOG_DETAIL);
            config.text("Level", LOG_LEVEL);
        });
        String logConfig = members.has("LogConfig") ? Json.text(members.node().get("LogConfig")) : old.logConfig();
        members.check();
        return new Bus(
                old.key(), description, old.policy(), kmsKey, deadLetterArn, logConfig, old.created(), buses.now());
    }

    private static ObjectNode view(Bus bus) {
        ObjectNode view = Json.object().put("Name", bus.key().name()).put("Arn", bus.arn());
        optional(view, bus);
        if (!bus.policy().isEmpty()) {
            view.put("Policy", bus.policy());
        }
        return view.put("CreationTime", bus.created()).put("LastModifiedTime", bus.modified());
    }

    private static void optional(ObjectNode view, Bus bus) {
        if (!bus.description().isEmpty()) {
            view.put("Description", bus.description());
        }
        if (!bus.kmsKey().isEmpty()) {
            view.put("KmsKeyIdentifier", bus.kmsKey());
        }
        if (!bus.deadLetterArn().isEmpty()) {
            view.putObject("DeadLetterConfig").put("Arn", bus.deadLetterArn());
        }
        if (!bus.logConfig().isEmpty()) {
            view.set("LogConfig", Json.parseTrusted(bus.logConfig()));
        }
    }
}
