package dev.sluice.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as people give it: an instant, or how long ago it was as an ISO 8601 duration. */
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
            throw new TypeConversionException("'" + text
                    + "' is neither an instant, such as 2026-01-31T12:00:00Z, nor how long ago, such as PT6H");
        }
    }
}
