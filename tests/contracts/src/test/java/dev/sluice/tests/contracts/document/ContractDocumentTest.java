package dev.sluice.tests.contracts.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/contract.md says which test holds which line, and no line is without a test and without a reason. */
class ContractDocumentTest {

    private static final int LINE = 1;
    private static final int SURE = 2;
    private static final int HELD_BY = 5;
    private static final int DECIDED = 6;

    @Test
    void theDocumentTellsWhichTestsHoldEachLine() throws Exception {
        Path document = document();
        List<String> written = Files.readAllLines(document);
        Map<String, TreeSet<String>> tests = tests();
        List<String> wanted = written.stream().map(line -> filled(line, tests)).toList();
        assertThat(tests.keySet()).as("lines that the document lacks").isEmpty();
        if (System.getProperty("contract.update") != null) {
            Files.writeString(document, String.join("\n", wanted) + "\n");
        } else {
            assertThat(written).as("stale: run with -Dcontract.update").isEqualTo(wanted);
        }
    }

    @Test
    void noLineIsWithoutATestAndWithoutAReason() throws Exception {
        assertThat(Files.readAllLines(document()).stream()
                        .filter(ContractDocumentTest::isRow)
                        .map(row -> row.split("\\|", -1))
                        .filter(cells -> cells[DECIDED].isBlank()
                                && (cells[HELD_BY].isBlank()
                                        || !cells[SURE].strip().equals("H")))
                        .map(cells -> cells[LINE].strip()))
                .isEmpty();
    }

    private static boolean isRow(String line) {
        return line.matches("\\| [0A-N]\\.\\d+ \\|.*");
    }

    private static String filled(String line, Map<String, TreeSet<String>> tests) {
        if (!isRow(line)) {
            return line;
        }
        String[] cells = line.split("\\|", -1);
        TreeSet<String> held = tests.remove(cells[LINE].strip());
        cells[HELD_BY] = held == null ? "  " : " " + String.join("<br>", held) + " ";
        return String.join("|", cells);
    }

    /** The tests of each line, by their class and method. */
    private static Map<String, TreeSet<String>> tests() throws IOException, URISyntaxException {
        Map<String, TreeSet<String>> tests = new TreeMap<>();
        for (Class<?> type : classes()) {
            for (Method method : type.getDeclaredMethods()) {
                Line held = method.getAnnotation(Line.class);
                if (held != null) {
                    for (String line : held.value()) {
                        tests.computeIfAbsent(line, any -> new TreeSet<>())
                                .add("`" + type.getSimpleName() + "." + method.getName() + "`");
                    }
                }
            }
        }
        return tests;
    }

    private static List<Class<?>> classes() throws IOException, URISyntaxException {
        Path root = Path.of(Contract.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("Test.class")).toList()) {
                String name = root.relativize(file).toString().replace(java.io.File.separatorChar, '.');
                classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return classes;
    }

    private static Path document() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/contract.md"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/contract.md");
    }
}
