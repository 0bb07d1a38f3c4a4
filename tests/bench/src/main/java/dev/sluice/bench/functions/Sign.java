package dev.sluice.bench.functions;

import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.send.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The signature of a webhook. */
@State(Scope.Thread)
public class Sign {

    private static final int BODY = 500;

    private final Signer signer =
            new Signer(List.of(Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Optional.empty())));
    private final byte[] body = "x".repeat(BODY).getBytes(StandardCharsets.UTF_8);
    private final Instant now = Instant.now();

    /** 500 bytes, one secret. */
    @Benchmark
    public String webhook() {
        return signer.sign("e-1", now, body);
    }
}
