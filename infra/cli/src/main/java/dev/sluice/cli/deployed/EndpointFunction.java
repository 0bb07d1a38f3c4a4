package dev.sluice.cli.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The stack's function that keeps the endpoint registry, called as any AWS client would. */
public final class EndpointFunction {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clients clients;
    private final String name;

    public EndpointFunction(Deployment deployment) {
        this.clients = deployment.clients();
        this.name = deployment.endpointsFunction();
    }

    /**
     * @param request {@code operation}, {@code tenant} and what the operation takes
     * @throws IllegalArgumentException with the function's own message if it refuses
     */
    public JsonNode call(ObjectNode request) throws IOException {
        try (LambdaClient lambda = clients.lambda()) {
            InvokeResponse response = lambda.invoke(
                    invoke -> invoke.functionName(name).payload(SdkBytes.fromUtf8String(request.toString())));
            JsonNode answer = JSON.readTree(response.payload().asByteArray());
            if (response.functionError() != null) {
                throw new IllegalStateException(
                        name + " failed: " + answer.path("errorMessage").asText());
            }
            JsonNode error = answer.path("error");
            if (error.isObject()) {
                throw new IllegalArgumentException(error.path("field").asText("request") + ": "
                        + error.path("message").asText());
            }
            return answer;
        }
    }
}
