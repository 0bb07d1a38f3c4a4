package dev.sluice.engine.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.iam.policy.Statement;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** IAM's API for roles, users, access keys and managed policies. */
public final class IamService implements Service {

    private final Kernel kernel;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    public IamService(Kernel kernel, PolicyAccess access, LocalCredentials credentials) {
        this.kernel = kernel;
        UserOperations users = new UserOperations(kernel, access);
        users.addTo(this::add);
        new AccessKeyOperations(kernel, access, users, credentials).addTo(this::add);
        new RoleOperations(kernel, access).addTo(this::add);
        new PolicyOperations(kernel, access).addTo(this::add);
    }

    private void add(String name, Function<Request, String> resource, Operation operation) {
        operations.put(name, request -> {
            kernel.access().require(request.caller(), "iam:" + name, resource.apply(request));
            return operation.call(request);
        });
    }

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Query("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/", false));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    /** Takes operations by name. */
    @FunctionalInterface
    interface Operations {

        /** @param resource the ARN that a caller must be allowed the operation on: what it acts on, whatever else the request says */
        void accept(String name, Function<Request, String> resource, Operation operation);
    }

    /** The resource of operations that act on no single one. */
    static String any(Request request) {
        return "*";
    }

    /** The ARN of what is to be made, or of what is looked for and is not there. */
    static String arn(Request request, String kind, String path, String name) {
        return "arn:aws:iam::" + request.caller().account() + ":" + kind + path + name;
    }

    static String path(Request request) {
        return request.input().path("Path").asText("/");
    }

    static AwsException missing(String what) {
        return AwsException.of("NoSuchEntity", 404, what);
    }

    /** IAM answers documents URL-encoded (RFC 3986). */
    static String encode(JsonNode document) {
        return URLEncoder.encode(Json.text(document), StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String required(Request request, String member) {
        String value = request.input().path(member).asText();
        if (value.isEmpty()) {
            throw AwsException.of(
                    "ValidationError",
                    "1 validation error detected: Value null at '" + member
                            + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** A policy document, which clients send as text and templates as JSON. */
    static JsonNode document(Request request, String member) {
        JsonNode given = request.input().path(member);
        try {
            JsonNode document = given.isObject() ? given : Json.parse(given.asText());
            if (!document.isObject() || Statement.of(document).isEmpty()) {
                throw AwsException.of("MalformedPolicyDocument", "Syntax errors in policy.");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw AwsException.of("MalformedPolicyDocument", "This policy contains invalid Json");
        }
    }
}
