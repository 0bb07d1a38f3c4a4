package dev.sluice.delivery.endpoint.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.endpoint.CompiledPatterns;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.TenantEndpoints;
import dev.sluice.delivery.shape.Auth;
import dev.sluice.delivery.shape.BodyFormat;
import dev.sluice.delivery.shape.Credentials;
import dev.sluice.delivery.shape.Shape;
import dev.sluice.runtime.seal.LocalVault;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

public class EndpointItemTest {

    private final EndpointItem plain = new EndpointItem(Optional.empty());
    private final EndpointItem sealed = new EndpointItem(Optional.of(new LocalVault(new byte[32], new SecureRandom())));
    private final Endpoint endpoint = Endpoints.of("blue", "1", "https://a.example/")
            .secrets(List.of(Endpoints.SECRET, Endpoints.SECRET.until(ManualClock.START)));

    @Test
    void aSecretIsNowhereToBeSeenInAnItem() {
        assertThat(plain.of(endpoint).toString()).contains("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(sealed.of(endpoint).toString()).doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_");
        assertThat(sealed.read(sealed.of(endpoint))).isEqualTo(endpoint);
    }

    @Test
    void whoHasNoKeyFindsEndpointsAndCannotLookAtTheirSecrets() {
        Endpoint read = plain.read(sealed.of(endpoint));
        TenantEndpoints endpoints =
                new TenantEndpoints(new EndpointStore.Tenant("blue", List.of(read)), new CompiledPatterns());
        assertThat(endpoints.matching("order.placed", "{}"))
                .extracting(Endpoint::id)
                .containsExactly("ep_1");
        assertThatThrownBy(() -> read.secrets().get(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SECRETS_KEY");
    }

    @Test
    void secretsThatWereNotLookedAtAreWrittenAsTheyWereRead() {
        Map<String, AttributeValue> item = sealed.of(endpoint);
        Endpoint changed = plain.read(item).changed(ManualClock.START);
        assertThat(plain.of(changed).get("secrets")).isEqualTo(item.get("secrets"));
    }

    @Test
    void secretsOfOneEndpointAreNotReadInAnothersItem() {
        Map<String, AttributeValue> other = sealed.of(Endpoints.of("green", "1", "https://a.example/"));
        Map<String, AttributeValue> mixed = new HashMap<>(sealed.of(endpoint));
        mixed.put("secrets", other.get("secrets"));
        Endpoint read = sealed.read(mixed);
        assertThatThrownBy(() -> read.secrets().get(0)).hasMessageContaining("cannot be decrypted");
    }

    @Test
    void whatWasWrittenBeforeThereWereKeysAndProfilesIsRead() {
        Map<String, AttributeValue> old = plain.of(endpoint);
        assertThat(old).doesNotContainKeys("uid", "channels", "metadata", "throttleRate");
        assertThat(sealed.read(old)).isEqualTo(endpoint);
    }

    @Test
    void credentialsAreSealedAsSecretsAreAndOpenedByWhoHasTheKeyOnly() {
        Auth auth = new Auth.Basic("shop", "s3cret");
        Endpoint guarded =
                Endpoints.with(endpoint, new Shape(BodyFormat.CLOUDEVENTS_BINARY, Optional.of(Credentials.of(auth))));
        assertThat(plain.read(plain.of(guarded)).profile()).isEqualTo(guarded.profile());
        Map<String, AttributeValue> item = sealed.of(guarded);
        assertThat(sealed.read(item).profile()).isEqualTo(guarded.profile());
        assertThat(item.get("credentials").m().keySet()).containsExactly("sealed");
        Shape unopened = plain.read(item).profile().shape();
        assertThat(unopened.format()).isEqualTo(BodyFormat.CLOUDEVENTS_BINARY);
        assertThat(plain.of(plain.read(item)).get("credentials")).isEqualTo(item.get("credentials"));
        assertThatThrownBy(() -> unopened.credentials().orElseThrow().auth()).hasMessageContaining("SECRETS_KEY");
        assertThat(sealed.of(sealed.read(plain.of(guarded)))
                        .get("credentials")
                        .m()
                        .keySet())
                .containsExactly("sealed");
        assertThat(guarded.toString()).doesNotContain("s3cret");
    }
}
