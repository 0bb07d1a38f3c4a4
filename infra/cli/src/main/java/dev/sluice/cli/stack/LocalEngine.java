package dev.sluice.cli.stack;

import dev.sluice.cli.local.Running;
import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.cfn.StackRecord;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine in this process, with what a laptop needs and AWS must not have. */
public final class LocalEngine implements AutoCloseable {

    private final Engine engine;
    private final @Nullable StandIns standIns;
    private final boolean privatePages;

    private LocalEngine(Engine engine, @Nullable StandIns standIns, boolean privatePages) {
        this.engine = engine;
        this.standIns = standIns;
        this.privatePages = privatePages;
    }

    /**
     * Starts an engine and writes down where it answers.
     *
     * @param template null for none
     * @param received takes what the stand-ins for the example's destinations report; null for no stand-ins
     * @param prune whether resources that the template dropped are removed even if they hold data
     * @param privatePages whether the engine shows pages that AWS does not have
     */
    public static LocalEngine start(
            Settings settings,
            int port,
            @Nullable Path template,
            Map<String, String> parameters,
            @Nullable Consumer<String> received,
            boolean prune,
            boolean privatePages)
            throws IOException {
        Declared declared = template == null ? Declared.in(List.of()) : Declared.at(template);
        StandIns standIns = received == null ? null : standIns(settings.data(), declared, parameters, received);
        Map<String, String> all = new LinkedHashMap<>(Laptop.parameters(declared, parameters, privatePages));
        if (standIns != null) {
            all.putAll(standIns.parameters());
        }
        try {
            Engine engine =
                    Engine.start(new Options(settings, port, Optional.ofNullable(template), all, prune, privatePages));
            new Running(
                            engine.url().toString(),
                            settings.account(),
                            settings.region(),
                            declared.partners(),
                            standIns == null ? 0 : standIns.port())
                    .write(settings.data());
            return new LocalEngine(engine, standIns, privatePages);
        } catch (RuntimeException e) {
            if (standIns != null) {
                standIns.close();
            }
            throw e;
        }
    }

    private static @Nullable StandIns standIns(
            Path data, Declared declared, Map<String, String> parameters, Consumer<String> received)
            throws IOException {
        Map<String, URI> needed = StandIns.needed(declared, parameters.keySet());
        if (needed.isEmpty()) {
            return null;
        }
        int before = Running.known(data) ? Running.in(data).standIns() : 0;
        return StandIns.start(needed, before, received);
    }

    /** Where it answers. */
    public String url() {
        return engine.url().toString();
    }

    /**
     * Brings the running stack up to date. Stand-ins that are there stay; a destination that is new is reached at its own URL.
     *
     * @param given parameters as at the start
     */
    public void update(Settings settings, Path template, Map<String, String> given, boolean prune) throws IOException {
        Declared declared = Declared.at(template);
        Map<String, String> all = new LinkedHashMap<>(Laptop.parameters(declared, given, privatePages));
        if (standIns != null) {
            standIns.parameters().forEach(all::putIfAbsent);
        }
        all.keySet().retainAll(declared.parameters().keySet());
        engine.update(template, all, prune);
        new Running(
                        url(),
                        settings.account(),
                        settings.region(),
                        declared.partners(),
                        standIns == null ? 0 : standIns.port())
                .write(settings.data());
    }

    List<StackRecord> stacks() {
        return engine.stacks();
    }

    Optional<StandIns> standIns() {
        return Optional.ofNullable(standIns);
    }

    @Override
    public void close() {
        engine.close();
        if (standIns != null) {
            standIns.close();
        }
    }
}
