package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a small project, with stand-ins for Maven, Node and Java that write down how they were called. */
class LauncherTest {

    private static final String JAVA = """
            #!/usr/bin/env bash
            case "$*" in
              -version) echo 'openjdk version "17.0.1"' >&2 ;;
              *CommerceApp*)
                if grep -rq typo "$HOMEDIR/examples/commerce/catalog"; then echo 'routes/a.yaml#/typo: is not a known field' >&2; exit 1; fi
                echo synthesized >>"$HOMEDIR/calls"
                mkdir -p "$CDK_OUTDIR"; touch "$CDK_OUTDIR/manifest.json" ;;
              *) echo "ran ${*: -1}" >>"$HOMEDIR/calls" ;;
            esac
            """;
    private static final String MAVEN = """
            #!/usr/bin/env bash
            if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9'; exit; fi
            echo compiled >>"$HOMEDIR/calls"
            cd "$HOMEDIR"
            mkdir -p infra/cli/target/lib examples/commerce/app/target examples/commerce/demo/target
            date +%N >infra/cli/target/sluice-cli-1.jar
            touch examples/commerce/demo/target/sluice-commerce-demo-1.jar infra/cli/target/lib/other.jar examples/commerce/app/target/class-path
            """;

    @TempDir
    Path home;

    @BeforeEach
    void project() throws IOException {
        Path launcher = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(launcher.resolve("sluice"))) {
            launcher = launcher.getParent();
        }
        for (String script : List.of("sluice", "infra/dist/src/main/launcher/sluice")) {
            Files.createDirectories(home.resolve(script).getParent());
            Files.copy(launcher.resolve(script), home.resolve(script));
        }
        write("pom.xml", "a");
        write("examples/commerce/catalog/routes/a.yaml", "a");
        write("examples/commerce/catalog/routes/b.yaml", "b");
        for (String module :
                List.of("rules", "network", "runtime", "transformers", "authorizers", "delivery", "infra/cli")) {
            write(module + "/src/main/Code.java", "a");
        }
        program("java", JAVA);
        program("javac", "#!/bin/sh\n");
        program("mvn", MAVEN);
        program("node", "#!/bin/sh\necho v22.0.0\n");
    }

    @Test
    void whereNothingIsBuiltACommandThatDoesNotBuildSaysWhatToDoInOneLine() throws IOException, InterruptedException {
        for (String command : List.of("explain", "env", "endpoint", "--help")) {
            Run run = run(command);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.output().lines()).singleElement().asString().contains("nothing is built yet", "./sluice up");
        }
        assertThat(run("up", "--help").output()).contains("nothing is built yet");
        assertThat(calls()).isEmpty();
    }

    @Test
    void upBuildsOnceAndThenOnlyWhatChanged() throws IOException, InterruptedException {
        assertThat(run("up").exit()).isZero();
        assertThat(calls()).containsExactly("compiled", "synthesized", "ran up");
        run("up");
        assertThat(calls()).containsExactly("ran up");
        write("examples/commerce/catalog/routes/a.yaml", "changed");
        run("up");
        assertThat(calls()).as("a catalog file changed").containsExactly("synthesized", "ran up");
        write("infra/cli/src/main/Code.java", "changed");
        write("infra/cli/README.md", "changed");
        run("demo");
        assertThat(calls()).containsExactly("compiled", "synthesized", "ran demo");
        Files.delete(home.resolve("infra/cli/src/main/Code.java"));
        run("build");
        assertThat(calls()).as("code was deleted").containsExactly("compiled", "synthesized");
    }

    @Test
    void aCatalogFileThatWasDeletedOrRenamedIsNoticed() throws IOException, InterruptedException {
        run("up");
        calls();
        Files.delete(home.resolve("examples/commerce/catalog/routes/b.yaml"));
        run("up");
        assertThat(calls()).containsExactly("synthesized", "ran up");
        Files.move(
                home.resolve("examples/commerce/catalog/routes/a.yaml"),
                home.resolve("examples/commerce/catalog/routes/c.yaml"));
        run("up");
        assertThat(calls()).containsExactly("synthesized", "ran up");
    }

    @Test
    void aBrokenCatalogStopsUpWithItsProblemsAloneAndNoOtherCommand() throws IOException, InterruptedException {
        run("up");
        calls();
        write("examples/commerce/catalog/routes/a.yaml", "typo");
        for (String command : List.of("up", "demo", "build")) {
            Run run = run(command);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.output()).isEqualTo("routes/a.yaml#/typo: is not a known field\n");
        }
        assertThat(calls()).isEmpty();
        write("infra/cli/src/main/Code.java", "changed");
        for (String command : List.of("explain", "env", "endpoint", "--help")) {
            assertThat(run(command).exit()).isZero();
        }
        assertThat(run("up", "--help").exit()).isZero();
        assertThat(calls()).containsExactly("ran explain", "ran env", "ran endpoint", "ran --help", "ran --help");
    }

    @Test
    void aRebuildLeavesTheFilesOfARunningProcessAlone() throws IOException, InterruptedException {
        run("up");
        Path first = builds().get(0);
        byte[] jar = Files.readAllBytes(first.resolve("lib/sluice-cli-1.jar"));
        Files.createFile(first.resolve("run." + ProcessHandle.current().pid()));
        write("infra/cli/src/main/Code.java", "changed");
        run("up");
        assertThat(builds()).hasSize(2).contains(first);
        assertThat(first.resolve("lib/sluice-cli-1.jar")).hasBinaryContent(jar);
        Files.delete(first.resolve("run." + ProcessHandle.current().pid()));
        write("infra/cli/src/main/Code.java", "changed again");
        run("up");
        assertThat(builds()).as("unused ones are deleted").hasSize(1);
    }

    @Test
    void aBuildIsLaidOutAsTheDistributionAndHasNoJarOfAnEarlierVersion() throws IOException, InterruptedException {
        write("infra/cli/target/sluice-cli-0.jar", "earlier");
        write("infra/cli/target/lib/other-0.jar", "earlier");
        write("examples/commerce/demo/target/sluice-commerce-demo-0.jar", "earlier");
        run("up");
        Path build = builds().get(0);
        assertThat(build.resolve("sluice")).isExecutable();
        try (Stream<Path> libraries = Files.list(build.resolve("lib"))) {
            assertThat(libraries.map(library -> library.getFileName().toString()))
                    .containsExactlyInAnyOrder("sluice-cli-1.jar", "sluice-commerce-demo-1.jar", "other.jar");
        }
    }

    private List<Path> builds() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve(".sluice/builds/cli"))) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    /** What was called since the last look. */
    private List<String> calls() throws IOException {
        Path file = home.resolve("calls");
        List<String> calls = Files.exists(file) ? Files.readAllLines(file) : List.of();
        Files.deleteIfExists(file);
        return calls;
    }

    private record Run(int exit, String output) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        Path output = home.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("sluice").toString()), Stream.of(arguments))
                        .toList());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_HOME");
        environment.put("HOMEDIR", home.toString());
        environment.put("PATH", home.resolve("bin") + ":" + environment.get("PATH"));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Run(process.waitFor(), Files.readString(output));
    }

    private void program(String name, String script) throws IOException {
        assertThat(write("bin/" + name, script).toFile().setExecutable(true)).isTrue();
    }

    private Path write(String file, String content) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }
}
