package dev.sluice.engine.kms.key;

import dev.sluice.engine.aws.AwsException;

/**
 * The errors of KMS.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html#API_Decrypt_Errors">Errors</a>
 */
public final class KmsErrors {

    private KmsErrors() {}

    public static AwsException notFound(String what) {
        return AwsException.of("NotFoundException", what);
    }

    public static AwsException disabled(Key key) {
        return AwsException.of("DisabledException", key.arn() + " is disabled.");
    }

    public static AwsException pendingDeletion(Key key) {
        return AwsException.of("KMSInvalidStateException", key.arn() + " is pending deletion.");
    }

    /** Whether the blob is damaged, its key is gone or its encryption context differs, AWS does not say. */
    public static AwsException invalidCiphertext() {
        return AwsException.of(
                "InvalidCiphertextException",
                "The ciphertext is damaged, or the encryption context is not the one that it was encrypted with.");
    }

    /** As AWS answers whoever may not use the key of a ciphertext, so that the key's existence does not show. */
    public static AwsException deniedCiphertext() {
        return AwsException.of(
                "AccessDeniedException",
                "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or"
                        + " you are not allowed to access.");
    }
}
