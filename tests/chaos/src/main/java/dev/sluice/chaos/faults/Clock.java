package dev.sluice.chaos.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of the engine's process, which libfaketime lets jump; the monotonic clock stays true.
 *
 * @see <a href="https://github.com/wolfcw/libfaketime">libfaketime</a>
 */
public final class Clock {

    /** Not the variant for threads, whose lock makes each look at the clock five times as slow. */
    private static final List<String> PLACES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/faketime/libfaketime.so.1",
            "/usr/local/lib/faketime/libfaketime.so.1");

    private final Path faketime;
    private final Path file;
    private Duration furthest = Duration.ZERO;

    private Clock(Path faketime, Path file) {
        this.faketime = faketime;
        this.file = file;
    }

    private static Optional<Path> library() {
        return PLACES.stream().map(Path::of).filter(Files::isReadable).findFirst();
    }

    /** Whether clocks can be made to jump on this machine. */
    public static boolean isInstalled() {
        return library().isPresent();
    }

    /** Empty if libfaketime is not installed. */
    public static Optional<Clock> in(Path folder) {
        return library().map(library -> {
            Clock clock = new Clock(library, folder.resolve("clock"));
            clock.set(Duration.ZERO);
            return clock;
        });
    }

    /** What the engine's process needs in its environment; without the last, every timed wait would end at once. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", faketime.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_DISABLE_SHM", "1",
                "NO_FAKE_STAT", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** The clock jumps, within a second. */
    public void set(Duration offset) {
        furthest = offset.compareTo(furthest) > 0 ? offset : furthest;
        try {
            Path next = file.resolveSibling("clock.next");
            Files.writeString(next, "%+d\n".formatted(offset.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the clock cannot be set", e);
        }
    }

    /** It stays where it was furthest ahead: what was put off until then is due then. */
    void settle() {
        set(furthest);
    }
}
