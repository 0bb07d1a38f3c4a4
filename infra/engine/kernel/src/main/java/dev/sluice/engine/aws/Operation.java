package dev.sluice.engine.aws;

/** One operation of a service, such as {@code events:PutRule}. Implementations are thread-safe. */
@FunctionalInterface
public interface Operation {

    /** @throws AwsException for every error that AWS models; anything else is reported as an internal failure */
    Response call(Request request);
}
