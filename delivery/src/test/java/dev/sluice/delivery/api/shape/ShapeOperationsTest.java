package dev.sluice.delivery.api.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.api.Api;
import dev.sluice.delivery.api.Calls;
import dev.sluice.delivery.api.Owner;
import dev.sluice.delivery.api.Router;
import dev.sluice.delivery.api.idempotency.Idempotency;
import dev.sluice.delivery.api.idempotency.MemoryAnswers;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.shape.Auth;
import dev.sluice.delivery.shape.BodyFormat;
import dev.sluice.delivery.shape.Shape;
import dev.sluice.network.AddressGuard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeOperationsTest {

    private static final String SHAPE = "/api/v1/app/app_blue/endpoint/ep_1/shape";

    private final ManualClock clock = new ManualClock();
    private final MemoryEndpoints endpoints = new MemoryEndpoints();
    private final Api api = new Api(
            new Router(List.of(new ShapeOperations(
                    endpoints,
                    new UrlRules(AddressGuard.allowing(""), false),
                    name -> name.startsWith("webhook-") ? Optional.of("is not yours to set") : Optional.empty(),
                    clock))),
            name -> Optional.of(new Owner(name, name.substring("app_".length()))),
            new Idempotency(new MemoryAnswers(), clock, time -> {}));
    private final Calls operator = Calls.operator(api);

    ShapeOperationsTest() {
        endpoints.create(Endpoints.of("blue", "1", "https://a.example/"), 10);
    }

    private Shape shape() {
        return endpoints.find("blue", "ep_1").orElseThrow().profile().shape();
    }

    @Test
    void theFormatIsSetAndAnswered() {
        assertThat(operator.get(SHAPE).body()).hasToString("{\"body\":\"standard\"}");
        assertThat(operator.put(SHAPE, "{'body':'cloudevents-binary'}").status())
                .isEqualTo(200);
        assertThat(shape().format()).isEqualTo(BodyFormat.CLOUDEVENTS_BINARY);
        assertThat(operator.put(SHAPE, "{'body':'xml'}").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'basic','username':'u','password':'S3CRET'} | {'type':'basic','username':'u'}",
                "{'type':'bearer','token':'S3CRET'} | {'type':'bearer'}",
                "{'type':'api-key','header':'X-Key','key':'S3CRET'} | {'type':'api-key','header':'X-Key'}",
                "{'type':'oauth-client-credentials','tokenUrl':'https://93.184.216.34/t','clientId':'c','clientSecret':'S3CRET'}"
                        + " | {'type':'oauth-client-credentials','tokenUrl':'https://93.184.216.34/t','clientId':'c','scope':''}"
            })
    void credentialsAreSetAndAnsweredWithoutTheirSecretsAndTakenAway(String given, String shown) {
        Calls.Answer answer = operator.put(SHAPE, "{'body':'standard','auth':" + given + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body().path("auth")).hasToString(shown.replace('\'', '"'));
        assertThat(operator.get(SHAPE).body()).isEqualTo(answer.body());
        Auth kept = shape().credentials().orElseThrow().auth();
        assertThat(kept.json().toString()).contains("S3CRET");
        assertThat(kept.toString()).doesNotContain("S3CRET");
        operator.put(SHAPE, "{'body':'data'}");
        assertThat(shape().credentials()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'magic'}",
                "{}",
                "{'type':'basic','username':'a:b','password':'c'}",
                "{'type':'bearer','token':'a\\u000ab'}",
                "{'type':'api-key','header':'webhook-id','key':'k'}",
                "{'type':'oauth-client-credentials','tokenUrl':'http://93.184.216.34/t','clientId':'c','clientSecret':'s'}",
                "{'type':'oauth-client-credentials','tokenUrl':'https://169.254.169.254/t','clientId':'c','clientSecret':'s'}",
                "{'type':'oauth-client-credentials','tokenUrl':'https://[::1]/t','clientId':'c','clientSecret':'s'}",
                "{'type':'oauth-client-credentials','tokenUrl':'https://10.1/t','clientId':'c','clientSecret':'s'}"
            })
    void whatIsWrongIsRefusedAndNothingChanges(String given) {
        assertThat(operator.put(SHAPE, "{'body':'data','auth':" + given + "}").status())
                .isEqualTo(422);
        assertThat(shape()).isEqualTo(Shape.STANDARD);
    }

    @Test
    void anothersEndpointLooksLikeOneThatDoesNotExist() {
        assertThat(operator.get("/api/v1/app/app_red/endpoint/ep_1/shape").status())
                .isEqualTo(404);
        assertThat(Calls.tenant(api, "app_red").get(SHAPE).status()).isEqualTo(404);
        assertThat(operator.put("/api/v1/app/app_red/endpoint/ep_1/shape", "{'body':'data'}")
                        .status())
                .isEqualTo(404);
    }
}
