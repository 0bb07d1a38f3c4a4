package dev.sluice.engine.events.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Buses;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.Page;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.time.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** StartReplay and its kin. */
public final class ReplayOperations {

    private static final TextConstraint NAME = TextConstraint.matching(1, Limits.NAME, "[\\.\\-_A-Za-z0-9]+");
    private static final TextConstraint ARN = TextConstraint.length(1, Limits.ARN);
    private static final TextConstraint DESCRIPTION = TextConstraint.matching(0, Limits.DESCRIPTION, ".*");
    private static final TextConstraint STATE =
            TextConstraint.oneOf("STARTING", "RUNNING", "CANCELLING", "COMPLETED", "CANCELLED", "FAILED");

    private final Kernel kernel;
    private final Buses buses;
    private final Archives archives;
    private final Replays replays;

    public ReplayOperations(Kernel kernel, Buses buses, Archives archives, Replays replays) {
        this.kernel = kernel;
        this.buses = buses;
        this.archives = archives;
        this.replays = replays;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "StartReplay", this::start,
                "DescribeReplay", this::describe,
                "ListReplays", this::list,
                "CancelReplay", this::cancel);
    }

    private Response start(Request request) {
        Members members = new Members(request.input());
        String name = members.required("ReplayName", NAME);
        String source = members.required("EventSourceArn", ARN);
        String description = members.text("Description", DESCRIPTION).orElse("");
        long from = time(members, "EventStartTime");
        long until = time(members, "EventEndTime");
        Members destination = members.requiredStructure("Destination");
        String target = destination.required("Arn", ARN);
        List<String> filters = destination.texts("FilterArns", ARN);
        members.check();
        allow(request, "StartReplay", name);
        BusKey bus =
                BusKey.ofArn(target).orElseThrow(() -> invalid("Destination.Arn", "Must contain an event bus ARN."));
        buses.own(bus, request.caller());
        Archive archive = archive(source, request);
        if (from >= until) {
            throw invalid("EventEndTime", "EventStartTime must be before EventEndTime.");
        }
        if (!archive.bus().equals(bus)) {
            throw invalid("Destination.Arn", "Cross event bus replay is not permitted.");
        }
        long now = kernel.time().now().toEpochMilli();
        Replay replay = new Replay(
                bus, name, description, archive.id(), filters, from, until, Replay.STARTING, "", from, -1, 0, now, 0);
        begin(replay);
        return Response.of(Json.object()
                .put("ReplayArn", replay.arn())
                .put("State", replay.state())
                .put("ReplayStartTime", now / 1000d));
    }

    private void begin(Replay replay) {
        synchronized (replays) {
            if (replays.find(replay.bus().account(), replay.name()).isPresent()) {
                throw AwsException.of("ResourceAlreadyExistsException", "Replay " + replay.name() + " already exists.");
            }
            if (replays.of(replay.bus().account()).stream()
                            .filter(Replay::isActive)
                            .count()
                    >= Limits.REPLAYS) {
                throw AwsException.of(
                        "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
            }
            replays.begin(replay);
        }
    }

    private Archive archive(String source, Request request) {
        String prefix = kernel.arn("events", request.caller().account(), "archive/");
        if (!source.startsWith(prefix)) {
            throw invalid("EventSourceArn", "Must contain an archive ARN.");
        }
        String name = source.substring(prefix.length());
        return archives.find(request.caller().account(), name)
                .orElseThrow(() -> invalid("EventSourceArn", "Archive " + name + " does not exist."));
    }

    private Response describe(Request request) {
        Replay replay = named(request, "DescribeReplay");
        ObjectNode view = replay.view().put("ReplayArn", replay.arn());
        if (!replay.description().isEmpty()) {
            view.put("Description", replay.description());
        }
        ObjectNode destination =
                view.putObject("Destination").put("Arn", replay.bus().arn());
        if (!replay.filters().isEmpty()) {
            replay.filters().forEach(destination.putArray("FilterArns")::add);
        }
        return Response.of(view);
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        Filters filters = Filters.read(members, "ListReplays", NAME, STATE);
        allow(request, "ListReplays", "*");
        List<Replay> found = replays.of(request.caller().account()).stream()
                .filter(replay -> filters.match(replay.name(), replay.archiveArn(), replay.state()))
                .toList();
        return Response.of(Page.of(members, "Replays", found, Replay::name, Replay::view));
    }

    private Response cancel(Request request) {
        synchronized (replays) {
            Replay replay = named(request, "CancelReplay");
            if (!replay.state().equals(Replay.STARTING) && !replay.state().equals(Replay.RUNNING)) {
                throw AwsException.of(
                        "IllegalStatusException",
                        "Replay " + replay.name() + " is not in a valid state for this operation.");
            }
            replays.cancel(replay);
            return Response.of(Json.object().put("ReplayArn", replay.arn()).put("State", Replay.CANCELLING));
        }
    }

    private Replay named(Request request, String action) {
        Members members = new Members(request.input());
        String name = members.required("ReplayName", NAME);
        members.check();
        allow(request, action, name);
        return replays.require(request.caller().account(), name);
    }

    private void allow(Request request, String action, String name) {
        kernel.access()
                .require(
                        request.caller(),
                        "events:" + action,
                        kernel.arn("events", request.caller().account(), "replay/" + name));
    }

    /** A timestamp in epoch milliseconds. */
    private static long time(Members members, String member) {
        if (!members.has(member)) {
            members.missing(member);
            return 0;
        }
        JsonNode value = members.node().path(member);
        return Timestamp.read(value)
                .map(Instant::toEpochMilli)
                .orElseThrow(() -> AwsException.of("SerializationException", member + " is not a timestamp."));
    }

    private static AwsException invalid(String parameter, String reason) {
        return AwsException.validation("Parameter " + parameter + " is not valid. Reason: " + reason);
    }
}
