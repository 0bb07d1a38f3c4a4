package dev.sluice.engine.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.secrets.Vault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Systems Manager: service {@code ssm}, of which the engine has the Parameter Store.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html">Parameter Store</a>
 */
public final class SsmService implements Service {

    private static final TextConstraint NAME = TextConstraint.length(1, 2_048);
    private static final int MOST_NAMES = 10;

    private final Map<String, Operation> operations = new HashMap<>();
    private final Parameters parameters;

    public SsmService(Kernel kernel, Vault vault) {
        parameters = new Parameters(kernel, vault);
        operations.put("PutParameter", new PutParameter(parameters));
        operations.put("GetParameter", this::get);
        operations.put("GetParameters", this::getMany);
        operations.put("GetParameterHistory", this::history);
        operations.put("DeleteParameter", this::delete);
        operations.put("DeleteParameters", this::deleteMany);
        operations.put("AddTagsToResource", this::tag);
        operations.put("RemoveTagsFromResource", this::untag);
        operations.put("ListTagsForResource", this::tags);
        operations.putAll(new Listings(parameters).operations());
    }

    @Override
    public String name() {
        return "ssm";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Json("AmazonSSM", "1.1"));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.copyOf(operations);
    }

    private static String required(Request request, String member) {
        Members members = new Members(request.input());
        String name = members.required(member, NAME);
        members.check();
        return name;
    }

    private static boolean decrypts(Request request) {
        return request.input().path("WithDecryption").asBoolean();
    }

    private Response get(Request request) {
        Parameters.Found found = parameters.named(request, required(request, "Name"), "GetParameter");
        ObjectNode answer = Json.object();
        answer.set("Parameter", parameters.view(found, decrypts(request)));
        return Response.of(answer);
    }

    private Response getMany(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("Parameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        for (String name : names(request)) {
            try {
                found.add(parameters.view(parameters.named(request, name, "GetParameters"), decrypts(request)));
            } catch (AwsException e) {
                collectMissing(e, invalid, name);
            }
        }
        return Response.of(answer);
    }

    private Response delete(Request request) {
        String name = required(request, "Name");
        synchronized (parameters) {
            parameters.remove(parameters.named(request, name, "DeleteParameter").parameter());
        }
        return Response.empty();
    }

    private Response deleteMany(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode deleted = answer.putArray("DeletedParameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        for (String name : names(request)) {
            try {
                synchronized (parameters) {
                    parameters.remove(
                            parameters.named(request, name, "DeleteParameters").parameter());
                }
                deleted.add(name);
            } catch (AwsException e) {
                collectMissing(e, invalid, name);
            }
        }
        return Response.of(answer);
    }

    private static void collectMissing(AwsException e, ArrayNode invalid, String name) {
        if (!e.code().startsWith("Parameter")) {
            throw e;
        }
        invalid.add(name);
    }

    private static List<String> names(Request request) {
        Members members = new Members(request.input());
        List<String> names = members.texts("Names", NAME);
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            members.violate(names.toString(), "Names", "Member must have length between 1 and " + MOST_NAMES);
        }
        members.check();
        return names.stream().distinct().toList();
    }

    private Response history(Request request) {
        Parameters.Found found = parameters.named(request, required(request, "Name"), "GetParameterHistory");
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Parameters");
        Parameter parameter = found.parameter();
        for (Parameter.Version version : parameter.versions()) {
            list.addObject()
                    .put("Name", parameter.name())
                    .put("Type", parameter.type())
                    .put("Value", parameters.value(parameter, version, decrypts(request)))
                    .put("Version", version.number())
                    .put("LastModifiedDate", version.modified())
                    .put("LastModifiedUser", version.by())
                    .put("DataType", parameter.dataType())
                    .put("Tier", parameter.tier());
        }
        return Response.of(answer);
    }

    private Response tag(Request request) {
        synchronized (parameters) {
            Parameter parameter = tagged(request, "AddTagsToResource");
            parameters.put(parameter.tagged(
                    PutParameter.tags(parameter.tags(), request.input().path("Tags"))));
        }
        return Response.empty();
    }

    private Response untag(Request request) {
        synchronized (parameters) {
            Parameter parameter = tagged(request, "RemoveTagsFromResource");
            Map<String, String> left = new TreeMap<>(parameter.tags());
            request.input().path("TagKeys").forEach(key -> left.remove(key.asText()));
            parameters.put(parameter.tagged(left));
        }
        return Response.empty();
    }

    private Response tags(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("TagList");
        new TreeMap<>(tagged(request, "ListTagsForResource").tags())
                .forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return Response.of(answer);
    }

    private Parameter tagged(Request request, String action) {
        JsonNode type = request.input().path("ResourceType");
        if (!type.asText().equals("Parameter")) {
            throw AwsException.of("InvalidResourceType", "The engine tags resources of the type Parameter only.");
        }
        try {
            return parameters
                    .named(request, required(request, "ResourceId"), action)
                    .parameter();
        } catch (AwsException e) {
            throw e.code().equals("ParameterNotFound")
                    ? AwsException.of(
                            "InvalidResourceId",
                            "The resource ID is not valid. Verify that you entered the correct ID and try again.")
                    : e;
        }
    }
}
