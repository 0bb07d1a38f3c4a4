package dev.sluice.engine.lambda.function;

/**
 * A deployment package in the data folder.
 *
 * @param hash lower-case hex SHA-256, also the name of its folder
 * @param size bytes of the package as it came
 */
public record Code(String hash, long size) {}
