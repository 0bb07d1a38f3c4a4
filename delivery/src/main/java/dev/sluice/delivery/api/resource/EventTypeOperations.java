package dev.sluice.delivery.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rule;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.list.Sorted;
import dev.sluice.delivery.eventtype.EventTypes;
import dev.sluice.delivery.eventtype.KnownType;
import dev.sluice.rules.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Event types: those of the catalog, and those that are added here. Every token may look at them. */
public final class EventTypeOperations implements Operations {

    private static final String ALL = "/api/v1/event-type";
    private static final String ONE = ALL + "/{event_type_name}";
    private static final int SCHEMAS = 200_000;
    private static final Rule<String> NAME = Rules.name(128);
    private static final Rule<String> DESCRIPTION = Rules.text(0, 4_096);
    private static final Rule<List<String>> FLAGS = Rules.list(Rules.name(256), 0, 20);
    private static final Rule<JsonNode> SCHEMAS_RULE = Rules.checked(
            Rules.object(),
            schemas -> Json.text(schemas).length() > SCHEMAS
                    ? Optional.of("must have at most " + SCHEMAS + " characters")
                    : Optional.empty());

    private final EventTypes types;
    private final InstantSource clock;

    public EventTypeOperations(EventTypes types, InstantSource clock) {
        this.types = types;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", ALL, Scope.EVENT_TYPES_READ, this::list),
                new Operation("POST", ALL, Scope.EVENT_TYPES_WRITE, this::create),
                new Operation("GET", ONE, Scope.EVENT_TYPES_READ, request -> ApiResponse.ok(view(found(request)))),
                new Operation("PUT", ONE, Scope.EVENT_TYPES_WRITE, this::put),
                new Operation("PATCH", ONE, Scope.EVENT_TYPES_WRITE, this::patch),
                new Operation("DELETE", ONE, Scope.EVENT_TYPES_WRITE, this::delete));
    }

    private ApiResponse list(ApiRequest request) {
        Fields query = request.query();
        Field<Boolean> archived = query.optional("include_archived", Rules.flag());
        Field<Boolean> content = query.optional("with_content", Rules.flag());
        query.check();
        var all = types.all();
        if (!archived.or(false)) {
            all.values().removeIf(KnownType::archived);
        }
        return ApiResponse.ok(request.page(true)
                .answer(Sorted.source(all), KnownType::name, type -> Views.eventType(type, content.or(false))));
    }

    /** One that was archived is there again. */
    private ApiResponse create(ApiRequest request) {
        Fields body = request.fields();
        Field<String> name = body.required("name", NAME);
        KnownType type = described(body, name.or(""), now());
        body.check();
        Optional<KnownType> before = types.find(name.value());
        if (before.isPresent() && !before.get().archived()) {
            throw exists();
        }
        if (before.isPresent()) {
            types.store().put(type);
        } else {
            add(type);
        }
        return ApiResponse.created(view(type));
    }

    private ApiResponse put(ApiRequest request) {
        String name = name(request);
        Optional<KnownType> before = types.find(name);
        Fields body = request.fields();
        KnownType type = described(body, name, before.map(KnownType::createdAt).orElseGet(this::now));
        body.check();
        if (before.isPresent()) {
            types.store().put(type);
            return ApiResponse.ok(view(type));
        }
        add(type);
        return ApiResponse.created(view(type));
    }

    private void add(KnownType type) {
        if (types.store().all().size() >= EventTypes.MOST) {
            throw ApiException.badRequest(
                    "There are " + EventTypes.MOST + " event types beside the catalog's; that is the most.");
        }
        if (!types.store().create(type)) {
            throw exists();
        }
    }

    private ApiResponse patch(ApiRequest request) {
        KnownType before = found(request);
        Fields body = request.fields();
        Field<String> description = body.patched("description", DESCRIPTION);
        Field<Boolean> archived = body.patched("archived", Rules.flag());
        Field<Boolean> deprecated = body.patched("deprecated", Rules.flag());
        Field<JsonNode> schemas = body.optional("schemas", SCHEMAS_RULE);
        Field<String> group = body.optional("groupName", Rules.name(256));
        Field<List<String>> flags = body.either(FLAGS, "featureFlags");
        Field<String> flag = body.optional("featureFlag", Rules.name(256));
        body.check();
        KnownType after = new KnownType(
                before.name(),
                description.or(before.description()),
                archived.or(before.archived()),
                deprecated.or(before.deprecated()),
                schemas.after(before.schemas()),
                group.after(before.group()),
                flags.given() || flag.given() ? flags(flags, flag) : before.featureFlags(),
                before.createdAt(),
                now());
        types.store().put(after);
        return ApiResponse.ok(view(after));
    }

    /** Archives; endpoints that ask for the type still get it. With {@code expunge}, it is as if it had never been. */
    private ApiResponse delete(ApiRequest request) {
        Fields query = request.query();
        Field<Boolean> expunge = query.optional("expunge", Rules.flag());
        query.check();
        KnownType before = found(request);
        if (!expunge.or(false)) {
            types.store().put(before.archived(true, now()));
            return ApiResponse.noContent();
        }
        if (types.isOfCatalog(before.name())) {
            throw ApiException.conflict(
                    "The catalog has this event type: remove it there and deploy, or archive it here without expunge.");
        }
        types.store().delete(before.name());
        return ApiResponse.noContent();
    }

    private KnownType described(Fields body, String name, Instant createdAt) {
        Field<String> description = body.required("description", DESCRIPTION);
        Field<Boolean> archived = body.optional("archived", Rules.flag());
        Field<Boolean> deprecated = body.optional("deprecated", Rules.flag());
        Field<JsonNode> schemas = body.optional("schemas", SCHEMAS_RULE);
        Field<String> group = body.optional("groupName", Rules.name(256));
        Field<List<String>> flags = body.either(FLAGS, "featureFlags");
        Field<String> flag = body.optional("featureFlag", Rules.name(256));
        return new KnownType(
                name,
                description.or(""),
                archived.or(false),
                deprecated.or(false),
                schemas.optional(),
                group.optional(),
                flags(flags, flag),
                createdAt,
                now());
    }

    private static List<String> flags(Field<List<String>> flags, Field<String> flag) {
        return flags.optional().orElseGet(() -> flag.optional().map(List::of).orElse(List.of()));
    }

    private KnownType found(ApiRequest request) {
        return types.find(name(request)).orElseThrow(() -> ApiException.notFound("The event type does not exist."));
    }

    private static String name(ApiRequest request) {
        ObjectNode path = Json.object().put("event_type_name", request.parameter("event_type_name"));
        Fields fields = new Fields(path, "path");
        Field<String> name = fields.required("event_type_name", NAME);
        fields.check();
        return name.value();
    }

    private static ApiException exists() {
        return ApiException.conflict("There is an event type with this name.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ObjectNode view(KnownType type) {
        return Views.eventType(type, true);
    }
}
