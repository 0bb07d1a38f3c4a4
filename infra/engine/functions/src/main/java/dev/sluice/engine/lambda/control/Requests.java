package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.Functions;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What all operations do with a request: read it and ask whether the caller may. */
public record Requests(Kernel kernel, Functions functions) {

    /** The function that {@code FunctionName} and {@code Qualifier} name. */
    public FunctionRef ref(Request request) {
        JsonNode input = request.input();
        return FunctionRef.of(
                required(request, "FunctionName"),
                input.path("Qualifier").asText(""),
                request.caller().account(),
                kernel.region());
    }

    /** @throws AwsException AccessDeniedException (HTTP 403) unless the caller may do {@code lambda:<action>} */
    public void allow(Request request, String action, String arn) {
        forbidden(() -> kernel.access().require(request.caller(), "lambda:" + action, arn));
    }

    void allowPass(Request request, String role) {
        forbidden(() -> kernel.access().requirePass(request.caller(), role, "lambda.amazonaws.com"));
    }

    private static void forbidden(Runnable check) {
        try {
            check.run();
        } catch (AwsException e) {
            throw e.code().equals("AccessDeniedException") ? AwsException.of(e.code(), 403, e.message()) : e;
        }
    }

    /** The function, if the caller may do the action on it. */
    LambdaFunction allowed(Request request, String action, FunctionRef ref) {
        allow(request, action, ref.qualifiedArn());
        return functions.require(ref);
    }

    static String required(Request request, String member) {
        return text(request, member)
                .orElseThrow(() -> AwsException.validation("1 validation error detected: Value null at '"
                        + Character.toLowerCase(member.charAt(0)) + member.substring(1)
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    static Optional<String> text(Request request, String member) {
        JsonNode value = request.input().path(member);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    static int number(Request request, String member, int otherwise, int least, int most) {
        JsonNode value = request.input().path(member);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        String path = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        if (!value.asText().matches("-?\\d{1,9}")) {
            throw LambdaErrors.validation(value.asText(), path, "Member must be a number");
        }
        int number = Integer.parseInt(value.asText());
        if (number < least) {
            throw LambdaErrors.validation(
                    value.asText(), path, "Member must have value greater than or equal to " + least);
        }
        if (number > most) {
            throw LambdaErrors.validation(value.asText(), path, "Member must have value less than or equal to " + most);
        }
        return number;
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> map = new HashMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    /** @throws AwsException PreconditionFailedException if the request's {@code RevisionId} is not {@code now} */
    static void requireRevision(Request request, String now) {
        text(request, "RevisionId").filter(id -> !id.equals(now)).ifPresent(id -> {
            throw AwsException.of(
                    "PreconditionFailedException",
                    412,
                    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to"
                            + " retrieve the latest Revision Id");
        });
    }
}
