package dev.sluice.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.deployed.Deployment;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The function behind the control-plane API, called as any AWS client would. Whoever may invoke it by IAM is an operator, so that the
 * first token can be made without one.
 */
final class ApiFunction {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REFUSED = 400;

    private final Deployment deployment;

    ApiFunction(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * @param url path and query
     * @return the answer's body; the missing node if it has none
     * @throws IllegalArgumentException with the API's own words if it refuses
     */
    JsonNode call(String method, String url, String body) throws IOException {
        String name = deployment.apiFunction();
        try (LambdaClient lambda = deployment.clients().lambda()) {
            InvokeResponse response = lambda.invoke(invoke -> invoke.functionName(name)
                    .payload(SdkBytes.fromUtf8String(event(method, url, body).toString())));
            JsonNode answer = JSON.readTree(response.payload().asByteArray());
            if (response.functionError() != null) {
                throw new IllegalStateException(
                        name + " failed: " + answer.path("errorMessage").asText());
            }
            JsonNode answered = JSON.readTree(answer.path("body").asText());
            if (answer.path("statusCode").asInt() >= REFUSED) {
                throw new IllegalArgumentException(words(answered.path("detail")));
            }
            return answered;
        }
    }

    /** As API Gateway hands a request over, with payload format 2.0. */
    private static ObjectNode event(String method, String url, String body) {
        int query = url.indexOf('?');
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("rawPath", query < 0 ? url : url.substring(0, query))
                .put("rawQueryString", query < 0 ? "" : url.substring(query + 1))
                .put("body", body);
        ObjectNode context = event.putObject("requestContext").put("requestId", "cli");
        context.putObject("http").put("method", method);
        context.putObject("authorizer")
                .putObject("lambda")
                .put("kind", "operator")
                .put("token", "cli")
                .put("scopes", "*");
        return event;
    }

    /** Either a sentence, or a list of what is wrong with each field. */
    static String words(JsonNode detail) {
        if (!detail.isArray()) {
            return detail.asText();
        }
        StringBuilder words = new StringBuilder();
        detail.forEach(problem -> {
            JsonNode place = problem.path("loc");
            words.append(words.isEmpty() ? "" : "; ")
                    .append(place.path(place.size() - 1).asText())
                    .append(": ")
                    .append(problem.path("msg").asText());
        });
        return words.toString();
    }
}
