package dev.sluice.tests.contracts.api;

import dev.sluice.delivery.eventtype.EventTypeStore;
import dev.sluice.delivery.eventtype.EventTypeStoreContract;
import dev.sluice.delivery.eventtype.EventTypeTable;
import dev.sluice.tests.contracts.delivery.EngineStack;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EventTypeTableTest extends EventTypeStoreContract {

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
    protected EventTypeStore store() {
        return new EventTypeTable(stack.dynamoDb(), "control");
    }
}
