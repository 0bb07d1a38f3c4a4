package dev.sluice.engine.secrets;

import java.util.List;

/**
 * One value of a secret.
 *
 * @param id the client's token, or a UUID
 * @param binary whether the value is Base64 of bytes
 * @param sealed the value, sealed by the vault
 * @param stages its staging labels; a version without one is deprecated
 * @param created epoch seconds
 */
record Version(String id, boolean binary, String sealed, List<String> stages, double created) {

    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";

    Version {
        stages = List.copyOf(stages);
    }

    Version with(List<String> labels) {
        return new Version(id, binary, sealed, labels, created);
    }
}
