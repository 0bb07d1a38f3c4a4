package dev.sluice.engine.pipes.check;

import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.Set;

/** Checks where a pipe logs to: this engine has log groups only. */
public final class LogChecks {

    private static final TextConstraint LEVEL = TextConstraint.oneOf("OFF", "ERROR", "INFO", "TRACE");
    private static final TextConstraint DATA = TextConstraint.oneOf("ALL");
    private static final TextConstraint GROUP = TextConstraint.matching(
            1,
            1600,
            "(^arn:aws([a-z]|\\-)*:logs:([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}):(\\d{12}):log-group:[\\.\\-_/#A-Za-z0-9]{1,512}(:\\*)?)");

    private LogChecks() {}

    static void check(Members pipe) {
        pipe.structure("LogConfiguration").ifPresent(log -> {
            PipeChecks.known(
                    log.node(),
                    "LogConfiguration",
                    Set.of("CloudwatchLogsLogDestination", "Level", "IncludeExecutionData"));
            log.required("Level", LEVEL);
            log.texts("IncludeExecutionData", DATA);
            log.structure("CloudwatchLogsLogDestination").ifPresent(group -> group.required("LogGroupArn", GROUP));
            log.check();
        });
    }
}
