package dev.sluice.authorizers.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.model.EventType;
import dev.sluice.rules.catalog.model.PartnerSource;
import dev.sluice.rules.catalog.model.Source;
import dev.sluice.rules.catalog.model.TableSource;
import dev.sluice.rules.event.ApiMessage;
import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.event.Envelope;
import dev.sluice.rules.event.EnvelopeHead;
import dev.sluice.rules.event.FailedChange;
import dev.sluice.rules.event.Identifier;
import dev.sluice.rules.event.MalformedEventException;
import dev.sluice.rules.event.Metadata;
import dev.sluice.rules.schema.Violation;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges events. A pure function of the catalog, the event and the time; it never throws because of an event.
 *
 * <p>Events made from the owner's tables carry metadata that the transformer wrote, messages created through the API carry
 * metadata that the API wrote, and both are believed only from the owner's own account. A partner's detail is data, whatever it
 * looks like: its metadata is written here.
 */
public final class AdmissionControl {

    /** The most that is told about one rejection. */
    public static final int DETAIL_CHARACTERS = 1_000;

    private static final int BYTES = 256 << 10;
    private static final int HOPS = 3;
    private static final int VIOLATIONS = 10;
    private static final String UNKNOWN = "unknown";

    private final Catalog catalog;
    private final String ownerAccount;
    private final InstantSource clock;

    /** @param ownerAccount the 12-digit account that owns the tables */
    public AdmissionControl(Catalog catalog, String ownerAccount, InstantSource clock) {
        this.catalog = catalog;
        this.ownerAccount = ownerAccount;
        this.clock = clock;
    }

    /**
     * @param text the envelope as the ingress bus delivered it
     * @param fallbackId names the event if it has no id that could be read
     */
    public Verdict judge(String text, String fallbackId) {
        try {
            return judge(Envelope.parse(text), text);
        } catch (MalformedEventException e) {
            return unread(text, fallbackId, Reason.MALFORMED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            return unread(text, fallbackId, Reason.CHECK_FAILED, String.valueOf(e));
        }
    }

    /** Rejects one event that was judged before, because what follows could not be done with it. */
    static Verdict.Rejected failed(Verdict.Admitted verdict, String detail) {
        DomainEvent event = verdict.event();
        return new Verdict.Rejected(
                event.metadata().id(),
                event.source(),
                event.detailType(),
                event.metadata().sourceAccount().orElse(UNKNOWN),
                Reason.CHECK_FAILED,
                detail);
    }

    private static Verdict.Rejected unread(String text, String fallbackId, Reason reason, String detail) {
        EnvelopeHead head = EnvelopeHead.of(text);
        return new Verdict.Rejected(
                head.text("id").filter(AdmissionControl::isId).orElse(fallbackId),
                head.text("source").orElse(UNKNOWN),
                head.text("detail-type").orElse(UNKNOWN),
                head.text("account").orElse(UNKNOWN),
                reason,
                detail);
    }

    private Verdict judge(Envelope envelope, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BYTES) {
            return rejected(
                    envelope, Reason.TOO_LARGE, "the event has " + bytes + " bytes; at most " + BYTES + " may pass");
        }
        if (envelope.source().equals(FailedChange.SOURCE) && envelope.account().equals(ownerAccount)) {
            return rejected(
                    envelope,
                    Reason.UNREADABLE_CHANGE,
                    envelope.detail().path("failure").asText());
        }
        boolean message = envelope.account().equals(ownerAccount)
                && envelope.detail().path("metadata").has(ApiMessage.MEMBER);
        if (message && envelope.source().equals(ApiMessage.SOURCE)) {
            return judgeOwn(envelope, Optional.empty());
        }
        Optional<Source> source = catalog.source(envelope.source());
        if (source.isEmpty()) {
            return rejected(envelope, Reason.UNKNOWN_SOURCE, "the catalog has no source " + envelope.source());
        }
        String account = !message && source.get() instanceof PartnerSource partner ? partner.account() : ownerAccount;
        if (!account.equals(envelope.account())) {
            return rejected(
                    envelope,
                    Reason.SOURCE_NOT_ALLOWED_FOR_ACCOUNT,
                    "account " + envelope.account() + " may not publish as " + envelope.source());
        }
        return source.get()
                .type(envelope.detailType())
                .map(type -> message || source.get() instanceof TableSource
                        ? judgeOwn(envelope, Optional.of(type))
                        : judgePartners(envelope, source.get(), type))
                .orElseGet(() -> rejected(
                        envelope,
                        Reason.UNKNOWN_TYPE,
                        envelope.source() + " has no event type " + envelope.detailType()));
    }

    /** @param type empty for one that the API declared at run time, which has no schema */
    private Verdict judgeOwn(Envelope envelope, Optional<EventType> type) {
        Metadata metadata;
        try {
            metadata = Metadata.of(envelope.detail().path("metadata"));
        } catch (MalformedEventException e) {
            return rejected(envelope, Reason.INVALID_METADATA, String.valueOf(e.getMessage()));
        }
        if (!(envelope.detail().get("data") instanceof ObjectNode data)) {
            return rejected(envelope, Reason.INVALID_METADATA, "data: must be an object");
        }
        return judge(envelope, metadata, data, type, "metadata.tenant");
    }

    private Verdict judgePartners(Envelope envelope, Source source, EventType type) {
        JsonNode tenant = envelope.detail().at(source.tenant());
        if (!tenant.isTextual() || tenant.asText().isEmpty()) {
            return rejected(envelope, Reason.MISSING_TENANT, "the data has no tenant at " + source.tenant());
        }
        return judge(
                envelope,
                fresh(envelope, type, tenant.asText()),
                envelope.detail(),
                Optional.of(type),
                "the tenant at " + source.tenant());
    }

    /** @param tenant where the tenant stands, in words */
    private Verdict judge(
            Envelope envelope, Metadata metadata, ObjectNode data, Optional<EventType> type, String tenant) {
        Optional<String> flaw = metadata.flaw();
        if (flaw.isPresent()) {
            return rejected(envelope, Reason.INVALID_IDENTIFIER, flaw.get().replace("metadata.tenant", tenant));
        }
        if (metadata.hops() >= HOPS) {
            return rejected(
                    envelope, Reason.TOO_MANY_HOPS, "the event passed the gate " + metadata.hops() + " times before");
        }
        List<Violation> violations =
                type.map(known -> known.schema().validate(data)).orElse(List.of());
        return violations.isEmpty()
                ? new Verdict.Admitted(new DomainEvent(
                        envelope.source(), envelope.detailType(), envelope.time(), admitted(envelope, metadata), data))
                : rejected(envelope, Reason.SCHEMA_VIOLATION, words(violations));
    }

    private static Metadata fresh(Envelope envelope, EventType type, String tenant) {
        return new Metadata(
                envelope.id(),
                tenant,
                Optional.empty(),
                type.name(),
                type.version(),
                envelope.time(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Metadata admitted(Envelope envelope, Metadata metadata) {
        return new Metadata(
                metadata.id(),
                metadata.tenant(),
                Optional.of(envelope.account()),
                metadata.type(),
                metadata.schemaVersion(),
                metadata.occurredAt(),
                Optional.of(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()),
                metadata.hops() + 1,
                metadata.traceparent(),
                metadata.idempotencyKey(),
                metadata.change(),
                metadata.message());
    }

    /** The stable id of an event of the owner's is in its metadata; anybody else's word for it does not count. */
    private Verdict.Rejected rejected(Envelope envelope, Reason reason, String detail) {
        String inside = envelope.detail().path("metadata").path("id").asText();
        String id = envelope.account().equals(ownerAccount) && isId(inside) ? inside : envelope.id();
        return new Verdict.Rejected(id, envelope.source(), envelope.detailType(), envelope.account(), reason, detail);
    }

    private static boolean isId(String id) {
        return Identifier.EVENT_ID.flaw(id).isEmpty();
    }

    private static String words(List<Violation> violations) {
        String listed = violations.stream()
                .limit(VIOLATIONS)
                .map(violation ->
                        (violation.pointer().isEmpty() ? "/" : violation.pointer()) + ": " + violation.message())
                .collect(Collectors.joining("; "));
        return violations.size() > VIOLATIONS ? listed + "; and " + (violations.size() - VIOLATIONS) + " more" : listed;
    }
}
