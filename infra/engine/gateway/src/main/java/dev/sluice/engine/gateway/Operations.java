package dev.sluice.engine.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Create, read, change and delete, which are alike for all parts of an API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/operations.html">Operations</a>
 */
final class Operations {

    private static final String API_ID = "apiId";
    private static final int API_ID_LENGTH = 10;
    private static final int ID_LENGTH = 7;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Kernel kernel;
    private final Items items;
    private final Function<String, String> endpoint;
    private final Kind kind;

    /** @param endpoint where an API answers, by its id */
    Operations(Kernel kernel, Items items, Function<String, String> endpoint, Kind kind) {
        this.kernel = kernel;
        this.items = items;
        this.endpoint = endpoint;
        this.kind = kind;
    }

    Map<String, Operation> operations() {
        Map<String, Operation> all = new HashMap<>();
        all.put("Create" + kind.label(), this::create);
        all.put("Get" + kind.label(), this::get);
        all.put("Get" + kind.label() + "s", this::list);
        all.put("Update" + kind.label(), this::update);
        all.put("Delete" + kind.label(), this::delete);
        return all;
    }

    List<Protocol.Route> routes() {
        String all = kind == Kind.API ? "/v2/apis" : "/v2/apis/{apiId}/" + kind.folder();
        String one = all + "/{" + kind.idMember() + "}";
        return List.of(
                new Protocol.Route("POST", all, "Create" + kind.label(), CREATED, false),
                Protocol.Route.of("GET", all, "Get" + kind.label() + "s"),
                Protocol.Route.of("GET", one, "Get" + kind.label()),
                Protocol.Route.of("PATCH", one, "Update" + kind.label()),
                new Protocol.Route("DELETE", one, "Delete" + kind.label(), NO_CONTENT, false));
    }

    private Response create(Request request) {
        allow(request, "POST", false);
        synchronized (items) {
            String account = request.caller().account();
            String id = newId(request);
            String apiId = kind == Kind.API ? id : api(request);
            List<Item> others = items.list(kind, account, apiId);
            if (others.size() >= kind.most()) {
                throw AwsException.of(
                        "TooManyRequestsException",
                        429,
                        "There can be at most " + kind.most() + " " + kind.folder() + ".");
            }
            ObjectNode body = body(request, Json.object());
            String name = kind == Kind.ROUTE ? "routeKey" : kind == Kind.STAGE ? "stageName" : "";
            if (!name.isEmpty()
                    && others.stream().anyMatch(other -> other.body().path(name).equals(body.path(name)))) {
                throw AwsException.of(
                        "ConflictException",
                        CONFLICT,
                        kind.label() + " with key " + body.path(name).asText() + " already exists for this API");
            }
            check(id, apiId, account, body);
            Item item = new Item(
                    kind, id, apiId, account, items.next(), kernel.time().now().toEpochMilli(), body);
            items.put(item);
            return Response.of(view(item));
        }
    }

    private Response get(Request request) {
        allow(request, "GET", true);
        return Response.of(view(named(request)));
    }

    private Response list(Request request) {
        allow(request, "GET", false);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("items");
        String apiId = kind == Kind.API ? "" : api(request);
        items.list(kind, request.caller().account(), apiId).forEach(item -> list.add(view(item)));
        return Response.of(answer);
    }

    /** Members that are null are removed. */
    private Response update(Request request) {
        allow(request, "PATCH", true);
        synchronized (items) {
            Item item = named(request);
            ObjectNode body = body(request, (ObjectNode) item.body().deepCopy());
            check(item.id(), item.apiId(), item.account(), body);
            Item changed = item.with(body);
            items.put(changed);
            return Response.of(view(changed));
        }
    }

    private Response delete(Request request) {
        allow(request, "DELETE", true);
        synchronized (items) {
            items.remove(named(request));
            return Response.empty();
        }
    }

    private void check(String id, String apiId, String account, JsonNode body) {
        kind.check(id, account, body);
        if (kind == Kind.ROUTE) {
            String target = body.path("target").asText();
            require(Kind.INTEGRATION, account, apiId, target.substring(target.indexOf('/') + 1));
            if (body.path("authorizationType").asText().equals("CUSTOM")) {
                require(
                        Kind.AUTHORIZER,
                        account,
                        apiId,
                        body.path("authorizerId").asText());
            }
        }
    }

    private void require(Kind other, String account, String apiId, String id) {
        if (items.find(other, account, apiId, id).isEmpty()) {
            throw AwsException.of("BadRequestException", "Invalid " + other.label() + " identifier specified " + id);
        }
    }

    private ObjectNode body(Request request, ObjectNode old) {
        request.input().properties().forEach(member -> {
            if (member.getValue().isNull()) {
                old.remove(member.getKey());
            } else {
                old.set(member.getKey(), member.getValue());
            }
        });
        old.remove(API_ID);
        if (kind != Kind.STAGE) {
            old.remove(kind.idMember());
        }
        return old;
    }

    private String newId(Request request) {
        if (kind == Kind.STAGE) {
            return request.input().path("stageName").asText();
        }
        UUID uuid = kernel.ids().uuid();
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getLeastSignificantBits())
                .putLong(uuid.getMostSignificantBits())
                .array();
        String text = new BigInteger(1, bytes).toString(Character.MAX_RADIX);
        return text.substring(text.length() - (kind == Kind.API ? API_ID_LENGTH : ID_LENGTH));
    }

    private String api(Request request) {
        String id = request.input().path(API_ID).asText();
        return items.find(Kind.API, request.caller().account(), id, id)
                .orElseThrow(() -> notFound(Kind.API, request, id))
                .id();
    }

    private Item named(Request request) {
        String id = request.input().path(kind.idMember()).asText();
        String apiId = kind == Kind.API ? id : api(request);
        return items.find(kind, request.caller().account(), apiId, id).orElseThrow(() -> notFound(kind, request, id));
    }

    private static AwsException notFound(Kind kind, Request request, String id) {
        return AwsException.of(
                "NotFoundException",
                NOT_FOUND,
                "Invalid " + kind.label() + " identifier specified "
                        + request.caller().account() + ":" + id);
    }

    /**
     * Permissions name the HTTP method and the path.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/security_iam_service-with-iam.html">Actions</a>
     */
    private void allow(Request request, String method, boolean one) {
        StringBuilder path = new StringBuilder("/apis");
        if (kind != Kind.API) {
            path.append('/')
                    .append(request.input().path(API_ID).asText())
                    .append('/')
                    .append(kind.folder());
        }
        if (one) {
            path.append('/').append(request.input().path(kind.idMember()).asText());
        }
        kernel.access()
                .require(
                        request.caller(),
                        "apigateway:" + method,
                        "arn:aws:apigateway:" + kernel.region() + "::" + path);
    }

    private ObjectNode view(Item item) {
        ObjectNode view = item.body().deepCopy();
        view.put(kind.idMember(), item.id());
        view.put("createdDate", Instant.ofEpochMilli(item.created()).toString());
        if (kind == Kind.API) {
            view.put("apiEndpoint", endpoint.apply(item.id()));
        }
        return view;
    }
}
