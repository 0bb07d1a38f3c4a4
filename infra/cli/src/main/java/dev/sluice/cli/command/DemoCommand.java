package dev.sluice.cli.command;

import dev.sluice.cli.demo.DemoFolder;
import dev.sluice.cli.demo.Demonstration;
import dev.sluice.cli.demo.Scenario;
import dev.sluice.cli.demo.Story;
import dev.sluice.cli.local.Home;
import dev.sluice.cli.local.Principals;
import dev.sluice.cli.stack.LocalEngine;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: the whole flow with local receivers, ending in a reconciliation that must balance. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole flow on this machine: rows change, a partner publishes, receivers get signed webhooks.",
            "Ends with a reconciliation of all events; the exit code is 0 only if it balances."
        })
public final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--once", description = "One round instead of one every few seconds until Ctrl-C.")
    boolean once;

    @Option(names = "--json", description = "One JSON object per line instead of prose.")
    boolean json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "An empty folder for its data, which is kept (default: .sluice/demo beside the launcher, which each"
                            + " demo empties first).")
    @Nullable
    Path data;

    @Override
    public Integer call() throws Exception {
        Path given = data;
        DemoFolder folder = given == null ? DemoFolder.replaced(Home.find().demo()) : DemoFolder.empty(given);
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, folder.path(), true);
        Story story = Story.to(spec.commandLine().getOut(), json);
        try (Demonstration demonstration = Demonstration.prepare(story, Scenario.find())) {
            story.say("starting the stack on a free port, data in " + folder.path());
            try (LocalEngine engine = start(settings, demonstration)) {
                story.say("ready " + engine.url());
                if (!once) {
                    story.say("Ctrl-C stops it; the data stays");
                }
                boolean balanced = demonstration.run(Principals.of(folder.path()), !once);
                folder.next(given == null).forEach(story::say);
                return balanced ? 0 : 1;
            }
        }
    }

    private static LocalEngine start(Settings settings, Demonstration demonstration) throws IOException {
        return LocalEngine.start(settings, 0, Home.find().template(), demonstration.parameters(), null, false, true);
    }
}
