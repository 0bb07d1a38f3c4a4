package dev.sluice.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the engine of a data folder answers; written by {@code up} when it is ready, so that the other commands find it.
 *
 * @param url such as {@code http://127.0.0.1:4566}
 * @param account the account that owns the stack
 */
public record Running(String url, String account, String region) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the last engine on this folder wrote. */
    public static Running in(Path data) {
        Path file = file(data);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("no engine has run on " + data + "; start one with `./sluice up`");
        }
        try {
            return JSON.readValue(file.toFile(), Running.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public void write(Path data) {
        try {
            PrivateFiles.write(file(data), JSON.writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(data), e);
        }
    }

    public URI endpoint() {
        return URI.create(url);
    }

    private static Path file(Path data) {
        return data.resolve("engine.json");
    }
}
