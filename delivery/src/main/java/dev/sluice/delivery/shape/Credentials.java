package dev.sluice.delivery.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.rules.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as they are kept, which are opened when somebody needs them: who only wants to know where events go never does.
 * Thread-safe.
 */
public final class Credentials {

    private final byte[] kept;
    private final Optional<UnaryOperator<byte[]>> open;
    private volatile @Nullable Auth opened;

    private Credentials(byte[] kept, Optional<UnaryOperator<byte[]>> open) {
        this.kept = kept.clone();
        this.open = open;
    }

    public static Credentials of(Auth auth) {
        return plain(Json.text(auth.json()).getBytes(StandardCharsets.UTF_8));
    }

    /** @param bytes what {@link #bytes} of those that are not sealed answers */
    public static Credentials plain(byte[] bytes) {
        return new Credentials(bytes, Optional.empty());
    }

    /** @param open decrypts, and throws if it may not */
    public static Credentials sealed(byte[] bytes, UnaryOperator<byte[]> open) {
        return new Credentials(bytes, Optional.of(open));
    }

    public boolean isSealed() {
        return open.isPresent();
    }

    /** Encrypted, if they are sealed. */
    public byte[] bytes() {
        return kept.clone();
    }

    public Auth auth() {
        Auth ready = opened;
        if (ready == null) {
            byte[] text = open.map(with -> with.apply(kept)).orElse(kept);
            try {
                ready = Auth.parse(Json.parse(new String(text, StandardCharsets.UTF_8)));
            } catch (JsonProcessingException e) {
                // What is wrong with it would show a part of it.
                throw new IllegalStateException("an endpoint's credentials cannot be read");
            }
            opened = ready;
        }
        return ready;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials credentials && auth().equals(credentials.auth());
    }

    @Override
    public int hashCode() {
        return auth().hashCode();
    }

    @Override
    public String toString() {
        return "credentials";
    }
}
