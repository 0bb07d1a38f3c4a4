package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.strangers.StrangerTable;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.time.SystemTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls every operation that the engine has as other accounts, with the owner's resources as input. The table of what came
 * of it is docs/strangers.md; {@code -Dstrangers.update} rewrites it.
 */
class StrangersTest {

    private static final Path PAGE = Path.of("../../../docs/strangers.md");

    @TempDir
    Path data;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Aws aws;

    @BeforeEach
    void start() {
        Settings settings = new Settings(StrangerTable.OWNER, "us-east-1", data, true);
        Store store = Store.open(data);
        parts.push(store);
        SystemTime time = new SystemTime();
        parts.push(time);
        PolicyAccess access = new PolicyAccess(settings, store, time::now);
        aws = new Aws();
        Kernel kernel = new Kernel(settings, store, time, Ids.random(), access, aws);
        for (Service service : new Services(kernel, access, LocalCredentials.in(data), List.of()).all()) {
            aws.register(service);
            parts.push(service);
        }
        aws.services().forEach(Service::start);
    }

    @AfterEach
    void stop() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    @Test
    void noOperationShowsOrChangesWhatAnotherAccountOwns() throws Exception {
        StrangerTable table = StrangerTable.judge(aws);
        Set<String> operations = new TreeSet<>();
        aws.services()
                .forEach(service -> service.operations()
                        .keySet()
                        .forEach(operation -> operations.add(service.name() + " " + operation)));
        assertThat(table.operations())
                .as("every operation has a line in strangers/operations.txt")
                .containsExactlyInAnyOrderElementsOf(operations);
        if (System.getProperty("strangers.update") != null) {
            Files.writeString(PAGE, table.page());
        }
        assertThat(table.broken())
                .as("calls that show or change the owner's things")
                .isEqualTo(List.of());
        assertThat(table.changed()).as("what the owner reads afterwards").isEqualTo(List.of());
        assertThat(PAGE).hasContent(table.page());
    }
}
