package dev.sluice.cli;

import dev.sluice.cli.demo.Demonstration;
import dev.sluice.cli.demo.Story;
import dev.sluice.engine.aws.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: the whole flow with local receivers, ending in an account that must balance. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the whole flow on this machine: rows change, a partner publishes, receivers get signed webhooks.",
            "Ends with the account of all events; the exit code is 0 only if it balances."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--once", description = "One round instead of one every few seconds until Ctrl-C.")
    boolean once;

    @Option(names = "--json", description = "One JSON object per line instead of prose.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("sluice-demo-");
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, data, true);
        Story story = Story.to(spec.commandLine().getOut(), json);
        try (Demonstration demonstration = Demonstration.prepare(story)) {
            story.say("starting the stack on a free port, data in " + data);
            try (LocalEngine engine =
                    LocalEngine.start(settings, 0, Home.find().template(), demonstration.parameters(), false)) {
                return demonstration.run(Principals.of(data), !once) ? 0 : 1;
            }
        } finally {
            delete(data);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(DemoCommand::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
