package dev.sluice.rules.catalog.model;

/**
 * A static HTTPS receiver.
 *
 * @param name names the API destination and its connection
 * @param url an {@code https} URL; the default of the template's parameter
 * @param method the HTTP method
 * @param rate requests per second at most
 * @param apiKeyHeader the header that carries the key; the key itself is in Secrets Manager
 */
public record Destination(String name, String url, String method, int rate, String apiKeyHeader) {}
