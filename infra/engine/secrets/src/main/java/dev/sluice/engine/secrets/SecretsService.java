package dev.sluice.engine.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Secrets Manager: service {@code secretsmanager}. Rotation is not offered: the engine has nothing to rotate.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">API reference</a>
 */
public final class SecretsService implements Service {

    private static final int PAGE = 100;

    private final Map<String, Operation> operations = new HashMap<>();
    private final Secrets secrets;

    public SecretsService(Kernel kernel, Vault vault) {
        secrets = new Secrets(kernel, vault);
        operations.putAll(new SecretOperations(secrets).operations());
        operations.putAll(new ValueOperations(secrets).operations());
        operations.putAll(new TagOperations(secrets).operations());
        operations.putAll(new PolicyOperations(secrets).operations());
        operations.put("GetRandomPassword", new Passwords(kernel));
        operations.put("ListSecrets", this::list);
    }

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Json("secretsmanager", "1.1"));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.copyOf(operations);
    }

    private Response list(Request request) {
        secrets.allow(request, "ListSecrets", "*");
        boolean deleted = request.input().path("IncludePlannedDeletion").asBoolean();
        int limit = request.input().path("MaxResults").asInt(PAGE);
        if (limit < 1 || limit > PAGE) {
            throw AwsException.of("InvalidParameterException", "MaxResults must be between 1 and 100.");
        }
        String after = request.input().path("NextToken").asText("");
        List<Secret> found = secrets.of(request.caller().account()).stream()
                .filter(secret -> deleted || !secret.isDeleted())
                .filter(secret -> matches(secret, request.input().path("Filters")))
                .filter(secret -> secret.name().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        var answer = Json.object();
        var page = answer.putArray("SecretList");
        found.stream().limit(limit).forEach(secret -> page.add(Views.listed(secret)));
        if (found.size() > limit) {
            answer.put("NextToken", found.get(limit - 1).name());
        }
        return Response.of(answer);
    }

    private static boolean matches(Secret secret, JsonNode filters) {
        for (JsonNode filter : filters) {
            boolean any = false;
            for (JsonNode value : filter.path("Values")) {
                any |= matches(secret, filter.path("Key").asText(), value.asText());
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    /** Names match from their start, case-sensitively; descriptions by their words. */
    private static boolean matches(Secret secret, String key, String value) {
        if (value.startsWith("!")) {
            return !matches(secret, key, value.substring(1));
        }
        return switch (key) {
            case "name" -> secret.name().startsWith(value);
            case "description" -> lower(secret.description()).contains(lower(value));
            case "tag-key" -> secret.tags().keySet().stream().anyMatch(tag -> tag.startsWith(value));
            case "tag-value" -> secret.tags().values().stream().anyMatch(tag -> tag.startsWith(value));
            case "owning-service" -> secret.owner().startsWith(value);
            case "all" ->
                lower(secret.name() + " " + secret.description() + " " + secret.tags())
                        .contains(lower(value));
            default -> throw AwsException.of("InvalidParameterException", "There is no filter " + key + ".");
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
