package dev.sluice.tests.contracts.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * The API of apis/api.yaml as a stack of its own, called by plain HTTP.
 *
 * @param url where it answers, without a slash at its end
 */
public record HttpApi(String id, String url) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(1))
            .build();

    /** Makes it; skips the test if the cloud is on this machine and this machine has no Node. */
    public static HttpApi of(Lab lab) {
        Assumptions.assumeTrue(!lab.isHere() || hasNode(), "functions in JavaScript need node");
        CloudFormationClient stacks = lab.stacks();
        String name = Lab.name("api");
        stacks.createStack(request -> request.stackName(name)
                .templateBody(template())
                .capabilities(Capability.CAPABILITY_IAM)
                .parameters(Parameter.builder()
                        .parameterKey("Name")
                        .parameterValue(name)
                        .build()));
        lab.later(() -> stacks.deleteStack(request -> request.stackName(name)));
        stacks.waiter().waitUntilStackCreateComplete(request -> request.stackName(name));
        Map<String, String> outputs = new HashMap<>();
        stacks.describeStacks(request -> request.stackName(name))
                .stacks()
                .get(0)
                .outputs()
                .forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
        return new HttpApi(Objects.requireNonNull(outputs.get("ApiId")), Objects.requireNonNull(outputs.get("Url")));
    }

    private static String template() {
        try (InputStream in = HttpApi.class.getResourceAsStream("/apis/api.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasNode() {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(5));
    }

    /** Each byte of the body is one character of the answer's. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }
}
