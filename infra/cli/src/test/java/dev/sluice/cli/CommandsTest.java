package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.demo.DemoFolder;
import dev.sluice.cli.local.Running;
import dev.sluice.engine.files.KeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands report when no engine runs, or after a typo. */
class CommandsTest {

    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String url = "";

    @BeforeEach
    void stoppedEngine() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + socket.getLocalPort();
        }
        KeyFile.MASTER.in(data);
        new Running(url, "000000000000", "us-east-1", Map.of("com.acme.crm", "210987654321"), 0).write(data);
    }

    @Test
    void eachCommandThatNeedsTheEngineSaysThatItIsNotRunningAndHowToStartIt() {
        assertThat(run("explain", "--data", data.toString(), "some-id")).isEqualTo(1);
        assertThat(run("endpoint", "--data", data.toString(), "--tenant", "blue", "list"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("the engine is not running: nothing answers at " + url)
                        .contains("./sluice up --data " + data));
    }

    @Test
    void aFolderWithoutAnEngineIsNamedWithTheWaysToNameAnother() {
        assertThat(run("explain", "--data", data.resolve("none").toString(), "some-id"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("none; start one there with `./sluice up`")
                .contains("SLUICE_DATA");
    }

    @Test
    void aPartnersCredentialsNeedNoCatalogAndAnUnknownOneIsToldThoseThereAre() {
        assertThat(run("env", "--data", data.toString(), "--partner", "com.acme.crm"))
                .isZero();
        assertThat(out.toString()).contains("export AWS_ENDPOINT_URL=" + url);
        assertThat(run("env", "--data", data.toString(), "--partner", "com.acme.crn"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no partner com.acme.crn; it has com.acme.crm");
    }

    @Test
    void aFileOfAnEarlierVersionIsRead() throws IOException {
        Files.writeString(data.resolve("engine.json"), "{\"url\":\"" + url + "\",\"account\":\"1\",\"region\":\"r\"}");
        assertThat(Running.in(data).partners()).isEmpty();
    }

    @Test
    void aDemoTakesAnEmptyFolderOnly() throws IOException {
        assertThat(run("demo", "--once", "--data", data.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is not empty");
        assertThat(data.resolve("engine.json")).exists();
        Files.createDirectories(data.resolve("demo/deeper"));
        assertThat(DemoFolder.replaced(data.resolve("demo")).path()).doesNotExist();
    }

    @Test
    void aStackIsInAFolderOrElsewhereButNotBoth() {
        for (String command : List.of("explain x", "reconcile", "env", "endpoint --tenant blue list")) {
            List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
            arguments.addAll(1, List.of("--data", data.toString(), "--profile", "ops"));
            assertThat(run(arguments.toArray(String[]::new))).as(command).isEqualTo(1);
        }
        assertThat(err.toString().lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("give one or the other"));
    }

    @Test
    void anInvalidTimeIsRefusedAndSoIsASpanThatEndsBeforeItBegins() {
        assertThat(run("reconcile", "--since", "yesterday")).isEqualTo(2);
        assertThat(run("reconcile", "--since", "PT1H", "--until", "PT2H")).isEqualTo(1);
        assertThat(err.toString())
                .contains("'yesterday' is neither an instant")
                .contains("--since: must be before --until");
    }

    @Test
    void anEndpointUrlWhereNothingAnswersIsNotTakenForTheLocalEngine() {
        assertThat(run("reconcile", "--region", "us-east-1", "--endpoint-url", url, "--stack", "sluice"))
                .isEqualTo(1);
        assertThat(err.toString()).doesNotContain("./sluice up");
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheLikelyOne() {
        assertThat(run("explian", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean: sluice explain?");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
