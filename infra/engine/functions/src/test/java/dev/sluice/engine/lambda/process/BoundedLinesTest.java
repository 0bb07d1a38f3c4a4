package dev.sluice.engine.lambda.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {

    @Test
    void aLineIsKeptUpToItsMostAndTheNextOneIsWhole() throws IOException {
        BoundedLines lines =
                new BoundedLines(new ByteArrayInputStream("abcde\n\nfg\nh".getBytes(StandardCharsets.UTF_8)), 3);
        assertThat(lines.next()).contains("abc");
        assertThat(lines.next()).contains("");
        assertThat(lines.next()).contains("fg");
        assertThat(lines.next()).contains("h");
        assertThat(lines.next()).isEmpty();
    }
}
