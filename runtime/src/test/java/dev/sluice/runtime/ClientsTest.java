package dev.sluice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ClientsTest {

    private final List<Headers> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestHeaders());
            byte[] answer = "{\"TableNames\":[\"orders\"]}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void regionEndpointAndCredentialsComeFromTheEnvironmentGiven() {
        try (DynamoDbClient client = Clients.dynamoDb(new Environment(environment()))) {
            assertThat(client.listTables().tableNames()).containsExactly("orders");
        }
        Headers headers = seen.get(0);
        assertThat(headers.getFirst("Authorization"))
                .contains("Credential=KEY/")
                .contains("/eu-north-1/dynamodb/");
        assertThat(headers.getFirst("X-Amz-Security-Token")).isEqualTo("TOKEN");
    }

    @Test
    void credentialsWithoutTokenAreFine() {
        Map<String, String> environment = environment();
        environment.put("AWS_SESSION_TOKEN", "");
        try (DynamoDbClient client = Clients.dynamoDb(new Environment(environment))) {
            client.listTables();
        }
        assertThat(seen.get(0)).doesNotContainKey("X-amz-security-token");
    }

    @Test
    void underSnapStartTheKeysComeFromTheContainerWhenTheyAreNeeded() {
        Map<String, String> environment = environment();
        environment.remove("AWS_ACCESS_KEY_ID");
        environment.remove("AWS_SECRET_ACCESS_KEY");
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/credentials");
        try (DynamoDbClient client = Clients.dynamoDb(new Environment(environment))) {
            assertThat(client.serviceClientConfiguration().credentialsProvider())
                    .isInstanceOf(ContainerCredentialsProvider.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    void whatIsMissingIsNamed(String variable) {
        Map<String, String> environment = environment();
        environment.remove(variable);
        assertThatThrownBy(() -> Clients.dynamoDb(new Environment(environment)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("environment variable " + variable + " is missing");
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "AWS_REGION", "eu-north-1",
                "AWS_ACCESS_KEY_ID", "KEY",
                "AWS_SECRET_ACCESS_KEY", "SECRET",
                "AWS_SESSION_TOKEN", "TOKEN",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort()));
    }
}
