package dev.sluice.tests.e2e.readme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody at a shell in a folder that stands for a checkout of Sluice. {@code ./sluice} there runs the packaged jars; Maven takes
 * Sluice's artifacts from a local repository of this test's own.
 *
 * @param checkout where the commands are run
 * @param programs what is first on the PATH
 * @param deployed where {@code cdk deploy} leaves what it would deploy
 */
record Newcomer(Path checkout, Path programs, Path deployed) {

    /** A shell ends with the first command that fails. */
    private static final String STRICT = "set -e\n";

    /** @param folder an empty one */
    static Newcomer in(Path folder, Path root) throws IOException {
        // Links to elsewhere are not for a temporary folder, which is deleted with all that is in it.
        Path links = Files.createDirectories(root.resolve("tests/e2e/target/newcomer"));
        delete(links);
        Newcomer newcomer = new Newcomer(
                Files.createDirectory(folder.resolve("sluice")),
                Files.createDirectory(folder.resolve("programs")),
                folder.resolve("deployed"));
        script(newcomer.checkout.resolve("sluice"), """
                command=$1
                shift
                # the usual port may be taken
                if [ "$command" = up ]; then set -- --port 0 "$@"; fi
                SLUICE_HOME='%s' exec '%s' "$command" "$@"
                """.formatted(
                        newcomer.checkout, launcher(links.resolve("launcher"), root)));
        newcomer.program("mvn", """
                # The build that this test is part of has packaged Sluice, and its artifacts are in the repository.
                case "$PWD $*" in '%s -DskipTests install' | '%s -DskipTests package') exit 0 ;; esac
                PATH=${PATH#*:} exec mvn %s -Dmaven.repo.local='%s' "$@"
                """.formatted(
                        newcomer.checkout,
                        root,
                        System.getProperty("sluice.maven", "").equals("offline=true") ? "-o" : "",
                        LocalRepository.make(links.resolve("repository"), root)));
        newcomer.program("npx", java(CdkCommand.class, "'" + newcomer.deployed + "' \"$@\""));
        newcomer.program("aws", java(AwsCommand.class, "\"$@\""));
        return newcomer;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The launcher and the jars, laid out as in the distribution. */
    private static Path launcher(Path folder, Path root) throws IOException {
        Path target = root.resolve("infra/cli/target");
        Path lib = Files.createDirectories(folder.resolve("lib"));
        try (Stream<Path> libraries = Files.list(target.resolve("lib"));
                Stream<Path> own = Files.list(target)) {
            for (Path jar : Stream.concat(libraries, own)
                    .filter(file -> file.toString().endsWith(".jar"))
                    .toList()) {
                Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
            }
        }
        return Files.copy(root.resolve("infra/dist/src/main/launcher/sluice"), folder.resolve("sluice"));
    }

    private static String java(Class<?> main, String arguments) {
        return "exec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' %s %s%n"
                .formatted(
                        System.getProperty("java.home"),
                        System.getProperty("java.class.path"),
                        main.getName(),
                        arguments);
    }

    private void program(String name, String text) throws IOException {
        script(programs.resolve(name), text);
    }

    private static void script(Path file, String text) throws IOException {
        if (!Files.writeString(file, "#!/bin/sh\n" + text).toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    /** Runs commands as they are written, in one shell, and returns what they print. */
    String run(List<String> commands) throws IOException, InterruptedException {
        return run(checkout, commands);
    }

    /** @param folder where; the usual one is empty but for {@code ./sluice} */
    String run(Path folder, List<String> commands) throws IOException, InterruptedException {
        Process shell = shell(folder, STRICT + String.join("\n", commands));
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            throw new AssertionError(commands + " failed:\n" + printed);
        }
        return printed;
    }

    /** Starts {@code ./sluice up} as it is written. */
    Up start(String command) throws IOException {
        return Up.of(shell(checkout, "exec " + command));
    }

    private Process shell(Path folder, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        builder.environment().remove("SLUICE_DATA");
        return builder.start();
    }
}
