package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.cli.demo.Receiver;
import dev.sluice.cli.local.Home;
import dev.sluice.cli.process.EngineProcess;
import dev.sluice.rules.names.ResourceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** {@code sluice up --app DIR --watch}: with the example's template, in which an app in shell sets the memory of all functions. */
class WatchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String SYNTH = """
            memory=$(cat memory)
            [ "$memory" -gt 0 ] || { echo "memory must be a number, but is $memory" >&2; exit 1; }
            mkdir -p "$CDK_OUTDIR"
            cp -R "$1"/. "$CDK_OUTDIR"
            sed "s/\\"MemorySize\\": 1024/\\"MemorySize\\": $memory/" "$1/sluice.template.json" >"$CDK_OUTDIR/sluice.template.json"
            """;

    @TempDir
    Path folder;

    @Test
    void theRunningStackFollowsWhatIsSavedAndEveryEventOfTheMeantimeArrives() throws IOException, InterruptedException {
        Path app = Files.createDirectories(folder.resolve("app"));
        Files.writeString(
                app.resolve("cdk.json"),
                "{\"app\": \"sh ./synth '" + Home.find().template() + "'\"}");
        Files.writeString(app.resolve("synth"), SYNTH);
        save(app, "1024");
        Path data = folder.resolve("data");
        EngineProcess engine = EngineProcess.start(data, EngineProcess.Options.of("--app", app.toString(), "--watch"));
        try (Receiver receiver = Receiver.start("customer", 0)) {
            Shell shell = new Shell(data);
            shell.register(receiver);
            List<String> saved = List.of("1025", "broken", "1026");
            for (int edit = 0; edit < saved.size(); edit++) {
                shell.placeOrders(100 * edit, 100 * edit + 50);
                save(app, saved.get(edit));
                shell.placeOrders(100 * edit + 50, 100 * edit + 100);
                if (!saved.get(edit).equals("broken")) {
                    follows(shell, Integer.parseInt(saved.get(edit)));
                }
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.receipts())
                            .extracting(Receiver.Receipt::body)
                            .satisfies(bodies -> IntStream.range(0, 300)
                                    .forEach(order -> assertThat(bodies)
                                            .anySatisfy(body ->
                                                    assertThat(body).contains("\"orderId\":\"o-" + order + "\"")))));
        } finally {
            assertThat(engine.stop()).isIn(0, 143);
        }
    }

    /** In one step, as editors do. */
    private static void save(Path app, String memory) throws IOException {
        Path written = Files.writeString(app.resolve(".memory"), memory);
        Files.move(written, app.resolve("memory"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void follows(Shell shell, int memory) {
        try (LambdaClient lambda = shell.principals().owner().lambda()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lambda.getFunctionConfiguration(
                                            get -> get.functionName(ResourceNames.DEFAULT.sender()))
                                    .memorySize())
                            .isEqualTo(memory));
        }
    }
}
