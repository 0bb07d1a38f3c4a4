package dev.sluice.cli;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.aws.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An engine in this process, with what a laptop needs and AWS must not have. */
final class LocalEngine implements AutoCloseable {

    private final Engine engine;

    private LocalEngine(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts an engine and leaves word where it answers.
     *
     * @param template null for none
     * @param prune whether resources that the template dropped are removed even if they hold data
     */
    static LocalEngine start(
            Settings settings, int port, @Nullable Path template, Map<String, String> parameters, boolean prune) {
        boolean own = template != null && template.equals(Home.find().template());
        Map<String, String> all = own ? laptop(parameters) : parameters;
        Engine engine = Engine.start(new Options(settings, port, Optional.ofNullable(template), all, prune));
        new Running(engine.url().toString(), settings.account(), settings.region()).write(settings.data());
        return new LocalEngine(engine);
    }

    /** On a laptop the receivers are on loopback and speak plain HTTP. */
    private static Map<String, String> laptop(Map<String, String> given) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("AllowedNetworks", "127.0.0.0/8,::1/128");
        parameters.put("AllowInsecureEndpoints", "true");
        parameters.putAll(given);
        return parameters;
    }

    String url() {
        return engine.url().toString();
    }

    @Override
    public void close() {
        engine.close();
    }
}
