package dev.sluice.runtime.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KmsVaultTest extends VaultContract {

    private static final Map<String, String> OWNER = Map.of("tenant", "blue");

    private final SmallKms kms = new SmallKms();

    @Override
    protected Vault vault() {
        return new KmsVault(new SmallKms(), "alias/secrets", InstantSource.system(), new SecureRandom());
    }

    @Test
    void aDataKeyIsRememberedForFiveMinutesByWhoOpensAndByNobodyElse() {
        Instant start = Instant.parse("2026-12-01T00:00:00Z");
        Instant[] now = {start};
        Vault vault = new KmsVault(kms, "alias/secrets", () -> now[0], new SecureRandom());
        byte[] sealed = vault.seal(new byte[] {1}, OWNER);
        vault.open(sealed, OWNER);
        vault.open(sealed, OWNER);
        assertThat(kms.decrypts()).isEqualTo(1);
        now[0] = start.plus(Duration.ofMinutes(5));
        vault.open(sealed, OWNER);
        assertThat(kms.decrypts()).isEqualTo(2);
    }

    @Test
    void everySealHasADataKeyOfItsOwn() {
        Vault vault = new KmsVault(kms, "alias/secrets", InstantSource.system(), new SecureRandom());
        vault.seal(new byte[] {1}, OWNER);
        vault.seal(new byte[] {1}, OWNER);
        assertThat(kms.dataKeys()).isEqualTo(2);
    }
}
