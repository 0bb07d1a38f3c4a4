package dev.sluice.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used so far; zero where that is unknown (on systems other than Linux, or if the process is not ours).
 *
 * @param cpuSeconds user and system
 * @param writtenBytes bytes caused to be written to storage
 * @param residentBytes resident memory now
 */
public record Usage(double cpuSeconds, long writtenBytes, long residentBytes) {

    private static final int KIB = 1024;

    public static final Usage NONE = new Usage(0, 0, 0);

    static Usage of(ProcessHandle process) {
        double cpu = process.info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .map(millis -> millis / 1000.0)
                .orElse(0.0);
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        return new Usage(
                cpu, number(proc.resolve("io"), "write_bytes:"), KIB * number(proc.resolve("status"), "VmRSS:"));
    }

    public Usage minus(Usage before) {
        return new Usage(cpuSeconds - before.cpuSeconds, writtenBytes - before.writtenBytes, residentBytes);
    }

    private static long number(Path file, String label) {
        if (!Files.isReadable(file)) {
            return 0;
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(label))
                    .map(line -> line.substring(label.length()).replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
