package dev.sluice.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.Secret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignerTest {

    @Test
    void theKnownVectorOfStandardWebhooksComesOut() {
        assertThat(new Signer(List.of(Endpoints.SECRET))
                        .sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1_614_265_330),
                                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    private static final String PAIR =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";

    @Test
    void theKnownVectorOfEd25519ComesOut() {
        assertThat(new Signer(List.of(Secret.parse(PAIR, Optional.empty())))
                        .sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1_614_265_330),
                                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==");
    }

    @Test
    void whileKeysRotateEachThatStillSignsDoesSoAndTheCurrentOneIsFirst() {
        Instant now = Instant.ofEpochSecond(1_614_265_330);
        Secret pair = Secret.parse(PAIR, Optional.empty());
        Secret old = Endpoints.SECRET.until(now.plusMillis(1));
        Secret ended = new Secret(new byte[32], Optional.of(now));
        Signer signer = new Signer(List.of(pair, old, ended));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(signer.sign("e-1", now, body).split(" "))
                .containsExactly(
                        new Signer(List.of(pair)).sign("e-1", now, body),
                        new Signer(List.of(Endpoints.SECRET)).sign("e-1", now, body));
        assertThat(signer.sign("e-1", now.plusMillis(1), body))
                .startsWith("v1a,")
                .doesNotContain(" ");
        assertThat(signer.sign("e-1", now.minusMillis(1), body).split(" ")).hasSize(3);
    }

    @Test
    void theOfficialLibraryAgreesForSecretsOfEveryLengthAndAnyBody() throws Exception {
        Random random = new Random(3);
        for (int length = 24; length <= 64; length++) {
            byte[] key = new byte[length];
            random.nextBytes(key);
            Secret secret = new Secret(key, Optional.empty());
            Secret other = new Secret(new byte[32], Optional.empty());
            String body = random.ints(random.nextInt(2_000), 0x20, 0xd7ff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            Instant now = Instant.now();
            String signature =
                    new Signer(List.of(other, secret)).sign("e-1", now, body.getBytes(StandardCharsets.UTF_8));
            HttpHeaders headers = HttpHeaders.of(
                    Map.of(
                            "webhook-id", List.of("e-1"),
                            "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                            "webhook-signature", List.of(signature)),
                    (name, value) -> true);
            new Webhook(secret.reveal()).verify(body, headers);
            assertThatThrownBy(() -> new Webhook(secret.reveal()).verify(body + " ", headers))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void aSecretOfAnotherLengthIsNone() {
        assertThatThrownBy(() -> new Secret(new byte[23], Optional.empty())).hasMessageContaining("24 to 64");
        assertThatThrownBy(() -> new Secret(new byte[65], Optional.empty())).hasMessageContaining("24 to 64");
    }

    @Test
    void aSecretDoesNotShowItself() {
        assertThat(Endpoints.of("blue", "1", "https://a.example/").toString())
                .doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }
}
