package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** {@code sluice demo --once}: the account must balance. */
class DemoTest {

    @Test
    void theDemonstrationEndsWithABalancedAccount() throws JsonProcessingException {
        StringWriter out = new StringWriter();
        int exit = Main.commandLine().setOut(new PrintWriter(out, true)).execute("demo", "--once", "--json");
        String[] lines = out.toString().split("\n");
        JsonNode account = null;
        for (String line : lines) {
            JsonNode node = new ObjectMapper().readTree(line);
            account = node.has("account") ? node.get("account") : account;
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
    }
}
