package dev.sluice.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TokenCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aDurationIsANumberAndAUnit() {
        assertThat(TokenCommand.duration("90d")).isEqualTo(Duration.ofDays(90));
        assertThat(TokenCommand.duration("12h")).isEqualTo(Duration.ofHours(12));
        assertThat(TokenCommand.duration("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThat(TokenCommand.duration("60s")).isEqualTo(Duration.ofSeconds(60));
        for (String text : List.of("", "90", "d", "0d", "1w", "-1d", "9999999d")) {
            assertThatThrownBy(() -> TokenCommand.duration(text)).as(text).hasMessageContaining("such as 90d");
        }
    }

    @Test
    void aListedTokenHasItsIdAndWhatItMayDo() throws Exception {
        assertThat(
                        TokenCommand.line(
                                JSON.readTree(
                                        "{\"id\":\"a1\",\"kind\":\"tenant\",\"appId\":\"app_1\",\"scopes\":[\"*\"],\"expiresAt\":\"2027-01-01T00:00:00Z\"}")))
                .isEqualTo("a1  tenant  app_1  *  until 2027-01-01T00:00:00Z");
        assertThat(TokenCommand.line(
                        JSON.readTree("{\"id\":\"a1\",\"kind\":\"operator\",\"scopes\":[\"tokens:write\"]}")))
                .isEqualTo("a1  operator  -  tokens:write");
    }

    @Test
    void aTokenIsForOneOfThem() {
        for (List<String> arguments :
                List.of(List.of("token", "create"), List.of("token", "create", "--operator", "--tenant", "blue"))) {
            StringWriter errors = new StringWriter();
            CommandLine line = Main.commandLine().setErr(new PrintWriter(errors));
            assertThat(line.execute(arguments.toArray(String[]::new))).isEqualTo(2);
            assertThat(errors.toString()).contains("--operator", "--tenant", "--portal");
        }
    }

    @Test
    void aRefusalNamesEachField() throws Exception {
        assertThat(ApiFunction.words(JSON.readTree("\"The token does not exist.\"")))
                .isEqualTo("The token does not exist.");
        assertThat(
                        ApiFunction.words(
                                JSON.readTree(
                                        "[{\"loc\":[\"body\",\"scopes\",\"0\"],\"msg\":\"must be *\"},{\"loc\":[\"body\",\"tenant\"],\"msg\":\"is required\"}]")))
                .isEqualTo("0: must be *; tenant: is required");
    }
}
