package dev.sluice.delivery.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Secrets as they are kept, which are opened when the first one is looked at: who only wants to know where events go never opens one.
 * Thread-safe.
 */
public final class SealedSecrets extends AbstractList<Secret> {

    /** One of them, encrypted. */
    public record Sealed(byte[] bytes, Optional<Instant> validUntil) {}

    private final List<Sealed> sealed;
    private final UnaryOperator<byte[]> open;
    private volatile @Nullable List<Secret> opened;

    /** @param open decrypts, and throws if it may not */
    public SealedSecrets(List<Sealed> sealed, UnaryOperator<byte[]> open) {
        this.sealed = List.copyOf(sealed);
        this.open = open;
    }

    public List<Sealed> sealed() {
        return sealed;
    }

    @Override
    public Secret get(int index) {
        List<Secret> ready = opened;
        if (ready == null) {
            ready = sealed.stream().map(this::opened).toList();
            opened = ready;
        }
        return ready.get(index);
    }

    private Secret opened(Sealed secret) {
        return Secret.parse(new String(open.apply(secret.bytes()), StandardCharsets.US_ASCII), secret.validUntil());
    }

    @Override
    public int size() {
        return sealed.size();
    }

    @Override
    public String toString() {
        return size() + " sealed secrets";
    }
}
