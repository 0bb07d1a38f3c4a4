package dev.sluice.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine of a data folder answers; written by {@code up} when it is ready, so that the other commands find it.
 *
 * @param url such as {@code http://127.0.0.1:4566}
 * @param account the account that owns the stack
 * @param partners account ids of those who may publish, by the source that each may use
 * @param standIns the port of the receiver that stands in for the example's destinations; 0 for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Running(String url, String account, String region, Map<String, String> partners, int standIns) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param partners null in a file of an earlier version */
    public Running(String url, String account, String region, @Nullable Map<String, String> partners, int standIns) {
        this.url = url;
        this.account = account;
        this.region = region;
        this.partners = partners == null ? Map.of() : Map.copyOf(partners);
        this.standIns = standIns;
    }

    /** Whether an engine has ever been ready on the folder. */
    public static boolean known(Path data) {
        return Files.isRegularFile(file(data));
    }

    /** What the last engine on this folder wrote. */
    public static Running in(Path data) {
        Path file = file(data);
        if (!known(data)) {
            throw new IllegalStateException("no engine has run on " + data
                    + "; start one there with `./sluice up`, or name another folder with --data or SLUICE_DATA");
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
