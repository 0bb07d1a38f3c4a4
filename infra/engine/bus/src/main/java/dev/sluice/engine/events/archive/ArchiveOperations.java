package dev.sluice.engine.events.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Buses;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.events.rule.PatternChecks;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.Page;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CreateArchive and its kin. */
public final class ArchiveOperations {

    private static final TextConstraint NAME = TextConstraint.matching(1, Limits.ARCHIVE_NAME, "[\\.\\-_A-Za-z0-9]+");
    private static final TextConstraint ARN = TextConstraint.length(1, Limits.ARN);
    private static final TextConstraint DESCRIPTION = TextConstraint.matching(0, Limits.DESCRIPTION, ".*");
    private static final TextConstraint PATTERN = TextConstraint.length(0, Limits.PATTERN_MODEL);
    private static final TextConstraint KEY = TextConstraint.length(0, 2_048);
    private static final TextConstraint STATE =
            TextConstraint.oneOf("ENABLED", "DISABLED", "CREATING", "UPDATING", "CREATE_FAILED", "UPDATE_FAILED");

    private final Buses buses;
    private final Archives archives;

    public ArchiveOperations(Buses buses, Archives archives) {
        this.buses = buses;
        this.archives = archives;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateArchive", this::create,
                "DescribeArchive", this::describe,
                "ListArchives", this::list,
                "UpdateArchive", this::update,
                "DeleteArchive", this::delete);
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String name = members.required("ArchiveName", NAME);
        String source = members.required("EventSourceArn", ARN);
        String description = members.text("Description", DESCRIPTION).orElse("");
        String pattern = members.text("EventPattern", PATTERN).orElse("");
        int days = members.number("RetentionDays", 0, Integer.MAX_VALUE).orElse(0);
        String key = members.text("KmsKeyIdentifier", KEY).orElse("");
        members.check();
        String account = request.caller().account();
        allow(request, "CreateArchive", name);
        BusKey bus = bus(source, request);
        if (!pattern.isEmpty()) {
            PatternChecks.check(pattern);
        }
        Archive archive = new Archive(bus, name, description, pattern, days, key, now());
        synchronized (archives) {
            if (archives.find(account, name).isPresent()) {
                throw AwsException.of("ResourceAlreadyExistsException", "Archive " + name + " already exists.");
            }
            archives.put(archive);
        }
        return Response.of(made(archive));
    }

    private BusKey bus(String source, Request request) {
        BusKey bus = BusKey.ofArn(source)
                .orElseThrow(() -> AwsException.validation(
                        "Parameter EventSourceArn is not valid. Reason: Must contain an event bus ARN."));
        return buses.own(bus, request.caller()).key();
    }

    private Response describe(Request request) {
        Archive archive = named(request, "DescribeArchive");
        ObjectNode view = summary(archive).put("ArchiveArn", archive.arn());
        Map.of(
                        "Description", archive.description(),
                        "EventPattern", archive.pattern(),
                        "KmsKeyIdentifier", archive.kmsKey())
                .forEach((member, text) -> {
                    if (!text.isEmpty()) {
                        view.put(member, text);
                    }
                });
        return Response.of(view);
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        Filters filters = Filters.read(members, "ListArchives", NAME, STATE);
        allow(request, "ListArchives", "*");
        if (!filters.source().isEmpty()) {
            bus(filters.source(), request);
        }
        List<Archive> found = archives.of(request.caller().account()).stream()
                .filter(archive -> filters.match(archive.name(), archive.bus().arn(), Archive.STATE))
                .toList();
        return Response.of(Page.of(members, "Archives", found, Archive::name, this::summary));
    }

    private Response update(Request request) {
        Members members = new Members(request.input());
        members.text("Description", DESCRIPTION);
        members.text("EventPattern", PATTERN).filter(text -> !text.isEmpty()).ifPresent(PatternChecks::check);
        members.number("RetentionDays", 0, Integer.MAX_VALUE);
        members.text("KmsKeyIdentifier", KEY);
        members.check();
        if (Stream.of("EventPattern", "RetentionDays", "Description", "KmsKeyIdentifier")
                .noneMatch(members::has)) {
            throw AwsException.validation(
                    "At least one of EventPattern, RetentionDays or Description must be provided.");
        }
        synchronized (archives) {
            Archive old = named(request, "UpdateArchive");
            Archive next = new Archive(
                    old.bus(),
                    old.name(),
                    members.text("Description", DESCRIPTION).orElse(old.description()),
                    members.text("EventPattern", PATTERN).orElse(old.pattern()),
                    members.number("RetentionDays", 0, Integer.MAX_VALUE).orElse(old.retentionDays()),
                    members.text("KmsKeyIdentifier", KEY).orElse(old.kmsKey()),
                    old.created());
            archives.put(next);
            return Response.of(made(next));
        }
    }

    private Response delete(Request request) {
        synchronized (archives) {
            archives.remove(named(request, "DeleteArchive"));
        }
        return Response.empty();
    }

    private Archive named(Request request, String action) {
        Members members = new Members(request.input());
        String name = members.required("ArchiveName", NAME);
        members.check();
        allow(request, action, name);
        return archives.require(request.caller().account(), name);
    }

    private void allow(Request request, String action, String name) {
        String arn = archives.kernel().arn("events", request.caller().account(), "archive/" + name);
        archives.kernel().access().require(request.caller(), "events:" + action, arn);
    }

    private double now() {
        return archives.kernel().time().now().toEpochMilli() / 1000d;
    }

    private ObjectNode summary(Archive archive) {
        ArchiveTable.Size size = archives.table().size(archive.id());
        return Json.object()
                .put("ArchiveName", archive.name())
                .put("EventSourceArn", archive.bus().arn())
                .put("State", Archive.STATE)
                .put("RetentionDays", archive.retentionDays())
                .put("SizeBytes", size.bytes())
                .put("EventCount", size.events())
                .put("CreationTime", archive.created());
    }

    private static ObjectNode made(Archive archive) {
        return Json.object()
                .put("ArchiveArn", archive.arn())
                .put("State", Archive.STATE)
                .put("CreationTime", archive.created());
    }
}
