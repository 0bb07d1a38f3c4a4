package dev.sluice.delivery.shape;

import java.util.Optional;

/**
 * What an endpoint's requests look like.
 *
 * @param credentials with which the sender authenticates itself, beside the signature
 */
public record Shape(BodyFormat format, Optional<Credentials> credentials) {

    /** The payload as it is, and the signature alone. */
    public static final Shape STANDARD = new Shape(BodyFormat.STANDARD, Optional.empty());
}
