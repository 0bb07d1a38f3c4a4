package dev.sluice.engine.dynamodb.table;

/**
 * Time to live.
 *
 * @param indexId names the rows that order the table's items by their time of expiry
 * @param attribute holds the time of expiry in seconds since 1970
 */
public record Ttl(long indexId, String attribute) {}
