package dev.sluice.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine that has nothing but an unpacked archive, a shell, the JDK of this test and the programs that a test adds. It can look up
 * no name but localhost.
 *
 * @param home where the archive was unpacked
 * @param programs the only folder on the PATH
 */
record Machine(Path home, Path programs) {

    /** The exit code, and standard output and error together. */
    record Run(int exit, String output) {}

    /** Unpacks the archive that this build made, once for each machine. */
    static Machine in(Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-xzf", System.getProperty("sluice.archive"), "-C", folder.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar could not unpack the archive");
        }
        Machine machine = new Machine(
                folder.resolve("sluice-" + System.getProperty("sluice.version")),
                Files.createDirectory(folder.resolve("programs")));
        machine.link("java", Path.of(System.getProperty("java.home"), "bin", "java"));
        machine.link("sh", Path.of("/bin/sh"));
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        return machine;
    }

    void link(String name, Path program) throws IOException {
        Files.createSymbolicLink(programs.resolve(name), program);
    }

    ProcessBuilder command(Path launcher, List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(arguments);
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", programs.toString());
        environment.put("SLUICE_JAVA_OPTS", "-Djdk.net.hosts.file=" + programs.resolveSibling("hosts"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true);
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("sluice"), arguments);
    }

    Run run(Path launcher, String... arguments) throws IOException, InterruptedException {
        Process process = command(launcher, Arrays.asList(arguments)).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output);
    }
}
