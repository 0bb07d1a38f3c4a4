package dev.sluice.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment on the command line: an instant, or an ISO 8601 duration into the past. */
public final class Moment implements ITypeConverter<Instant> {

    private final InstantSource clock;

    public Moment() {
        this(InstantSource.system());
    }

    Moment(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        try {
            return text.startsWith("P") ? clock.instant().minus(Duration.parse(text)) : Instant.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is neither an instant, such as 2026-01-31T12:00:00Z, nor a duration into the past, such as PT6H");
        }
    }
}
