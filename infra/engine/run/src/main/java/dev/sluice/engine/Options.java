package dev.sluice.engine;

import dev.sluice.engine.kernel.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to start an engine.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param template a template file or a cdk.out folder; empty to start without a stack
 * @param parameters values for the template's parameters
 * @param prune whether resources that the template dropped are removed even if they hold data
 * @param privatePages whether it shows pages that AWS does not have: its health, its metrics and its trace
 */
public record Options(
        Settings settings,
        int port,
        Optional<Path> template,
        Map<String, String> parameters,
        boolean prune,
        boolean privatePages) {

    /** One that removes no data. */
    public Options(Settings settings, int port, Optional<Path> template, Map<String, String> parameters) {
        this(settings, port, template, parameters, false, true);
    }

    /** An engine without a stack. */
    public static Options empty(Settings settings, int port) {
        return new Options(settings, port, Optional.empty(), Map.of());
    }
}
