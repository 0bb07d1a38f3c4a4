package dev.sluice.runtime.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where tokens are kept. Thread-safe; every method sees what was written before. */
public interface TokenStore {

    Optional<KeptToken> find(String id);

    void create(KeptToken token);

    /** Ends a token, unless it ends before. One that does not exist stays so. */
    void end(String id, Instant at);

    /**
     * Tokens by id; those that have ended may be among them.
     *
     * @param application of whose tokens; empty for those of operators
     */
    List<KeptToken> of(Optional<String> application);

    /** All tokens. */
    List<KeptToken> all();
}
