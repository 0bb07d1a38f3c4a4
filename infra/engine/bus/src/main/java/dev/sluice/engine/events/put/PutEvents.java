package dev.sluice.engine.events.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Buses;
import dev.sluice.engine.events.log.IngestLog;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.trace.TraceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PutEvents. An entry that gets an EventId is on disk.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class PutEvents implements Operation {

    private final Kernel kernel;
    private final Buses buses;
    private final Ingest ingest;
    private final IngestLog log;

    public PutEvents(Kernel kernel, Buses buses, Ingest ingest, IngestLog log) {
        this.kernel = kernel;
        this.buses = buses;
        this.ingest = ingest;
        this.log = log;
    }

    @Override
    public Response call(Request request) {
        Instant begun = kernel.time().now();
        record(request, "PutEventsApproximateCallCount", 1);
        try {
            List<Entry> entries = Entries.read(request.input());
            Batch batch = new Batch(request, entries.size());
            for (Entry entry : entries) {
                batch.add(entry);
            }
            Response response = batch.finish();
            record(request, "PutEventsApproximateSuccessCount", 1);
            record(request, "PutEventsEntriesCount", entries.size());
            record(
                    request,
                    "PutEventsRequestSize",
                    entries.stream().mapToInt(Entry::size).sum());
            return response;
        } catch (AwsException e) {
            record(request, "PutEventsApproximateFailedCount", 1);
            throw e;
        } finally {
            record(
                    request,
                    "PutEventsLatency",
                    Duration.between(begun, kernel.time().now()).toMillis());
        }
    }

    private void record(Request request, String metric, double value) {
        kernel.metrics().of(request.caller().account()).record(RuleMetrics.of(metric), value);
    }

    /** The work on one request. */
    private final class Batch {

        private final Request request;
        private final int size;
        private final Permissions permissions;
        private final Instant now = kernel.time().now();
        private final ArrayNode results = Json.array();
        private final List<BusEvent> events;
        private final List<TraceRecord> dropped = new ArrayList<>();
        private int failed;
        private int denied;
        private @Nullable AwsException denial;

        Batch(Request request, int size) {
            this.request = request;
            this.size = size;
            this.events = new ArrayList<>(size);
            this.permissions = new Permissions(kernel.access(), request.caller(), false);
        }

        void add(Entry entry) {
            BusKey bus =
                    BusKey.of(entry.bus().isEmpty() ? BusKey.DEFAULT : entry.bus(), request.caller(), kernel.region());
            Optional<Refusal> refusal = Refusal.of(entry);
            if (refusal.isPresent()) {
                refuse(entry, bus, refusal.get());
                return;
            }
            Optional<AwsException> no = permissions.refusal(bus, entry.source(), entry.detailType());
            if (no.isPresent()) {
                denied++;
                denial = no.get();
                refuse(entry, bus, new Refusal("AccessDeniedException", no.get().message()));
                return;
            }
            accept(entry, bus);
        }

        private void accept(Entry entry, BusKey bus) {
            String id = kernel.ids().uuid().toString();
            Optional<Envelope> envelope =
                    Envelope.of(entry, id, request.caller().account(), kernel.region(), now);
            if (envelope.isEmpty()) {
                refuse(entry, bus, Refusal.MALFORMED);
                return;
            }
            results.addObject().put("EventId", id);
            String subject = envelope.get().subject();
            if (buses.find(bus).isEmpty()) {
                dropped.add(new TraceRecord(
                        id,
                        subject,
                        now,
                        "EVENT_INGEST_FAILURE",
                        bus.arn(),
                        Map.of("reason", "Event bus " + bus.name() + " does not exist.")));
                return;
            }
            events.add(new BusEvent(id, subject, bus, envelope.get().text(), now, false, trace(entry)));
        }

        private String trace(Entry entry) {
            return entry.trace().isEmpty() ? request.headers().getOrDefault("x-amzn-trace-id", "") : entry.trace();
        }

        private void refuse(Entry entry, BusKey bus, Refusal refusal) {
            failed++;
            log.refused(
                    bus,
                    entry.source(),
                    entry.detailType(),
                    entry.detail(),
                    request.caller().account(),
                    refusal.message(),
                    now);
            results.addObject().put("ErrorCode", refusal.code()).put("ErrorMessage", refusal.message());
        }

        Response finish() {
            if (denial != null && denied == size) {
                throw denial;
            }
            if (!events.isEmpty() || !dropped.isEmpty()) {
                ingest.accept(events, dropped);
            }
            if (failed > 0) {
                record(request, "PutEventsFailedEntriesCount", failed);
            }
            ObjectNode answer = Json.object().put("FailedEntryCount", failed);
            answer.set("Entries", results);
            return Response.of(answer);
        }
    }
}
