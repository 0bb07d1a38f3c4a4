package dev.sluice.runtime.token;

class MemoryTokensTest extends TokenStoreContract {

    private final MemoryTokens tokens = new MemoryTokens();

    @Override
    protected TokenStore store() {
        return tokens;
    }
}
