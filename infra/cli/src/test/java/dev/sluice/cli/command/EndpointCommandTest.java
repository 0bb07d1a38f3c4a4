package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

public class EndpointCommandTest {

    private static String line(String endpoint) throws JsonProcessingException {
        return EndpointCommand.line(new ObjectMapper().readTree(endpoint));
    }

    @Test
    void anEndpointIsListedWithItsTypesAndItsPattern() throws JsonProcessingException {
        assertThat(line("{\"endpointId\": \"ep_1\", \"enabled\": true, \"url\": \"https://a.example/\","
                        + " \"types\": [\"order.placed\", \"deal.won\"], \"pattern\": \"{}\"}"))
                .isEqualTo("ep_1  enabled   https://a.example/  order.placed,deal.won  {}");
    }

    @Test
    void anEndpointWithoutTypesGetsAll() throws JsonProcessingException {
        assertThat(
                        line(
                                "{\"endpointId\": \"ep_1\", \"enabled\": false, \"url\": \"https://a.example/\", \"types\": []}"))
                .isEqualTo("ep_1  disabled  https://a.example/  all types");
    }
}
