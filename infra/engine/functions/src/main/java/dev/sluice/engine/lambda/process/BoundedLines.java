package dev.sluice.engine.lambda.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a stream, of which no more is kept than a number of characters each: what a function writes has no end of its own. */
final class BoundedLines {

    private final BufferedReader reader;
    private final int most;

    /** @param most characters of a line; the rest of it is passed over */
    BoundedLines(InputStream in, int most) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.most = most;
    }

    /** The next line; empty at the end. */
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        int read = reader.read();
        if (read < 0) {
            return Optional.empty();
        }
        for (; read >= 0 && read != '\n'; read = reader.read()) {
            if (line.length() < most) {
                line.append((char) read);
            }
        }
        return Optional.of(line.toString());
    }
}
