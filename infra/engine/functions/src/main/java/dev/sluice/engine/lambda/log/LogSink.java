package dev.sluice.engine.lambda.log;

import dev.sluice.engine.lambda.function.Version;
import java.util.List;

/** Takes what functions log. Implementations are thread-safe and do not wait. */
@FunctionalInterface
public interface LogSink {

    /**
     * Where lines go.
     *
     * @param functionArn without a qualifier
     */
    record Stream(String functionArn, Version version, String group, String name) {}

    void accept(Stream stream, List<LogLine> lines);
}
