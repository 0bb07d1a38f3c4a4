/** Keys, their aliases, and ciphertexts that are bound to a key and to an encryption context. */
@NullMarked
package dev.sluice.engine.kms.key;

import org.jspecify.annotations.NullMarked;
