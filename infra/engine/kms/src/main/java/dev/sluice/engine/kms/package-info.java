/**
 * KMS: symmetric keys whose material never leaves the engine unsealed, aliases, and what is encrypted with them. Key policies
 * decide, and IAM's only where a key's policy lets them.
 */
@NullMarked
package dev.sluice.engine.kms;

import org.jspecify.annotations.NullMarked;
