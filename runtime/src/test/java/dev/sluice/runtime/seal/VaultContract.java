package dev.sluice.runtime.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every vault does. */
public abstract class VaultContract {

    private static final byte[] PLAIN = "whsec_secret of blue".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> OWNER = Map.of("tenant", "blue", "endpoint", "ep_1");

    protected abstract Vault vault();

    private final Vault vault = vault();

    @Test
    void whatWasSealedIsOpenedWithTheSameContext() {
        assertThat(vault.open(vault.seal(PLAIN, OWNER), OWNER)).isEqualTo(PLAIN);
        assertThat(vault.open(vault.seal(new byte[0], OWNER), OWNER)).isEmpty();
    }

    @Test
    void nothingOfTheSecretIsSeen() {
        byte[] sealed = vault.seal(PLAIN, OWNER);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("whsec", "secret", "blue");
        assertThat(vault.seal(PLAIN, OWNER)).isNotEqualTo(sealed);
    }

    @Test
    void aSecretOfOneOwnerCannotBePutInAnothersPlace() {
        byte[] sealed = vault.seal(PLAIN, OWNER);
        vault.open(sealed, OWNER);
        for (Map<String, String> other : List.of(
                Map.of("tenant", "green", "endpoint", "ep_1"),
                Map.of("tenant", "blue", "endpoint", "ep_2"),
                Map.of("tenant", "blueep_1"),
                Map.<String, String>of())) {
            assertThatThrownBy(() -> vault.open(sealed, other))
                    .as(other.toString())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be decrypted");
        }
    }

    @Test
    void aSecretThatWasChangedIsNotOpened() {
        byte[] sealed = vault.seal(PLAIN, OWNER);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(changed, OWNER)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> vault.open(new byte[0], OWNER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(PLAIN, OWNER)).isInstanceOf(IllegalStateException.class);
    }
}
