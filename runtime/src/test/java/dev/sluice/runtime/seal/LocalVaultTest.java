package dev.sluice.runtime.seal;

import java.security.SecureRandom;

class LocalVaultTest extends VaultContract {

    @Override
    protected Vault vault() {
        return new LocalVault(new byte[32], new SecureRandom());
    }
}
