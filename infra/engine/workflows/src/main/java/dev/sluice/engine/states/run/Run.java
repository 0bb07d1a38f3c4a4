package dev.sluice.engine.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.states.asl.Definition;
import dev.sluice.engine.states.asl.Flow;
import dev.sluice.engine.states.asl.Retries;
import dev.sluice.engine.states.data.Scope;
import dev.sluice.engine.states.data.StateError;
import dev.sluice.engine.states.task.Machine;
import dev.sluice.engine.states.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** One execution under way: goes from state to state, never blocking a thread but for a task's call. */
final class Run {

    private static final int LARGEST_DATA = 262_144;
    private static final int MOST_EVENTS = 25_000;
    private static final int EXPRESS_SECONDS = 300;

    private final Kernel kernel;
    private final Machine machine;
    private final JsonNode definition;
    private final Execution execution;
    private final Journal journal;
    private final Tasks tasks;
    private final Executor executor;
    private final Consumer<Execution> done;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Branches branches = new Branches(this);

    Run(
            Kernel kernel,
            Machine machine,
            Execution execution,
            Journal journal,
            Tasks tasks,
            Executor executor,
            Consumer<Execution> done) {
        this.kernel = kernel;
        this.machine = machine;
        this.definition = Json.parseTrusted(machine.definition());
        this.execution = execution;
        this.journal = journal;
        this.tasks = tasks;
        this.executor = executor;
        this.done = done;
    }

    /** Where a new execution begins. */
    static Resume first(Machine machine, Execution execution) {
        return Resume.at(
                Json.parseTrusted(machine.definition()).path("StartAt").asText(), Json.parseTrusted(execution.input()));
    }

    void start(Resume from) {
        Level top = new Level(definition.path("States"), null, null, new Level.Done() {
            @Override
            public void succeeded(JsonNode output) {
                end(Execution.SUCCEEDED, Json.text(output), "", "");
            }

            @Override
            public void failed(StateError error) {
                end(Execution.FAILED, "", error.error(), error.cause());
            }
        });
        long seconds = Math.min(
                Definition.MOST_SECONDS,
                definition.path("TimeoutSeconds").asLong(machine.express() ? EXPRESS_SECONDS : 0));
        if (seconds > 0) {
            kernel.time()
                    .at(
                            Instant.ofEpochMilli(execution.started()).plusSeconds(seconds),
                            () -> executor.execute(() -> end(Execution.TIMED_OUT, "", "", "")));
        }
        at(Instant.ofEpochMilli(from.until()), top, from);
    }

    void stop(String error, String cause) {
        end(Execution.ABORTED, "", error, cause);
    }

    private void end(String how, String output, String error, String cause) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Execution last = execution.ended(how, kernel.time().now().toEpochMilli(), output, error, cause);
        journal.event(Events.ended(last), Events.end(last));
        kernel.metrics()
                .of(machine.arn().split(":", 7)[4])
                .record(new Metric("AWS/States", Events.measured(last), Map.of("StateMachineArn", machine.arn())), 1);
        journal.end(last).whenComplete((stored, failure) -> {
            if (failure != null) {
                log("the end of {} could not be stored; it goes on after a restart", failure);
            }
            done.accept(last);
        });
    }

    private void log(String message, Throwable failure) {
        LoggerFactory.getLogger(Run.class).error(message, execution.arn(), failure);
    }

    Journal journal() {
        return journal;
    }

    void go(Level level, Resume resume) {
        if (!level.top()) {
            at(Instant.ofEpochMilli(resume.until()), level, resume);
            return;
        }
        journal.transition(resume).whenComplete((stored, failure) -> {
            if (failure != null) {
                log("a step of {} could not be stored; it goes on after a restart", failure);
            } else {
                at(Instant.ofEpochMilli(resume.until()), level, resume);
            }
        });
    }

    private void at(Instant at, Level level, Resume resume) {
        if (at.isAfter(kernel.time().now())) {
            kernel.time().at(at, () -> executor.execute(() -> step(level, resume)));
        } else {
            executor.execute(() -> step(level, resume));
        }
    }

    private void step(Level level, Resume resume) {
        if (ended.get() || level.stopped()) {
            return;
        }
        JsonNode state = level.states.path(resume.state());
        guarded(level, resume, state, () -> {
            if (resume.counts().length == 0 && !resume.waited()) {
                journal.event(state.path("Type").asText() + "StateEntered", Events.entered(resume));
            }
            if (journal.events() > MOST_EVENTS) {
                throw StateError.runtime(
                        "The execution reached the maximum number of history events (" + MOST_EVENTS + ").");
            }
            enter(level, resume, state, new Scope(resume.input(), context(level, resume), kernel.ids()::uuid));
        });
    }

    private void enter(Level level, Resume resume, JsonNode state, Scope raw) {
        Scope scope = new Scope(Flow.input(state, raw), raw.context(), raw.uuids());
        switch (state.path("Type").asText()) {
            case "Pass" -> {
                JsonNode effective = Flow.effective(state, "Parameters", scope);
                exit(
                        level,
                        resume,
                        state,
                        Flow.output(
                                state, raw, state.path("Result").isMissingNode() ? effective : state.path("Result")));
            }
            case "Choice" -> leave(level, resume, state, Flow.outputOnly(state, scope), Flow.choose(state, scope));
            case "Succeed" -> exit(level, resume, state, Flow.outputOnly(state, scope));
            case "Fail" -> {
                String error = Flow.given(state, "Error", scope).asText("");
                level.done.failed(
                        new StateError(error, Flow.given(state, "Cause", scope).asText("")));
            }
            case "Wait" -> {
                if (resume.waited()) {
                    exit(level, resume, state, Flow.outputOnly(state, scope));
                } else {
                    go(
                            level,
                            resume.waiting(
                                    Flow.until(state, scope, kernel.time().now())));
                }
            }
            case "Task" -> task(level, resume, state, raw, Flow.effective(state, "Parameters", scope));
            case "Parallel" ->
                branches.parallel(
                        level, state, Flow.effective(state, "Parameters", scope), settle(level, resume, state, raw));
            default -> branches.map(level, state, scope, settle(level, resume, state, raw));
        }
    }

    private void task(Level level, Resume resume, JsonNode state, Scope raw, JsonNode input) {
        AtomicBoolean settled = new AtomicBoolean();
        long timeout =
                Math.min(Definition.MOST_SECONDS, state.path("TimeoutSeconds").asLong(0));
        Level.Done settle = settle(level, resume, state, raw);
        if (timeout > 0) {
            kernel.time()
                    .at(
                            kernel.time().now().plusSeconds(timeout),
                            () -> executor.execute(() -> {
                                if (settled.compareAndSet(false, true)) {
                                    settle.failed(new StateError(
                                            "States.Timeout", "The task took longer than " + timeout + " seconds."));
                                }
                            }));
        }
        Events.Task events = Events.task(journal, state.path("Resource").asText(), kernel.region());
        events.scheduled(input);
        try {
            JsonNode result =
                    tasks.call(machine, execution.arn(), state.path("Resource").asText(), input);
            if (settled.compareAndSet(false, true)) {
                events.succeeded(result);
                settle.succeeded(result);
            }
        } catch (StateError e) {
            if (settled.compareAndSet(false, true)) {
                events.failed(e);
                settle.failed(e);
            }
        }
    }

    private Level.Done settle(Level level, Resume resume, JsonNode state, Scope raw) {
        return new Level.Done() {
            @Override
            public void succeeded(JsonNode result) {
                guarded(level, resume, state, () -> exit(level, resume, state, Flow.output(state, raw, result)));
            }

            @Override
            public void failed(StateError error) {
                handle(level, resume, state, error);
            }
        };
    }

    private void exit(Level level, Resume resume, JsonNode state, JsonNode output) {
        leave(level, resume, state, output, state.path("Next").asText(""));
    }

    /** @param next empty if the level ends here */
    private void leave(Level level, Resume resume, JsonNode state, JsonNode output, String next) {
        if (Json.text(output).length() > LARGEST_DATA) {
            throw new StateError(
                    "States.DataLimitExceeded",
                    "The state/task '" + resume.state()
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
        }
        journal.event(state.path("Type").asText() + "StateExited", Events.exited(resume.state(), output));
        if (next.isEmpty()) {
            level.done.succeeded(output);
        } else {
            go(level, Resume.at(next, output));
        }
    }

    private void handle(Level level, Resume resume, JsonNode state, StateError error) {
        if (ended.get() || level.stopped()) {
            return;
        }
        int[] counts = Arrays.copyOf(resume.counts(), state.path("Retry").size());
        double random = (kernel.ids().uuid().getLeastSignificantBits() >>> 11) / (double) (1L << 53);
        Optional<Duration> later = Retries.next(state, error, counts, random);
        if (later.isPresent()) {
            go(level, resume.later(kernel.time().now().plus(later.get()), counts));
            return;
        }
        Optional<JsonNode> catcher = Retries.catcher(state, error);
        if (catcher.isEmpty()) {
            level.done.failed(error);
            return;
        }
        try {
            JsonNode output = Retries.output(catcher.get(), resume.input(), error);
            leave(level, resume, state, output, catcher.get().path("Next").asText());
        } catch (StateError e) {
            level.done.failed(e);
        }
    }

    private void guarded(Level level, Resume resume, JsonNode state, Runnable work) {
        try {
            work.run();
        } catch (StateError e) {
            handle(level, resume, state, e);
        } catch (ArithmeticException | IllegalArgumentException e) {
            handle(level, resume, state, StateError.runtime(String.valueOf(e.getMessage())));
        } catch (RuntimeException | StackOverflowError e) {
            log("a state of {} failed inside the engine", e);
            level.done.failed(StateError.runtime("An internal error occurred in state '" + resume.state() + "'."));
        }
    }

    private JsonNode context(Level level, Resume resume) {
        ObjectNode context = execution.context(machine);
        int attempts = Arrays.stream(resume.counts()).sum();
        context.putObject("State")
                .put("EnteredTime", kernel.time().now().toString())
                .put("Name", resume.state())
                .put("RetryCount", attempts);
        if (level.item != null) {
            context.putObject("Map").set("Item", level.item);
        }
        return context;
    }
}
