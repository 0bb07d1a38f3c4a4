package dev.sluice.tests.contracts.delivery;

import dev.sluice.delivery.journal.Journal;
import dev.sluice.delivery.journal.JournalContract;
import dev.sluice.delivery.journal.JournalTable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class JournalTableTest extends JournalContract {

    private static EngineStack stack;

    @BeforeAll
    static void start(@TempDir Path data) {
        stack = new EngineStack(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Override
    protected Journal journal() {
        return new JournalTable(stack.dynamoDb(), "journal");
    }
}
