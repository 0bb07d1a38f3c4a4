package dev.sluice.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.application.Applications;
import dev.sluice.delivery.application.MemoryApplications;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.network.AddressGuard;
import dev.sluice.rules.json.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    private final ManualClock clock = new ManualClock();
    private final MemoryEndpoints store = new MemoryEndpoints();
    private final Registry registry = registry(false);

    private Registry registry(boolean insecure) {
        return new Registry(
                new RegisteredEndpoints(store, clock, new SecureRandom()),
                new EndpointRules(
                        new UrlRules(AddressGuard.allowing("127.0.0.0/8"), insecure),
                        () -> Optional.of(Set.of("order.placed", "order.shipped", "deal.won"))),
                new Applications(new MemoryApplications(store), clock, new Ids(clock, new SecureRandom())));
    }

    @Test
    void aCreatedEndpointIsListedWithoutItsSecret() throws Exception {
        JsonNode created = ask("CreateEndpoint", "\"url\":\"https://127.0.0.1/hook\",\"types\":[\"order.placed\"]");
        assertThat(created.path("endpointId").asText()).startsWith("ep_");
        assertThat(created.path("secret").asText()).startsWith("whsec_").hasSize(6 + 44);
        JsonNode list = ask("ListEndpoints", "").path("endpoints");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("url").asText()).isEqualTo("https://127.0.0.1/hook");
        assertThat(list.get(0).path("enabled").asBoolean()).isTrue();
        assertThat(list.toString()).doesNotContain("whsec_").doesNotContain("secret");
    }

    @Test
    void everySecretIsAnother() throws Exception {
        String first = create().path("secret").asText();
        assertThat(create().path("secret").asText()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1/                     | must begin with https://",
                "ftp://127.0.0.1/                      | must begin with https://",
                "https://user:secret@127.0.0.1/        | must not hold a user name or password: send them in headers, as \"Authorization\"",
                "https://user@my_host.example/         | must not hold a user name or password",
                "https://my_host.example/              | names the host my_host.example, and host names have letters, digits and hyphens",
                "https://127.0.0.1/#fragment           | must not have a fragment",
                "https:///path                         | must name a host",
                "https://[fe80::1%25eth0]/             | must not name a network zone",
                "https://127.0.0.1:0/                  | must name a port",
                "https://ex ample.com/                 | is not a URL",
                "https://bücher.example/               | must name a host in ASCII: in punycode",
                "https://10.0.0.1/                     | leads to 10.0.0.1, which may not be reached",
                "https://[::ffff:192.168.0.1]/         | leads to 192.168.0.1",
                "https://[64:ff9b::a00:1]/             | which may not be reached",
                "https://2852039166/                   | leads to 169.254.169.254",
                "https://0300.0250.1/                  | must name a host",
            })
    void aUrlThatMayNotBeIsRefusedWithTheReason(String url, String reason) throws Exception {
        JsonNode error = ask("CreateEndpoint", "\"url\":\"" + url + "\"").path("error");
        assertThat(error.path("field").asText()).isEqualTo("url");
        assertThat(error.path("message").asText()).contains(reason);
        assertThat(store.of("blue")).isEmpty();
    }

    @Test
    void aTypeThatNoSourcePublishesIsRefusedWithTheOneThatWasMeant() throws Exception {
        JsonNode error = ask(
                        "CreateEndpoint", "\"url\":\"https://127.0.0.1/\",\"types\":[\"deal.won\",\"order.plcaed\"]")
                .path("error");
        assertThat(error.path("field").asText()).isEqualTo("types");
        assertThat(error.path("message").asText())
                .isEqualTo("no source publishes the type order.plcaed; did you mean order.placed?");
        assertThat(store.of("blue")).isEmpty();
        String id = create().path("endpointId").asText();
        assertThat(ask("UpdateEndpoint", "\"endpointId\":\"" + id + "\",\"types\":[\"nope.nope\"]")
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo("no source publishes the type nope.nope; there are deal.won, order.placed, order.shipped");
        assertThat(store.of("blue").get(0).types()).isEmpty();
    }

    @Test
    void plainHttpIsTakenWhereItIsAllowed() throws Exception {
        JsonNode request = Json.parse(
                "{\"operation\":\"CreateEndpoint\",\"tenant\":\"blue\",\"url\":\"http://127.0.0.1:8080/hook\"}");
        assertThat(registry(true).answer(request).path("error").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pattern     | \"pattern\":\"{\\\"source\\\":\\\"x\\\"}\"",
                "pattern     | \"pattern\":7",
                "types       | \"types\":\"order.placed\"",
                "types       | \"types\":[\"order placed\"]",
                "types       | \"types\":[7]",
                "headers     | \"headers\":{\"Host\":\"x\"}",
                "headers     | \"headers\":{\"Webhook-Id\":\"x\"}",
                "headers     | \"headers\":{\"Content-Type\":\"x\"}",
                "headers     | \"headers\":{\"X-Amz-Date\":\"x\"}",
                "headers     | \"headers\":{\"Transfer-Encoding\":\"x\"}",
                "headers     | \"headers\":{\"X-One\":\"a\\r\\nb\"}",
                "headers     | \"headers\":{\"X One\":\"a\"}",
                "headers     | \"headers\":{\"X-One\":\"a\",\"x-one\":\"b\"}",
                "headers     | \"headers\":{\"X-One\":\"\"}",
                "filter      | \"filter\":{}",
            })
    void whatIsWrongIsNamedByItsField(String field, String members) throws Exception {
        JsonNode error = ask("CreateEndpoint", "\"url\":\"https://127.0.0.1/\"," + members)
                .path("error");
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"operation\":\"Fly\"}", "{\"operation\":\"ListEndpoints\",\"tenant\":\"\"}"})
    void aRequestThatIsNoneIsAnsweredWithAnError(String request) throws Exception {
        assertThat(registry.answer(Json.parse(request))
                        .path("error")
                        .path("message")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void customHeadersKeepTheirCase() throws Exception {
        ask("CreateEndpoint", "\"url\":\"https://127.0.0.1/\",\"headers\":{\"X-Api-Key\":\"k\"}");
        assertThat(store.of("blue").get(0).headers()).containsEntry("X-Api-Key", "k");
    }

    @Test
    void aTenantSeesNothingOfAnother() throws Exception {
        String id = create().path("endpointId").asText();
        for (String operation :
                List.of("GetEndpoint", "UpdateEndpoint", "DisableEndpoint", "RotateSecret", "DeleteEndpoint")) {
            ObjectNode request = Json.object()
                    .put("operation", operation)
                    .put("tenant", "red")
                    .put("endpointId", id);
            assertThat(registry.answer(request).path("error").path("message").asText())
                    .isEqualTo("is not an endpoint of this tenant");
        }
        assertThat(ask("GetEndpoint", "\"endpointId\":\"" + id + "\"")
                        .path("url")
                        .asText())
                .isEqualTo("https://127.0.0.1/hook");
    }

    @Test
    void anUpdateChangesWhatItNamesAndNothingElse() throws Exception {
        String id = ask(
                        "CreateEndpoint",
                        "\"url\":\"https://127.0.0.1/a\",\"pattern\":\"{\\\"source\\\":[\\\"x\\\"]}\"")
                .path("endpointId")
                .asText();
        JsonNode moved = ask("UpdateEndpoint", "\"endpointId\":\"" + id + "\",\"url\":\"https://127.0.0.1/b\"");
        assertThat(moved.path("url").asText()).isEqualTo("https://127.0.0.1/b");
        assertThat(moved.path("pattern").asText()).contains("source");
        JsonNode opened = ask("UpdateEndpoint", "\"endpointId\":\"" + id + "\",\"pattern\":null");
        assertThat(opened.has("pattern")).isFalse();
        assertThat(store.of("blue").get(0).revision()).isEqualTo(3);
    }

    @Test
    void anEndpointIsSwitchedOffAndOn() throws Exception {
        String id = create().path("endpointId").asText();
        JsonNode off = ask("DisableEndpoint", "\"endpointId\":\"" + id + "\"");
        assertThat(off.path("enabled").asBoolean()).isFalse();
        assertThat(off.path("disabledReason").asText()).isEqualTo("disabled by its owner");
        assertThat(ask("EnableEndpoint", "\"endpointId\":\"" + id + "\"")
                        .path("enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void afterARotationBothSecretsSignForADay() throws Exception {
        JsonNode created = create();
        String id = created.path("endpointId").asText();
        JsonNode rotated = ask("RotateSecret", "\"endpointId\":\"" + id + "\"");
        assertThat(rotated.path("secret").asText())
                .startsWith("whsec_")
                .isNotEqualTo(created.path("secret").asText());
        Endpoint endpoint = store.of("blue").get(0);
        assertThat(endpoint.secrets().get(0).reveal())
                .isEqualTo(rotated.path("secret").asText());
        assertThat(endpoint.secrets().get(1).reveal())
                .isEqualTo(created.path("secret").asText());
        assertThat(endpoint.secrets()
                        .get(1)
                        .signsAt(clock.instant().plus(Duration.ofHours(24).minusMillis(1))))
                .isTrue();
        assertThat(endpoint.secrets().get(1).signsAt(clock.instant().plus(Duration.ofHours(24))))
                .isFalse();
    }

    @Test
    void tenOldSecretsMaySignAndNoMore() throws Exception {
        String id = create().path("endpointId").asText();
        for (int i = 0; i < 10; i++) {
            assertThat(ask("RotateSecret", "\"endpointId\":\"" + id + "\"").has("error"))
                    .isFalse();
        }
        assertThat(ask("RotateSecret", "\"endpointId\":\"" + id + "\"")
                        .path("error")
                        .path("message")
                        .asText())
                .contains("10 old secrets");
        clock.advance(Duration.ofHours(24));
        assertThat(ask("RotateSecret", "\"endpointId\":\"" + id + "\"").has("error"))
                .isFalse();
        assertThat(store.of("blue").get(0).secrets()).hasSize(2);
    }

    @Test
    void aDeletedEndpointIsGone() throws Exception {
        String id = create().path("endpointId").asText();
        assertThat(ask("DeleteEndpoint", "\"endpointId\":\"" + id + "\"")
                        .path("endpointId")
                        .asText())
                .isEqualTo(id);
        assertThat(ask("ListEndpoints", "").path("endpoints")).isEmpty();
        assertThat(ask("DeleteEndpoint", "\"endpointId\":\"" + id + "\"")
                        .path("error")
                        .path("field")
                        .asText())
                .isEqualTo("endpointId");
    }

    @Test
    void aTenantHasAThousandEndpointsAndNoMore() throws Exception {
        for (int i = 0; i < RegisteredEndpoints.MOST; i++) {
            assertThat(create().has("error")).isFalse();
        }
        assertThat(create().path("error").path("message").asText()).contains("1000 endpoints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\udc00x", "\\n", "\\uffff"})
    void aTenantIsTakenByTheRuleOfAdmissionControl(String tenant) throws Exception {
        for (String operation : new String[] {"CreateEndpoint", "ListEndpoints"}) {
            JsonNode answer = registry.answer(Json.parse("{\"operation\":\"" + operation + "\",\"tenant\":\"" + tenant
                    + "\"" + (operation.startsWith("C") ? ",\"url\":\"https://127.0.0.1/hook\"" : "") + "}"));
            assertThat(answer.at("/error/field").asText()).isEqualTo("tenant");
            assertThat(answer.at("/error/message").asText()).startsWith("must not contain ");
        }
    }

    @Test
    void aNumberThatCannotBeReadAndAnOperatorWithoutValuesAreRefusedAsThePattern() throws Exception {
        for (String pattern :
                new String[] {"{\"a\":[1e999999999999]}", "{\"a\":[{\"anything-but\":{\"wildcard\":[]}}]}", "\ud800"}) {
            JsonNode answer =
                    ask("CreateEndpoint", "\"url\":\"https://127.0.0.1/hook\",\"pattern\":" + new TextNode(pattern));
            assertThat(answer.at("/error/field").asText()).as(pattern).isEqualTo("pattern");
        }
        assertThat(ask("GetEndpoint", "\"endpointId\":\"" + "x".repeat(3_000) + "\"")
                        .at("/error/field")
                        .asText())
                .isEqualTo("endpointId");
    }

    private JsonNode create() throws Exception {
        return ask("CreateEndpoint", "\"url\":\"https://127.0.0.1/hook\"");
    }

    private JsonNode ask(String operation, String members) throws Exception {
        return registry.answer(Json.parse("{\"operation\":\"" + operation + "\",\"tenant\":\"blue\""
                + (members.isEmpty() ? "" : ",") + members + "}"));
    }
}
