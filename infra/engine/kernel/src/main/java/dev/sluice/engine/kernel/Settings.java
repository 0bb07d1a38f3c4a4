package dev.sluice.engine.kernel;

import java.nio.file.Path;

/**
 * How this engine runs.
 *
 * @param account the 12-digit account that owns the template's resources
 * @param region the one region of the engine
 * @param data the folder that holds everything durable
 * @param enforce whether signatures and policies are checked; if not, every caller may do everything
 */
public record Settings(String account, String region, Path data, boolean enforce) {

    public static final String DEFAULT_ACCOUNT = "000000000000";
    public static final String DEFAULT_REGION = "us-east-1";
}
