package dev.sluice.cli.command;

import dev.sluice.cli.local.DataOption;
import dev.sluice.cli.local.Home;
import dev.sluice.cli.local.Running;
import dev.sluice.cli.stack.AppFolder;
import dev.sluice.cli.stack.LocalEngine;
import dev.sluice.cli.stack.WhatRuns;
import dev.sluice.cli.terminal.Progress;
import dev.sluice.cli.watch.Following;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice up}: runs the stack until it is stopped. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the stack in one JVM, prints `ready URL` when it accepts events, then lists what is running.",
            "Restarted on the same data, it resumes where it left off. SIGTERM or Ctrl-C stops it cleanly."
        })
public final class UpCommand implements Callable<Integer> {

    /** Whether signatures and policies are checked. */
    enum Auth {
        enforce,
        off
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4566",
            description = "Port on 127.0.0.1; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Mixin
    DataOption data = new DataOption();

    @Option(
            names = "--app",
            paramLabel = "DIR",
            description =
                    "The folder of a CDK app: runs the command in its cdk.json, then the stack that it synthesized.")
    @Nullable
    Path app;

    @Option(
            names = "--watch",
            description = {
                "Watch the files of the app (--app, or the example): every change is synthesized and applied",
                "while the stack runs. A mistake is reported, and the stack keeps running unchanged."
            })
    boolean watch;

    @Option(
            names = "--template",
            paramLabel = "PATH",
            description = "A synthesized template file or cdk.out folder (default: the example's).")
    @Nullable
    Path template;

    @Option(
            names = "--empty",
            description = "Start without a stack, for clients that create resources through the API.")
    boolean empty;

    @Option(
            names = "--auth",
            paramLabel = "enforce|off",
            defaultValue = "enforce",
            description = "Check signatures and policies, or accept any credentials (default: ${DEFAULT-VALUE}).")
    Auth auth = Auth.enforce;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = Settings.DEFAULT_ACCOUNT,
            description = "The 12-digit account that owns the stack (default: ${DEFAULT-VALUE}).")
    String account = Settings.DEFAULT_ACCOUNT;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = Settings.DEFAULT_REGION,
            description = "The Region that the engine emulates; requests signed for another Region are refused"
                    + " (default: ${DEFAULT-VALUE}).")
    String region = Settings.DEFAULT_REGION;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the template; may be repeated.")
    Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--prune",
            description = {
                "Remove resources that are no longer in the template even if they hold data: queues with messages, tables with rows,",
                "log groups, archives, secrets. Without it, up lists what would be lost and does not start."
            })
    boolean prune;

    @Option(
            names = "--no-stand-ins",
            description =
                    "Start no local receiver in place of the example's destinations, such as WarehouseUrl. Each is"
                            + " also off once you give its --parameter.")
    boolean noStandIns;

    @Option(
            names = "--no-private-pages",
            description =
                    "Serve no pages that AWS does not have (health, metrics, trace), so that anything that works here works there too.")
    boolean noPrivatePages;

    @Option(names = "--quiet", description = "Print the line `ready URL` and nothing else.")
    boolean quiet;

    @Override
    public Integer call() throws Exception {
        if (Stream.of(empty, template != null, app != null)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw new IllegalArgumentException("--empty, --template and --app exclude each other");
        }
        if (watch && (empty || template != null)) {
            throw new IllegalArgumentException("--watch follows an app; it excludes --empty and --template");
        }
        Settings settings = new Settings(account, region, data.folder(), auth == Auth.enforce);
        boolean fresh = !Running.known(settings.data());
        CountDownLatch stopped = new CountDownLatch(1);
        try (LocalEngine engine = start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(engine, stopped), "stop"));
            print("ready " + engine.url());
            if (!quiet) {
                new WhatRuns(settings, auth == Auth.enforce, fresh, DataOption.optionFor(settings.data()))
                        .lines(engine)
                        .forEach(this::print);
                print("");
                print("Ctrl-C stops it; the data stays.");
            }
            try (Following following = watch ? follow(engine, settings) : null) {
                stopped.await();
            }
        }
        return 0;
    }

    private LocalEngine start(Settings settings) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (Progress progress = Progress.after(quiet ? line -> {} : err::println, "sluice: starting the stack")) {
            return LocalEngine.start(
                    settings,
                    port,
                    empty ? null : chosenTemplate(),
                    parameters,
                    noStandIns ? null : this::received,
                    prune,
                    !noPrivatePages);
        }
    }

    private Following follow(LocalEngine engine, Settings settings) {
        Path given = app;
        AppFolder folder = new AppFolder(given == null ? Home.find().app() : given);
        return Following.start(folder, out -> engine.update(settings, out, parameters, prune), this::print);
    }

    private void received(String line) {
        if (!quiet) {
            print(line);
        }
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private Path chosenTemplate() throws IOException, InterruptedException {
        Path folder = app;
        if (folder != null) {
            return new AppFolder(folder).synthesize();
        }
        Path given = template;
        return given == null ? Home.find().template() : given;
    }

    private static void stop(LocalEngine engine, CountDownLatch stopped) {
        engine.close();
        stopped.countDown();
    }
}
