package dev.sluice.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final String PAIR =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
    private static final String SEED = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc=";
    private static final String PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";

    private static Secret parse(String text) {
        return Secret.parse(text, Optional.empty());
    }

    @Test
    void theReceiverOfASharedSecretGetsTheSecretAndThatOfAKeyPairThePublicKey() {
        assertThat(Endpoints.SECRET.verifier()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(parse(PAIR).verifier()).isEqualTo(PUBLIC);
        assertThat(Endpoints.SECRET.publicKey()).isEmpty();
        assertThat(parse(PAIR).publicKey())
                .get()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.BYTE_ARRAY)
                .hasSize(32);
    }

    @Test
    void aSecretOfEitherKindIsReadAsItWasWritten() {
        for (Secret secret : List.of(Endpoints.SECRET, parse(PAIR), parse(SEED))) {
            assertThat(parse(secret.reveal())).isEqualTo(secret);
            Secret ending = secret.until(Instant.EPOCH);
            assertThat(Secret.parse(ending.reveal(), Optional.of(Instant.EPOCH)))
                    .isEqualTo(ending);
        }
        assertThat(parse(SEED)).isEqualTo(parse(PAIR)).isNotEqualTo(Endpoints.SECRET);
    }

    @Test
    void aPrivateKeyBesideThePublicKeyOfAnotherIsRefused() {
        assertThatThrownBy(() -> parse(PAIR.replace("fVKI", "fVKJ"))).hasMessageContaining("does not belong");
    }

    @Test
    void anErrorDoesNotShowTheSecret() {
        for (String text : List.of("whsk_AAAA", "whsec_AAAA", "whsec_\u0000AAAA", "whsk_AAAA!")) {
            assertThatThrownBy(() -> parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("AAAA")
                    .hasMessageNotContaining("!");
        }
        assertThat(parse(PAIR)).hasToString("a secret");
    }
}
