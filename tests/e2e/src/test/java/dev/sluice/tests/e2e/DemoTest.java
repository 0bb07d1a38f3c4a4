package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice demo --once}: its reconciliation must balance. */
class DemoTest {

    @TempDir
    Path data;

    @Test
    void theDemonstrationShowsEachEventAndEndsBalanced() throws JsonProcessingException {
        StringWriter out = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute("demo", "--once", "--json", "--data", data.toString());
        String[] lines = out.toString().split("\n");
        JsonNode account = null;
        int explained = 0;
        for (String line : lines) {
            JsonNode node = new ObjectMapper().readTree(line);
            account = node.has("reconciliation") ? node.get("reconciliation") : account;
            explained += node.has("event") ? 1 : 0;
        }
        assertThat(exit).as(out.toString()).isZero();
        assertThat(account).isNotNull();
        assertThat(account.path("balances").asBoolean()).isTrue();
        assertThat(account.path("rejected").asInt()).isEqualTo(2);
        assertThat(account.path("in").asInt())
                .isEqualTo(account.path("admitted").asInt()
                        + account.path("rejected").asInt());
        assertThat(account.path("retrying").asInt()).isZero();
        assertThat(account.path("delivered").asInt()).isPositive();
        assertThat(explained)
                .as("a tree for each event and for the change that is none")
                .isEqualTo(11);
        assertThat(out.toString()).contains("order.placed  o-1", "processing.completed  p-1", "deal.won  d-1");
        assertThat(data.resolve("engine.json"))
                .as("kept, so that ids can be explained")
                .exists();
    }
}
