package dev.sluice.tests.contracts.api;

import dev.sluice.runtime.token.TokenStore;
import dev.sluice.runtime.token.TokenStoreContract;
import dev.sluice.runtime.token.TokenTable;
import dev.sluice.tests.contracts.delivery.EngineStack;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class TokenTableTest extends TokenStoreContract {

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
    protected TokenStore store() {
        return new TokenTable(stack.dynamoDb(), "control");
    }
}
