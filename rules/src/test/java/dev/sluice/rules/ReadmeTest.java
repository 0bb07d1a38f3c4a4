package dev.sluice.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.pattern.EventPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every example of the README. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+) ([^\\n]+)\\n(.*?)^```$");
    private static final Pattern REFUSED = Pattern.compile("(?m)^\\| `(\\{.*?})` \\| `([^`]+)` \\|$");

    private final String readme = read(Path.of("README.md"));

    /** What follows the three backticks, and the content. */
    private record Block(String language, String name, String text) {}

    @TestFactory
    List<DynamicTest> eachPatternMatchesAndRejectsWhatItSays() {
        List<DynamicTest> tests = new ArrayList<>();
        String pattern = "";
        for (Block block : blocks()) {
            if (block.name().equals("pattern")) {
                pattern = block.text();
            } else if (block.name().equals("matches") || block.name().equals("rejects")) {
                boolean expected = block.name().equals("matches");
                EventPattern compiled = EventPattern.parse(pattern);
                block.text()
                        .lines()
                        .forEach(event -> tests.add(DynamicTest.dynamicTest(
                                (expected ? "matches " : "rejects ") + event,
                                () -> assertThat(compiled.matches(event)).isEqualTo(expected))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    @TestFactory
    List<DynamicTest> eachWrongPatternIsRefusedInTheWordsGiven() {
        List<DynamicTest> tests = REFUSED.matcher(readme)
                .results()
                .map(row -> DynamicTest.dynamicTest(row.group(1), () -> refused(row)))
                .toList();
        assertThat(tests).hasSize(7);
        return tests;
    }

    private static void refused(MatchResult row) {
        assertThatThrownBy(() -> EventPattern.parse(row.group(1)))
                .hasMessageStartingWith("Event pattern is not valid. Reason: " + row.group(2));
    }

    @Test
    void theFilesShownAreACatalog(@TempDir Path folder) {
        Catalog catalog = Catalog.load(write(folder));
        assertThat(catalog.sources()).hasSize(2);
        assertThat(catalog.routes()).hasSize(1);
        assertThat(catalog.source("com.example-bank.payments").orElseThrow().type("payment.received.v2"))
                .isPresent();
    }

    @Test
    void theMistakesShownAreToldAsShown(@TempDir Path folder) throws IOException {
        write(folder);
        replace(folder.resolve("sources/payments.yaml"), "123456789012", "12345678901");
        replace(
                folder.resolve("routes/paid-invoices.yaml"),
                "apiDestination: bookkeeping",
                "apiDestination: bookeeping");
        replace(folder.resolve("routes/paid-invoices.yaml"), "total: 12.5}}}\nrejects", "total: -1}}}\nrejects");
        String problems = blocks().stream()
                .filter(block -> block.name().equals("problems"))
                .findFirst()
                .orElseThrow()
                .text();
        assertThatThrownBy(() -> Catalog.load(folder)).hasMessage(problems.strip());
    }

    private Path write(Path folder) {
        blocks().stream()
                .filter(block -> block.name().matches("\\w+/[\\w.-]+"))
                .forEach(block -> write(folder.resolve(block.name()), block.text()));
        return folder;
    }

    private List<Block> blocks() {
        return BLOCK.matcher(readme)
                .results()
                .map(found -> new Block(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    private static void replace(Path file, String right, String wrong) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
