package dev.sluice.engine.lambda.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders in which functions in JavaScript find the AWS SDK, which Lambda's runtime brings along. They see the packages of
 * {@code @aws-sdk} and {@code @smithy} there and nothing else, since nothing else is there on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html">Runtime-included SDK versions</a>
 */
public final class NodeModules {

    /** Names folders, separated like those of PATH. */
    public static final String VARIABLE = "SLUICE_NODE_MODULES";

    private static final String NAME = "node_modules";

    private NodeModules() {}

    /**
     * Those that {@link #VARIABLE} names, and then those that Node itself would look in from the template's folder.
     *
     * @param named the variable's value, empty if it is not set
     */
    public static List<Path> near(Optional<Path> template, String named) {
        List<Path> found = new ArrayList<>();
        Stream.of(named.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .forEach(found::add);
        Path folder = template.map(path -> path.toAbsolutePath().normalize()).orElse(null);
        for (; folder != null; folder = folder.getParent()) {
            Path modules = folder.resolve(NAME);
            if (Files.isDirectory(modules)) {
                found.add(modules);
            }
        }
        return List.copyOf(found);
    }
}
