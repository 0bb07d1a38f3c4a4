package dev.sluice.engine.lambda.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A language whose functions run in a process of their own, with the interpreter that the machine has, whichever version that is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Lambda runtimes</a>
 */
public enum Language {
    PYTHON("python3\\.(8|9|1\\d)", "python3", "-c", "bootstrap.py"),
    JAVASCRIPT("nodejs(14|16|18|20|22|24)\\.x", "node", "-e", "bootstrap.js");

    /**
     * Standard input and output are the function's: whatever it or a process of its own reads there is empty, and what is
     * written there is logged. The engine's requests arrive on descriptor 4, and answers leave on 3.
     */
    private static final String MOVE_CHANNELS = "exec \"$0\" \"$@\" 3>&1 4<&0 1>&2 0</dev/null";

    private final Pattern runtimes;
    private final String interpreter;
    private final String option;
    private final String bootstrap;

    Language(String runtimes, String interpreter, String option, String bootstrap) {
        this.runtimes = Pattern.compile(runtimes);
        this.interpreter = interpreter;
        this.option = option;
        this.bootstrap = bootstrap;
    }

    /** The language of a runtime's name such as {@code python3.12}; empty for Java and for unknown runtimes. */
    public static Optional<Language> of(String runtime) {
        return Arrays.stream(values())
                .filter(language -> language.runtimes.matcher(runtime).matches())
                .findFirst();
    }

    /** The name of the interpreter's command. */
    public String interpreter() {
        return interpreter;
    }

    /** Whether the interpreter is on the PATH. */
    public boolean available() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, interpreter)));
    }

    /** The command that runs the program which calls handlers. */
    String[] command() {
        try (InputStream in = Language.class.getResourceAsStream(bootstrap)) {
            if (in == null) {
                throw new IllegalStateException("the engine lacks " + bootstrap);
            }
            String program = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new String[] {"sh", "-c", MOVE_CHANNELS, interpreter, option, program};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
