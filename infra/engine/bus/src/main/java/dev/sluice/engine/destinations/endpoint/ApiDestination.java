package dev.sluice.engine.destinations.endpoint;

/**
 * An API destination.
 *
 * @param endpoint the URL to call, with {@code *} in its path for path parameters
 * @param rate most calls per second
 * @param created epoch seconds
 * @param modified epoch seconds
 */
public record ApiDestination(
        String arn,
        String account,
        String name,
        String description,
        String connectionArn,
        String endpoint,
        String method,
        int rate,
        double created,
        double modified) {}
