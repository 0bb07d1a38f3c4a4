package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of connections and API destinations; texts and shapes were recorded on AWS on 2024-12-06. */
class ControlPlaneTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private JsonNode described() {
        return bench.call("DescribeConnection", "{\"Name\":\"c\"}");
    }

    private String secret() {
        String input = Json.object()
                .put("SecretId", described().path("SecretArn").asText())
                .toString();
        return bench.call("secretsmanager", "GetSecretValue", input)
                .path("SecretString")
                .asText();
    }

    @Test
    void aConnectionIsDescribedWithoutItsSecrets() {
        String arn = bench.connection(
                "BASIC",
                Bench.BASIC.formatted(
                        ",\"InvocationHttpParameters\":{\"HeaderParameters\":["
                                + "{\"Key\":\"a\",\"Value\":\"open\"},{\"Key\":\"b\",\"Value\":\"hidden\",\"IsValueSecret\":true}]}"));
        assertThat(arn).matches("arn:aws:events:us-east-1:000000000000:connection/c/" + UUID);
        assertThat(described().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "ConnectionArn",
                        "ConnectionState",
                        "CreationTime",
                        "LastModifiedTime",
                        "LastAuthorizedTime",
                        "Name",
                        "AuthorizationType",
                        "SecretArn",
                        "AuthParameters");
        assertThat(described().path("ConnectionState").asText()).isEqualTo("AUTHORIZED");
        assertThat(described().path("AuthParameters"))
                .isEqualTo(
                        Json.parseTrusted(
                                "{\"BasicAuthParameters\":{\"Username\":\"user\"},"
                                        + "\"InvocationHttpParameters\":{\"HeaderParameters\":["
                                        + "{\"Key\":\"a\",\"Value\":\"open\",\"IsValueSecret\":false},{\"Key\":\"b\",\"IsValueSecret\":true}]}}"));
        assertThat(described().path("SecretArn").asText())
                .matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:events!connection/c/" + UUID
                        + "-[A-Za-z0-9]{6}");
    }

    @Test
    void theSecretHoldsTheRecordedMembers() {
        bench.connection("BASIC", Bench.BASIC.formatted(",\"InvocationHttpParameters\":{}"));
        assertThat(secret())
                .isEqualTo("{\"username\":\"user\",\"password\":\"pass\",\"invocation_http_parameters\":{}}");
        bench.call(
                "UpdateConnection",
                "{\"Name\":\"c\",\"AuthorizationType\":\"API_KEY\",\"AuthParameters\":{\"ApiKeyAuthParameters\":"
                        + "{\"ApiKeyName\":\"k\",\"ApiKeyValue\":\"v\"}}}");
        assertThat(secret())
                .isEqualTo("{\"api_key_name\":\"k\",\"api_key_value\":\"v\",\"invocation_http_parameters\":{}}");
        bench.call(
                "UpdateConnection",
                "{\"Name\":\"c\",\"AuthorizationType\":\"OAUTH_CLIENT_CREDENTIALS\",\"AuthParameters\":{"
                        + "\"InvocationHttpParameters\":{},\"OAuthParameters\":{\"ClientParameters\":"
                        + "{\"ClientID\":\"i\",\"ClientSecret\":\"s\"},\"HttpMethod\":\"POST\","
                        + "\"AuthorizationEndpoint\":\"https://nowhere.invalid/oauth\"}}}");
        assertThat(secret())
                .isEqualTo("{\"client_id\":\"i\",\"client_secret\":\"s\","
                        + "\"authorization_endpoint\":\"https://nowhere.invalid/oauth\",\"http_method\":\"POST\","
                        + "\"invocation_http_parameters\":{}}");
    }

    @Test
    void anUpdateKeepsTheArnAndWhatItLeavesOut() {
        String arn = bench.connection("BASIC", Bench.BASIC.formatted(""));
        String secretArn = described().path("SecretArn").asText();
        bench.call(
                "UpdateConnection",
                "{\"Name\":\"c\",\"Description\":\"d\",\"AuthParameters\":{\"BasicAuthParameters\":{\"Password\":\"new\"}}}");
        assertThat(described().path("ConnectionArn").asText()).isEqualTo(arn);
        assertThat(described().path("Description").asText()).isEqualTo("d");
        assertThat(described().path("SecretArn").asText()).isEqualTo(secretArn);
        assertThat(secret()).isEqualTo("{\"username\":\"user\",\"password\":\"new\"}");
    }

    @Test
    void aDeletedConnectionTakesItsSecretAlong() {
        bench.connection("BASIC", Bench.BASIC.formatted(""));
        JsonNode answer = bench.call("DeleteConnection", "{\"Name\":\"c\"}");
        assertThat(answer.path("ConnectionState").asText()).isEqualTo("DELETING");
        assertThat(bench.error("DescribeConnection", "{\"Name\":\"c\"}"))
                .isEqualTo("ResourceNotFoundException: Failed to describe the connection(s). Connection 'c' does not"
                        + " exist.");
        assertThat(bench.call("secretsmanager", "ListSecrets", "{}").path("SecretList"))
                .isEmpty();
    }

    @Test
    void aDeauthorizedConnectionForgetsItsCredentials() {
        bench.connection("BASIC", Bench.BASIC.formatted(""));
        assertThat(bench.call("DeauthorizeConnection", "{\"Name\":\"c\"}")
                        .path("ConnectionState")
                        .asText())
                .isEqualTo("DEAUTHORIZING");
        assertThat(described().path("ConnectionState").asText()).isEqualTo("DEAUTHORIZED");
        assertThat(described().path("AuthParameters")).isEmpty();
        assertThat(bench.call("secretsmanager", "ListSecrets", "{}").path("SecretList"))
                .isEmpty();
    }

    @Test
    void theSecretIsTheServicesOwn() {
        bench.connection("BASIC", Bench.BASIC.formatted(""));
        String id = described().path("SecretArn").asText();
        for (String operation : new String[] {"PutSecretValue", "UpdateSecret", "DeleteSecret"}) {
            String input =
                    Json.object().put("SecretId", id).put("SecretString", "x").toString();
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> bench.call("secretsmanager", operation, input)))
                    .hasMessage("You can't change this secret because the service events manages it.");
        }
    }

    @Test
    void secretsAreOnDiskInCipherOnly() throws Exception {
        bench.connection("BASIC", "{\"BasicAuthParameters\":{\"Username\":\"user\",\"Password\":\"veryhiddenword\"}}");
        bench.kernel.store().write(tx -> true);
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("veryhiddenword");
            }
        }
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("secrets.key"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"Name\":\"Invalid Name With Spaces!\",\"AuthorizationType\":\"BASIC\",\"AuthParameters\":{}} |"
                        + " 1 validation error detected: Value 'Invalid Name With Spaces!' at 'name' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
                "{\"Name\":\"c\",\"AuthorizationType\":\"INVALID_AUTH_TYPE\",\"AuthParameters\":{}} |"
                        + " 1 validation error detected: Value 'INVALID_AUTH_TYPE' at 'authorizationType' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [BASIC, OAUTH_CLIENT_CREDENTIALS, API_KEY]",
                "{\"Name\":\"c\",\"AuthorizationType\":\"BASIC\"} | 1 validation error detected: Value null at"
                        + " 'authParameters' failed to satisfy constraint: Member must not be null",
                "{\"Name\":\"c\",\"AuthorizationType\":\"BASIC\",\"AuthParameters\":{}} | Parameter AuthParameters is not"
                        + " valid. Reason: BasicAuthParameters is required for the authorization type BASIC.",
                "{\"Name\":\"c\",\"AuthorizationType\":\"BASIC\",\"AuthParameters\":{\"BasicAuthParameters\":"
                        + "{\"Username\":\"u\",\"Password\":\"a\\u0001b\"}}} | 1 validation error detected: Value at"
                        + " 'authParameters.basicAuthParameters.password' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: [ \\t]*[^\\x00-\\x1F\\x7F][\\t\\x20-\\x7E\\x80-\\uFFFF]*",
                "{\"Name\":\"c\",\"AuthorizationType\":\"OAUTH_CLIENT_CREDENTIALS\",\"AuthParameters\":{\"OAuthParameters\":"
                        + "{\"ClientParameters\":{\"ClientID\":\"i\",\"ClientSecret\":\"s\"},\"HttpMethod\":\"POST\","
                        + "\"AuthorizationEndpoint\":\"http://example.com/\"}}} | Parameter AuthorizationEndpoint is not valid."
                        + " Reason: only https endpoints are allowed; plain http is accepted for localhost, 127.0.0.1 and"
                        + " [::1] only.",
            })
    void aBadConnectionIsRefusedInAwssWords(String input, String message) {
        assertThat(bench.error("CreateConnection", input)).isEqualTo("ValidationException: " + message);
    }

    @Test
    void anApiDestinationIsDescribedAsOnAws() {
        String connection = bench.connection("BASIC", Bench.BASIC.formatted(""));
        JsonNode made = bench.call(
                "CreateApiDestination",
                "{\"Name\":\"d\",\"Description\":\"Test API destination\",\"HttpMethod\":\"POST\",\"ConnectionArn\":\""
                        + connection + "\",\"InvocationEndpoint\":\"https://example.com/api\"}");
        assertThat(made.path("ApiDestinationArn").asText())
                .matches("arn:aws:events:us-east-1:000000000000:api-destination/d/" + UUID);
        assertThat(made.path("ApiDestinationState").asText()).isEqualTo("ACTIVE");
        JsonNode view = bench.call("DescribeApiDestination", "{\"Name\":\"d\"}");
        assertThat(view.path("InvocationRateLimitPerSecond").asInt()).isEqualTo(300);
        assertThat(view.path("Description").asText()).isEqualTo("Test API destination");
        assertThat(view.path("ConnectionArn").asText()).isEqualTo(connection);
        JsonNode listed =
                bench.call("ListApiDestinations", "{}").path("ApiDestinations").path(0);
        assertThat(listed.has("Description")).isFalse();
        assertThat(listed.path("InvocationEndpoint").asText()).isEqualTo("https://example.com/api");
        bench.call(
                "UpdateApiDestination",
                "{\"Name\":\"d\",\"HttpMethod\":\"PUT\",\"InvocationEndpoint\":\"https://example.com/api/v2\"}");
        JsonNode updated = bench.call("DescribeApiDestination", "{\"Name\":\"d\"}");
        assertThat(updated.path("HttpMethod").asText()).isEqualTo("PUT");
        assertThat(updated.path("ApiDestinationArn")).isEqualTo(view.path("ApiDestinationArn"));
        bench.call("DeauthorizeConnection", "{\"Name\":\"c\"}");
        assertThat(bench.call("DescribeApiDestination", "{\"Name\":\"d\"}")
                        .path("ApiDestinationState")
                        .asText())
                .isEqualTo("INACTIVE");
        assertThat(bench.call("DeleteApiDestination", "{\"Name\":\"d\"}")).isEmpty();
        assertThat(bench.error("DescribeApiDestination", "{\"Name\":\"d\"}"))
                .isEqualTo(
                        "ResourceNotFoundException: Failed to describe the api-destination(s). An api-destination 'd'"
                                + " does not exist.");
    }

    @Test
    void aBadApiDestinationIsRefusedInAwssWords() {
        assertThat(bench.error(
                        "CreateApiDestination",
                        "{\"Name\":\"d\",\"ConnectionArn\":\"invalid-connection-arn\",\"HttpMethod\":\"INVALID_METHOD\","
                                + "\"InvocationEndpoint\":\"invalid-endpoint\"}"))
                .isEqualTo("ValidationException: 2 validation errors detected: Value 'invalid-connection-arn' at"
                        + " 'connectionArn' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                        + " ^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:connection\\/[\\.\\-_A-Za-z0-9]+\\/"
                        + "[\\-A-Za-z0-9]+$; Value 'INVALID_METHOD' at 'httpMethod' failed to satisfy constraint: Member must"
                        + " satisfy enum value set: [HEAD, POST, PATCH, DELETE, PUT, GET, OPTIONS]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid-endpoint",
                "http://example.com/",
                "http://localhost.example.com/",
                "http://127.0.0.1.example.com/",
                "ftp://localhost/",
                "https://user:pass@example.com/",
                "https:///path",
                "https://example.com//x",
                "http://10.0.0.1/",
            })
    void anEndpointThatMayNotBeCalledIsRefused(String url) {
        String connection = bench.connection("BASIC", Bench.BASIC.formatted(""));
        assertThat(bench.error(
                        "CreateApiDestination",
                        "{\"Name\":\"d\",\"HttpMethod\":\"POST\",\"ConnectionArn\":\"" + connection
                                + "\",\"InvocationEndpoint\":\"" + url + "\"}"))
                .startsWith("ValidationException: ");
    }

    @Test
    void aTextOfAMegabyteIsRefusedForItsLength() {
        String connection = bench.connection("BASIC", Bench.BASIC.formatted(""));
        assertThat(bench.error(
                        "CreateApiDestination",
                        "{\"Name\":\"d\",\"HttpMethod\":\"POST\",\"ConnectionArn\":\"" + connection
                                + "\",\"InvocationEndpoint\":\"https://a/" + "x".repeat(1 << 20) + "\"}"))
                .endsWith("Member must have length less than or equal to 2048");
    }

    @Test
    void namesAreTakenOnce() {
        String connection = bench.connection("BASIC", Bench.BASIC.formatted(""));
        bench.destination(connection, "POST", "https://example.com/", 1);
        assertThat(bench.error(
                        "CreateConnection",
                        "{\"Name\":\"c\",\"AuthorizationType\":\"BASIC\",\"AuthParameters\":"
                                + Bench.BASIC.formatted("") + "}"))
                .isEqualTo("ResourceAlreadyExistsException: Connection c already exists.");
        assertThat(bench.error(
                        "CreateApiDestination",
                        "{\"Name\":\"d\",\"HttpMethod\":\"POST\",\"ConnectionArn\":\"" + connection
                                + "\",\"InvocationEndpoint\":\"https://example.com/\"}"))
                .isEqualTo("ResourceAlreadyExistsException: An api-destination 'd' already exists.");
    }

    @Test
    void everythingIsThereAfterARestart() throws Exception {
        String arn = bench.destination(bench.receiver.url("/"), "");
        JsonNode before = described();
        bench.close();
        bench = new Bench(folder);
        assertThat(described()).isEqualTo(before);
        assertThat(bench.destinations.reserve(arn)).isZero();
        bench.call(
                "UpdateApiDestination", "{\"Name\":\"d\",\"InvocationEndpoint\":\"" + bench.receiver.url("/") + "\"}");
        assertThat(bench.send(arn, Call.of("{}"))).isEqualTo(new Attempt.Delivered(200));
        assertThat(bench.receiver.take().header("Authorization")).isEqualTo("Basic dXNlcjpwYXNz");
        assertThat(Pattern.matches(
                        ".*pass.*",
                        new Call("b", java.util.List.of(), java.util.Map.of(), java.util.Map.of()).toString()))
                .isFalse();
    }
}
