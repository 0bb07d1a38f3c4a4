package dev.sluice.engine.lambda.async;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.async.AsyncQueue.Next;
import dev.sluice.engine.lambda.function.EventInvoke;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.Functions;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.Version;
import dev.sluice.engine.lambda.run.Result;
import dev.sluice.engine.lambda.run.Runner;
import dev.sluice.engine.metrics.Metric;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Tries an event once and decides what becomes of it: an error of the function is tried again after one and two minutes, a missing
 * instance after a second, doubling to five minutes, until the event is too old.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Error handling</a>
 */
public final class Attempts {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 9;

    private final Kernel kernel;
    private final Functions functions;
    private final Runner runner;
    private final Destinations destinations;

    public Attempts(Kernel kernel, Functions functions, Runner runner) {
        this.kernel = kernel;
        this.functions = functions;
        this.runner = runner;
        this.destinations = new Destinations(kernel);
    }

    void received(FunctionRef ref) {
        record(ref, "AsyncEventsReceived", 1);
    }

    Next attempt(Event event, EventStore events) {
        Optional<LambdaFunction> function = functions
                .find(event.ref().id())
                .filter(found -> found.knows(event.ref().qualifier()));
        if (function.isEmpty()) {
            record(event.ref(), "AsyncEventsDropped", 1);
            events.remove(event.id());
            return new Next.Done();
        }
        Next next = attempt(event, function.get());
        if (next instanceof Next.Later later) {
            return keep(event, later, events);
        }
        events.remove(event.id());
        return next;
    }

    private static Next keep(Event event, Next.Later later, EventStore events) {
        boolean throttled = later.throttled();
        events.later(
                event.id(),
                later.at(),
                throttled ? event.attempts() : event.attempts() + 1,
                throttled ? event.throttles() + 1 : 0);
        return later;
    }

    private Next attempt(Event event, LambdaFunction function) {
        EventInvoke config = function.eventInvoke()
                .getOrDefault(event.ref().isLatest() ? "" : event.ref().qualifier(), EventInvoke.DEFAULT);
        Version version = functions.version(function, event.ref());
        Duration age = Duration.between(event.accepted(), kernel.time().now());
        record(event.ref(), "AsyncEventAge", age.toMillis());
        Outcome outcome = new Outcome(event, function, version, config);
        if (age.toSeconds() > config.allowedAge()) {
            return giveUp(outcome.failed("EventAgeExceeded", Optional.empty()));
        }
        if (function.reserved() == 0) {
            return giveUp(outcome.failed("ZeroReservedConcurrency", Optional.empty()));
        }
        Result result;
        try {
            result = runner.run(function, version, event.invocation());
        } catch (AwsException e) {
            long seconds = Math.min(LONGEST_BACKOFF.toSeconds(), 1L << Math.min(MOST_DOUBLINGS, event.throttles()));
            return new Next.Later(kernel.time().now().plusSeconds(seconds), true);
        }
        if (!result.failed()) {
            destinations.succeeded(outcome.succeeded(result));
            return new Next.Done();
        }
        if (event.attempts() >= config.allowedRetries()) {
            return giveUp(outcome.failed("RetriesExhausted", Optional.of(result)));
        }
        return new Next.Later(kernel.time().now().plus(Duration.ofMinutes(event.attempts() + 1)), false);
    }

    private Next giveUp(Outcome outcome) {
        record(outcome.event().ref(), "AsyncEventsDropped", 1);
        destinations.failed(outcome);
        return new Next.Done();
    }

    private void record(FunctionRef ref, String name, double value) {
        kernel.metrics()
                .of(ref.account())
                .record(new Metric("AWS/Lambda", name, Map.of("FunctionName", ref.name())), value);
    }
}
