package dev.sluice.tests.contracts.delivery;

import dev.sluice.delivery.api.idempotency.IdempotencyStore;
import dev.sluice.delivery.api.idempotency.IdempotencyStoreContract;
import dev.sluice.delivery.api.idempotency.IdempotencyTable;
import dev.sluice.runtime.seal.LocalVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyTableTest extends IdempotencyStoreContract {

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
    protected IdempotencyStore store() {
        return new IdempotencyTable(
                stack.dynamoDb(), "control", Optional.of(new LocalVault(new byte[32], new SecureRandom())));
    }
}
