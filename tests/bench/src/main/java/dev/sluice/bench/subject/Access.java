package dev.sluice.bench.subject;

/** Credentials and region of a client. */
public record Access(String accessKey, String secretKey, String region) {}
