package dev.sluice.tests.contracts.delivery;

import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.EndpointStoreContract;
import dev.sluice.delivery.endpoint.table.EndpointTable;
import dev.sluice.runtime.seal.LocalVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EndpointTableTest extends EndpointStoreContract {

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
    protected EndpointStore store() {
        return new EndpointTable(
                stack.dynamoDb(), "endpoints", Optional.of(new LocalVault(new byte[32], new SecureRandom())));
    }
}
