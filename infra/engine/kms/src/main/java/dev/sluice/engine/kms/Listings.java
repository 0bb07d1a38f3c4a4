package dev.sluice.engine.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kms.key.Alias;
import dev.sluice.engine.kms.key.Key;
import dev.sluice.engine.kms.key.Keys;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an account has.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html">ListAliases</a>
 */
final class Listings {

    private static final int MOST_KEYS = 1_000;
    private static final int MOST_ALIASES = 100;

    private final Keys keys;

    Listings(Keys keys) {
        this.keys = keys;
    }

    Map<String, Operation> operations() {
        return Map.of("ListKeys", this::keys, "ListAliases", this::aliases);
    }

    private Response keys(Request request) {
        keys.kernel().access().require(request.caller(), "kms:ListKeys", "*");
        return page(
                request,
                "Keys",
                MOST_KEYS,
                keys.of(request.caller().account()),
                Key::id,
                key -> Json.object().put("KeyId", key.id()).put("KeyArn", key.arn()));
    }

    private Response aliases(Request request) {
        keys.kernel().access().require(request.caller(), "kms:ListAliases", "*");
        String wanted = request.input().path("KeyId").asText("");
        String id = wanted.isEmpty()
                ? ""
                : keys.named(request, wanted, "ListAliases", Context.EMPTY).id();
        List<Alias> found = keys.aliases(request.caller().account()).stream()
                .filter(alias -> id.isEmpty() || alias.keyId().equals(id))
                .toList();
        return page(
                request,
                "Aliases",
                MOST_ALIASES,
                found,
                Alias::arn,
                alias -> Json.object()
                        .put("AliasName", alias.name())
                        .put("AliasArn", alias.arn())
                        .put("TargetKeyId", alias.keyId())
                        .put("CreationDate", alias.created())
                        .put("LastUpdatedDate", alias.updated()));
    }

    /** @param sorted by what {@code name} gives: a page begins after the name that is its marker */
    private static <T> Response page(
            Request request,
            String member,
            int most,
            List<T> sorted,
            Function<T, String> name,
            Function<T, ObjectNode> view) {
        int limit = request.input().path("Limit").asInt(Math.min(most, MOST_ALIASES));
        if (limit < 1 || limit > most) {
            throw AwsException.validation("Limit must be between 1 and " + most + ", and is " + limit + ".");
        }
        String after = request.input().path("Marker").asText("");
        List<T> left = sorted.stream()
                .filter(one -> name.apply(one).compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        ObjectNode answer = Json.object();
        var list = answer.putArray(member);
        left.stream().limit(limit).forEach(one -> list.add(view.apply(one)));
        answer.put("Truncated", left.size() > limit);
        if (left.size() > limit) {
            answer.put("NextMarker", name.apply(left.get(limit - 1)));
        }
        return Response.of(answer);
    }
}
