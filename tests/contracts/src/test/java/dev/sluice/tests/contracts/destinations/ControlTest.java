package dev.sluice.tests.contracts.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Destination;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Refusal;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.DescribeApiDestinationResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeConnectionResponse;

/**
 * Connections and API destinations as they are made and described.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection.html">Connections</a>
 */
class ControlTest extends Contract {

    private static final String URL = "https://example.com/orders/*";

    @Test
    @Line("C.1")
    void aDestinationIsActiveWith300CallsPerSecondUnlessToldOtherwise() {
        Destination made = Destination.of(lab, URL);
        DescribeApiDestinationResponse described =
                lab.events().describeApiDestination(request -> request.name(made.name()));
        assertThat(described.apiDestinationStateAsString()).isEqualTo("ACTIVE");
        assertThat(described.invocationRateLimitPerSecond()).isEqualTo(300);
        assertThat(described.invocationEndpoint()).isEqualTo(URL);
        assertThat(made.arn())
                .matches("arn:aws:events:" + lab.region() + ":" + lab.account() + ":api-destination/" + made.name()
                        + "/[0-9a-f-]{36}");
    }

    @Test
    @Line({"C.1", "C.2"})
    void whatIsNotThereIsRefusedInAWSsWords() {
        String none = Lab.name("none");
        assertThat(Refusal.of(() -> lab.events().describeApiDestination(request -> request.name(none))))
                .isEqualTo(Refusal.of(
                        400,
                        "ResourceNotFoundException",
                        "Failed to describe the api-destination(s). An api-destination '" + none
                                + "' does not exist."));
        assertThat(Refusal.of(() -> lab.events().describeConnection(request -> request.name(none))))
                .isEqualTo(Refusal.of(
                        400,
                        "ResourceNotFoundException",
                        "Failed to describe the connection(s). Connection '" + none + "' does not exist."));
    }

    @Test
    @Line({"C.1", "C.2"})
    void unknownMethodsAndTypesListTheKnownOnes() {
        Refusal method = Refusal.of(
                () -> Destination.of(lab, URL, connection -> {}, destination -> destination.httpMethod("TRACE")));
        assertThat(method.message())
                .contains("Member must satisfy enum value set: [HEAD, POST, PATCH, DELETE, PUT, GET, OPTIONS]");
        Refusal type = Refusal.of(
                () -> Destination.of(lab, URL, connection -> connection.authorizationType("DIGEST"), d -> {}));
        assertThat(type.message())
                .contains("Member must satisfy enum value set: [BASIC, OAUTH_CLIENT_CREDENTIALS, API_KEY]");
    }

    @Test
    @Line("C.2")
    void aConnectionKeepsItsSecretInASecretOfItsOwn() {
        Destination made = Destination.of(
                lab,
                URL,
                connection -> connection
                        .authorizationType("BASIC")
                        .authParameters(auth -> auth.basicAuthParameters(
                                basic -> basic.username("us").password("hidden"))),
                destination -> {});
        DescribeConnectionResponse described = lab.events().describeConnection(request -> request.name(made.name()));
        assertThat(described.connectionState()).isEqualTo(ConnectionState.AUTHORIZED);
        assertThat(described.authParameters().basicAuthParameters().username()).isEqualTo("us");
        assertThat(described.toString()).doesNotContain("hidden");
        assertThat(described.secretArn()).contains(":secret:events!connection/" + made.name() + "/");
        JsonNode secret = Json.of(lab.secrets()
                .getSecretValue(request -> request.secretId(described.secretArn()))
                .secretString());
        assertThat(secret.toString()).isEqualTo("{\"username\":\"us\",\"password\":\"hidden\"}");
    }

    @Test
    @Line("C.2")
    void theSecretOfAnApiKeyHasItsNameAndValue() {
        Destination made = Destination.of(lab, URL);
        String secret = lab.events()
                .describeConnection(request -> request.name(made.name()))
                .secretArn();
        assertThat(lab.secrets()
                        .getSecretValue(request -> request.secretId(secret))
                        .secretString())
                .isEqualTo("{\"api_key_name\":\"X-Key\",\"api_key_value\":\"secret\"}");
    }

    @Test
    @Line("C.2")
    void constraintsAreNamedInAWSsOrder() {
        String name = "This should fail with two errors " + "1".repeat(40);
        assertThat(Refusal.of(() -> lab.events()
                                .createConnection(r -> r.name(name)
                                        .authorizationType("INVALID")
                                        .authParameters(auth -> auth.basicAuthParameters(
                                                basic -> basic.username("u").password("p")))))
                        .message())
                .isEqualTo("3 validation errors detected: Value '" + name
                        + "' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                        + " [\\.\\-_A-Za-z0-9]+; Value '" + name
                        + "' at 'name' failed to satisfy constraint: Member must have length less than or equal to 64;"
                        + " Value 'INVALID' at 'authorizationType' failed to satisfy constraint: Member must satisfy"
                        + " enum value set: [BASIC, OAUTH_CLIENT_CREDENTIALS, API_KEY]");
    }

    @Test
    @Line({"C.1", "C.2"})
    void theMethodOfATokenRequestMayBeInLowerCaseAndItsEndpointNoUrl() {
        Destination made = Destination.of(
                lab,
                URL,
                connection -> connection
                        .authorizationType("OAUTH_CLIENT_CREDENTIALS")
                        .authParameters(auth ->
                                auth.oAuthParameters(oauth -> oauth.authorizationEndpoint("replace_this")
                                        .httpMethod("put")
                                        .clientParameters(
                                                client -> client.clientID("id").clientSecret("hidden")))),
                destination -> {});
        assertThat(lab.events()
                        .describeApiDestination(request -> request.name(made.name()))
                        .apiDestinationStateAsString())
                .isEqualTo("INACTIVE");
    }
}
