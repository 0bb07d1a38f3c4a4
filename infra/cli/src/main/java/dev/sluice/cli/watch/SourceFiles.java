package dev.sluice.cli.watch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The hand-written files of an app, with enough to notice a change. Generated files are left out: folders that
 * are hidden or hold builds, and files that are hidden, as editors make them while they save.
 *
 * @param versions size and time of the last change, by path
 */
record SourceFiles(Map<Path, String> versions) {

    private static final Set<String> BUILT = Set.of("target", "build", "cdk.out", "node_modules", "__pycache__");

    /** Files that only a new process of the app takes: anything but what an app reads at each synthesis. */
    private static final Set<String> DATA = Set.of("yaml", "yml", "json", "md", "txt");

    /** Whether the app's own code, or how it is built and started, is another than before. */
    boolean codeDiffersFrom(SourceFiles before) {
        return !code().equals(before.code());
    }

    private Map<Path, String> code() {
        Map<Path, String> code = new TreeMap<>(versions);
        code.keySet().removeIf(SourceFiles::isData);
        return code;
    }

    private static boolean isData(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.equals("cdk.json") && DATA.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    static SourceFiles of(Path folder) throws IOException {
        Map<Path, String> versions = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                String name = String.valueOf(entered.getFileName());
                boolean left = !entered.equals(folder) && (BUILT.contains(name) || name.startsWith("."));
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!String.valueOf(file.getFileName()).startsWith(".")) {
                    versions.put(file, attributes.size() + " " + attributes.lastModifiedTime());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // It was deleted between the listing and the look at it.
                return FileVisitResult.CONTINUE;
            }
        });
        return new SourceFiles(versions);
    }
}
