package dev.sluice.engine.dynamodb.table;

/** Provisioned capacity, in units per second: kept and shown, never throttled. */
public record Throughput(long read, long write) {

    public static final Throughput NONE = new Throughput(0, 0);
}
