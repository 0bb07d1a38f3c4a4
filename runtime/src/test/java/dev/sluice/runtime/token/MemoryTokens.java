package dev.sluice.runtime.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens in memory. */
public final class MemoryTokens implements TokenStore {

    private final Map<String, KeptToken> tokens = new LinkedHashMap<>();

    @Override
    public synchronized Optional<KeptToken> find(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    @Override
    public synchronized void create(KeptToken token) {
        tokens.put(token.id(), token);
    }

    @Override
    public synchronized void end(String id, Instant at) {
        tokens.computeIfPresent(id, (unused, token) -> token.until(at));
    }

    @Override
    public synchronized List<KeptToken> of(Optional<String> application) {
        return tokens.values().stream()
                .filter(token -> token.application().equals(application))
                .toList();
    }

    @Override
    public synchronized List<KeptToken> all() {
        return List.copyOf(tokens.values());
    }
}
