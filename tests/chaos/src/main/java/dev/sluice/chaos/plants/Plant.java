package dev.sluice.chaos.plants;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A deliberate bug: a change to the text of one source file of the engine. */
public enum Plant {
    /** Events are answered at once and written a little later. */
    ACK_BEFORE_COMMIT(
            "bus/src/main/java/dev/sluice/engine/events/put/Ingest.java",
            "        kernel.store().write(write);",
            "        kernel.time().at(kernel.time().now().plusMillis(300), () -> kernel.store().submit(write));"),
    /** What is to be tried again is taken off the table and not put back. */
    LOST_RETRY(
            "bus/src/main/java/dev/sluice/engine/events/delivery/Results.java",
            "            table.replace(tx, delivery, next);",
            "            table.remove(tx, delivery);"),
    /** Of a batch that a function gets, the last messages are left out. */
    DROPPED_ITEM(
            "pipes/src/main/java/dev/sluice/engine/mappings/FunctionBatches.java",
            "batch.items().forEach(item -> records.add(item.json()));",
            "batch.items().stream().limit(4).forEach(item -> records.add(item.json()));");

    private static final String SOURCES = "infra/engine";

    private final String file;
    private final String search;
    private final String replacement;

    Plant(String file, String search, String replacement) {
        this.file = file;
        this.search = search;
        this.replacement = replacement;
    }

    /** The changed text of the source file. */
    String patched(String source) {
        int at = source.indexOf(search);
        if (at < 0 || source.indexOf(search, at + 1) >= 0) {
            throw new IllegalStateException(
                    "the plant " + this + " does not fit any more: " + file + " must hold once: " + search);
        }
        return source.replace(search, replacement);
    }

    /**
     * Compiles the bug.
     *
     * @param root of Sluice's sources
     * @param folder where the classes go; put it before the real ones on the class path
     * @throws IllegalStateException if the source no longer has the text to change, or does not compile with the change
     */
    public Path compile(Path root, Path folder) throws IOException {
        Path source = folder.resolve("source").resolve(file);
        Files.createDirectories(source.getParent());
        Files.writeString(source, patched(Files.readString(root.resolve(SOURCES).resolve(file))));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            output,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-nowarn",
                                    "-proc:none",
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("the plant " + this + " does not compile:\n" + output);
            }
        }
        return classes;
    }
}
