package dev.sluice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PayloadTest {

    @Test
    void jsonGoesInAndOutAsItIs() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Payload.write(read("{\"é\":1.50}"), output);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("{\"é\":1.50}");
    }

    @Test
    void sixMegabytesAreReadAndMoreAreRefused() throws IOException {
        String largest = "\"" + "x".repeat(Payload.LARGEST - 2) + "\"";
        assertThat(read(largest).textValue()).hasSize(Payload.LARGEST - 2);
        assertThatThrownBy(() -> read(largest + " ")).hasMessageContaining("larger than");
    }

    @Test
    void whatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> read("{"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON");
    }

    private static JsonNode read(String text) throws IOException {
        return Payload.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
