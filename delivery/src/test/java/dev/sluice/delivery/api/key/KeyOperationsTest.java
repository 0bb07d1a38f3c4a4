package dev.sluice.delivery.api.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.api.Api;
import dev.sluice.delivery.api.Calls;
import dev.sluice.delivery.api.Owner;
import dev.sluice.delivery.api.Router;
import dev.sluice.delivery.api.idempotency.Idempotency;
import dev.sluice.delivery.api.idempotency.MemoryAnswers;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.keys.Jwks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyOperationsTest {

    private final ManualClock clock = new ManualClock();
    private final MemoryEndpoints endpoints = new MemoryEndpoints();
    private final Api api = new Api(
            new Router(List.of(new KeyOperations(endpoints, clock))),
            name -> Optional.of(name)
                    .filter(known -> known.startsWith("app_"))
                    .map(known -> new Owner(known, known.substring("app_".length()))),
            new Idempotency(new MemoryAnswers(), clock, time -> {}));

    private static Secret pair(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return new Secret(Secret.Kind.KEY_PAIR, key, Optional.empty());
    }

    private static String keys(Secret... secrets) {
        return Jwks.of(List.of(secrets).stream()
                        .map(secret -> secret.publicKey().orElseThrow())
                        .toList())
                .toString();
    }

    @Test
    void anybodyMayReadTheKeysThatSignAndNoOthers() {
        Endpoint rotating = Endpoints.of("blue", "1", "https://a.example/")
                .secrets(List.of(pair(1), pair(2).until(clock.instant().plusSeconds(60)), Endpoints.SECRET));
        endpoints.create(rotating, 10);
        endpoints.create(Endpoints.of("blue", "2", "https://a.example/").secrets(List.of(pair(3))), 10);
        endpoints.create(Endpoints.of("red", "3", "https://a.example/").secrets(List.of(pair(4))), 10);
        Calls nobody = Calls.nobody(api);
        assertThat(nobody.get("/.well-known/jwks/app_blue").body()).hasToString(keys(pair(1), pair(2), pair(3)));
        clock.advance(Duration.ofSeconds(60));
        assertThat(nobody.get("/.well-known/jwks/app_blue").body()).hasToString(keys(pair(1), pair(3)));
        assertThat(nobody.get("/.well-known/jwks/app_green").body()).hasToString("{\"keys\":[]}");
        assertThat(nobody.get("/.well-known/jwks/nobody").status()).isEqualTo(404);
    }
}
