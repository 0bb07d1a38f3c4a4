package dev.sluice.engine.cfn.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the function of a custom resource, and waits for its response. Unlike on AWS a function that fails is not asked again,
 * and its error ends the wait at once: an hour of waiting would say no more.
 *
 * @param arn the function, or a version or alias of it
 * @param timeout how long a response may take
 */
record Provider(Kernel kernel, Responses responses, String arn, Duration timeout) {

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

    /**
     * @param event a request object that lacks its RequestId and ResponseURL
     * @throws ProviderResponse.Refused if the function fails, says FAILED, or does not respond in time
     */
    ProviderResponse ask(ObjectNode event) throws ProviderResponse.Refused {
        try (Responses.Pending pending = responses.open()) {
            event.put("RequestId", kernel.ids().uuid().toString()).put("ResponseURL", pending.url());
            String what = event.path("RequestType").asText() + " of the custom resource "
                    + event.path("LogicalResourceId").asText();
            Time.Timer timer = kernel.time()
                    .at(
                            kernel.time().now().plus(timeout),
                            () -> pending.fail(
                                    "the function " + arn + " has not responded within " + timeout.toSeconds()
                                            + " seconds, which is the ServiceTimeout; a function responds by a PUT to the event's"
                                            + " ResponseURL, and its log says what it did"));
            Thread thread = new Thread(() -> invoke(event, pending, what), "custom-resource");
            thread.setDaemon(true);
            thread.start();
            Responses.Outcome outcome = pending.await();
            timer.cancel();
            if (!outcome.failure().isEmpty()) {
                throw new ProviderResponse.Refused(outcome.failure());
            }
            return ProviderResponse.of(outcome.body(), event);
        }
    }

    private void invoke(ObjectNode event, Responses.Pending pending, String what) {
        LOG.info("{}: asking {}", what, arn);
        ObjectNode input = Json.object().put("FunctionName", arn);
        byte[] payload = Json.text(event).getBytes(StandardCharsets.UTF_8);
        try {
            Response response = kernel.aws()
                    .invoke(
                            "lambda",
                            "Invoke",
                            new Request(Caller.internal(kernel.account()), input, payload, Map.of()));
            if (response instanceof Response.Raw raw && raw.headers().containsKey("X-Amz-Function-Error")) {
                JsonNode error = Json.parseTrusted(new String(raw.body(), StandardCharsets.UTF_8));
                pending.fail("the function " + arn + " failed: "
                        + error.path("errorType").asText("error") + ": "
                        + error.path("errorMessage").asText());
            } else if (!pending.ended()) {
                LOG.warn(
                        "{}: the function has ended without a response; waiting for one for up to {} s",
                        what,
                        timeout.toSeconds());
            }
        } catch (AwsException e) {
            pending.fail("the function " + arn + " cannot be invoked: " + e.code() + ": " + e.message());
        } catch (RuntimeException e) {
            LOG.error("{} failed", what, e);
            pending.fail("the function " + arn + " cannot be invoked: " + e);
        }
    }
}
