package dev.sluice.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.json.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What goes into a function and comes out of it: JSON of at most 6 MB.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
public final class Payload {

    static final int LARGEST = 6 * 1024 * 1024;

    private Payload() {}

    /** @throws IllegalArgumentException if the input is larger than 6 MB or not JSON */
    public static JsonNode read(InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("the payload is larger than " + LARGEST + " bytes");
        }
        try {
            return Json.parse(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the payload is not JSON: " + Reading.words(e), e);
        }
    }

    public static void write(JsonNode answer, OutputStream output) throws IOException {
        output.write(Json.text(answer).getBytes(StandardCharsets.UTF_8));
    }
}
