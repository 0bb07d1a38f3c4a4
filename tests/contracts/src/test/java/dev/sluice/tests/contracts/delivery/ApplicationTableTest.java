package dev.sluice.tests.contracts.delivery;

import dev.sluice.delivery.application.ApplicationStore;
import dev.sluice.delivery.application.ApplicationStoreContract;
import dev.sluice.delivery.application.ApplicationTable;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.table.EndpointTable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class ApplicationTableTest extends ApplicationStoreContract {

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
    protected ApplicationStore store() {
        return new ApplicationTable(stack.dynamoDb(), "endpoints");
    }

    @Override
    protected EndpointStore endpoints() {
        return new EndpointTable(stack.dynamoDb(), "endpoints");
    }
}
