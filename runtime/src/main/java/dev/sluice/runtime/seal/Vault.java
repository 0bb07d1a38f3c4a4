package dev.sluice.runtime.seal;

import java.util.Map;

/**
 * Encrypts what is kept. The context is no secret and is not kept with it: only who names the same context again can open what was
 * sealed, so what belongs to one owner cannot be put in another's place. Thread-safe.
 */
public interface Vault {

    /** Encrypts. The same bytes are different each time they are sealed. */
    byte[] seal(byte[] plain, Map<String, String> context);

    /** @throws IllegalStateException if it was not sealed here, was changed, or was sealed with another context */
    byte[] open(byte[] sealed, Map<String, String> context);
}
