package dev.sluice.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The archive runs with a JDK and a shell alone: no Maven, no Node, no network. */
class DistributionTest {

    private static final Pattern ORDER = Pattern.compile("order\\.placed +o-1 +(\\S+)");

    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Machine machine;

    @BeforeAll
    static void unpack(@TempDir Path shared) throws IOException, InterruptedException {
        folder = shared;
        machine = Machine.in(shared);
    }

    @Test
    void theHelpListsTheCommandsThatTheArchiveHas() throws IOException, InterruptedException {
        Machine.Run help = machine.run("--help");
        assertThat(help.exit()).as(help.output()).isZero();
        assertThat(help.output()).contains("  up ", "  demo ", "  explain ").doesNotContain("bench", "chaos");
    }

    @Test
    void theVersionIsThatOfTheProject() throws IOException, InterruptedException {
        assertThat(machine.run("--version").output())
                .isEqualTo("sluice " + System.getProperty("sluice.version") + System.lineSeparator());
    }

    @Test
    void theDemonstrationBalancesAndItsEventsCanBeExplainedAfterwards() throws IOException, InterruptedException {
        Machine.Run demo = machine.run("demo", "--once");
        assertThat(demo.exit()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("It balances.").doesNotContain("WARNING");
        Matcher order = ORDER.matcher(demo.output());
        assertThat(order.find()).as(demo.output()).isTrue();

        String data = machine.home().resolve(".sluice/demo").toString();
        Process up = machine.command(machine.home().resolve("sluice"), List.of("up", "--port", "0", "--data", data))
                .start();
        try (BufferedReader output = up.inputReader()) {
            assertThat(readToReady(output)).contains("ready http://127.0.0.1:");
            Machine.Run explain = machine.run("explain", "--data", data, order.group(1));
            assertThat(explain.exit()).as(explain.output()).isZero();
            assertThat(explain.output()).contains("order.placed", "admitted", "warehouse");
        } finally {
            up.destroy();
            up.waitFor();
        }
    }

    @Test
    void aLinkOnThePathLeadsToTheUnpackedFolder() throws IOException, InterruptedException {
        machine.link("readlink", Path.of("/usr/bin/readlink"));
        Path relative = machine.programs().relativize(machine.home().resolve("sluice"));
        Path link = Files.createSymbolicLink(machine.programs().resolve("sluice"), relative);
        assertThat(machine.run(link, "--version").output()).startsWith("sluice ");
    }

    @Test
    void withoutAJdkItSaysInOneLineWhatItNeeds() throws IOException, InterruptedException {
        Machine bare = new Machine(machine.home(), Files.createDirectory(folder.resolve("bare")));
        assertThat(bare.run("up").output())
                .isEqualTo("sluice: needs a JDK 17 or newer: there is no java on the PATH, and JAVA_HOME is not set\n");
        Path old = Files.writeString(
                bare.programs().resolve("java"), "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();
        Machine.Run run = bare.run("up");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).isEqualTo("sluice: needs a JDK 17 or newer, and java is version 1.8.0_402\n");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "sluice.maven",
            matches = "offline=true",
            disabledReason = "with `mvn -o`, Maven skips the plugin that makes the bill of materials")
    void everyLibraryIsInTheBillOfMaterials() throws IOException {
        JsonNode bill = new ObjectMapper()
                .readTree(machine.home()
                        .resolve("sluice-" + System.getProperty("sluice.version") + "-sbom.json")
                        .toFile());
        Set<String> listed = new HashSet<>();
        for (JsonNode component : bill.path("components")) {
            listed.add(component.path("name").asText() + "-"
                    + component.path("version").asText() + ".jar");
        }
        try (Stream<Path> libraries = Files.list(machine.home().resolve("lib"))) {
            assertThat(libraries.map(library -> library.getFileName().toString()))
                    .isNotEmpty()
                    .isSubsetOf(listed);
        }
    }

    private static String readToReady(BufferedReader output) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            if (line.startsWith("ready ")) {
                break;
            }
        }
        return read.toString();
    }
}
