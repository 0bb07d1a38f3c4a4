package dev.sluice.engine.kms.key;

/**
 * A name of a key within its account.
 *
 * @param name with its prefix {@code alias/}
 * @param keyId the id of the key that it stands for
 * @param created epoch seconds
 * @param updated epoch seconds at which it was given its key
 */
public record Alias(String name, String arn, String account, String keyId, double created, double updated) {}
