/**
 * Encryption of small secrets before they are stored: an envelope, whose key belongs to AWS KMS.
 * Depends on the AWS SDK.
 */
@NullMarked
package dev.sluice.runtime.seal;

import org.jspecify.annotations.NullMarked;
