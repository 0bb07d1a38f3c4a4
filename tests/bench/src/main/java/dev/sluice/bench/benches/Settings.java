package dev.sluice.bench.benches;

import dev.sluice.bench.load.Plan;
import dev.sluice.bench.subject.Subject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param seconds how long to measure
 * @param rate events per second; empty for the bench's own choice, 0 for as many as possible
 * @param endpoint another system to measure; empty for an engine of our own
 * @param clients connections; empty for the bench's own choice
 * @param warmup what is not counted; empty for three times {@code seconds}, thirty at most, and fifteen times, two
 *     minutes at most, through the whole stack
 */
public record Settings(
        int seconds,
        Optional<Double> rate,
        Optional<URI> endpoint,
        Optional<Integer> clients,
        Optional<Duration> warmup) {

    private static final int MOST_SECONDS = 86_400;
    private static final int WARMUP_TIMES = 3;
    private static final int MOST_WARMUP_SECONDS = 30;
    private static final int STACK_WARMUP_TIMES = 15;
    private static final int MOST_STACK_WARMUP_SECONDS = 120;

    /** @throws IllegalArgumentException if a number makes no sense, naming the option */
    public Settings {
        require(seconds >= 1 && seconds <= MOST_SECONDS, "--seconds must be from 1 to " + MOST_SECONDS);
        require(rate.orElse(0.0) >= 0, "--rate must not be negative");
        require(clients.orElse(1) >= 1, "--clients must be 1 or more");
        require(!warmup.orElse(Duration.ZERO).isNegative(), "--warm-up must not be negative");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** These settings with another rate. */
    public Settings at(double events) {
        return new Settings(seconds, Optional.of(events), endpoint, clients, warmup);
    }

    /** These settings for half the time. */
    public Settings half() {
        return new Settings(Math.max(1, seconds / 2), rate, endpoint, clients, warmup);
    }

    /** These settings with the warm-up of the whole stack, which has two minutes' worth of code to compile (see {@code warm-up}). */
    public Settings warmed() {
        int longer = Math.min(MOST_STACK_WARMUP_SECONDS, STACK_WARMUP_TIMES * seconds);
        return new Settings(seconds, rate, endpoint, clients, Optional.of(warmup.orElse(Duration.ofSeconds(longer))));
    }

    /** For a system that is warm already: another rate, time and warm-up. */
    public Settings with(Optional<Double> otherRate, int otherSeconds, Duration otherWarmup) {
        return new Settings(otherSeconds, otherRate, endpoint, clients, Optional.of(otherWarmup));
    }

    /** The system under test without a stack. */
    public Subject empty(String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "--empty";
        System.arraycopy(more, 0, arguments, 1, more.length);
        return endpoint.map(Subject::at).orElseGet(() -> Subject.start(arguments));
    }

    /** The system under test with Sluice's stack. */
    public Subject stack(String... arguments) {
        return own(arguments);
    }

    /**
     * An engine of our own.
     *
     * @throws IllegalArgumentException if another system is to be measured
     */
    public Subject own(String... arguments) {
        if (endpoint.isPresent()) {
            throw new IllegalArgumentException("this bench needs an engine of its own: leave out --endpoint");
        }
        return Subject.start(arguments);
    }

    /** As fast as it goes, unless a rate is given. */
    public Plan plan(int defaultClients, int batch) {
        return plan(defaultClients, batch, 0);
    }

    public Plan plan(int defaultClients, int batch, double defaultRate) {
        return new Plan(
                clients.orElse(defaultClients),
                batch,
                rate.orElse(defaultRate),
                warmup.orElse(Duration.ofSeconds(Math.min(MOST_WARMUP_SECONDS, WARMUP_TIMES * seconds))),
                Duration.ofSeconds(seconds));
    }
}
