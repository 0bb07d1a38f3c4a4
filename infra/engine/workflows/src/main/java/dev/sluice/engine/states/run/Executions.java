package dev.sluice.engine.states.run;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.states.task.Machine;
import dev.sluice.engine.states.task.Tasks;
import dev.sluice.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All executions: begun, carried on after a restart, stopped, and kept for ninety days after their end. Thread-safe. */
public final class Executions implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int MOST_OPEN = 10_000;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String COLUMNS =
            "arn, machine, name, status, started, stopped, input, output, error, cause, trace";

    private final Kernel kernel;
    private final Tasks tasks;
    private final ThreadPoolExecutor executor;
    private final Map<String, Run> open = new ConcurrentHashMap<>();

    public Executions(Kernel kernel, Tasks tasks) {
        this.kernel = kernel;
        this.tasks = tasks;
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "states-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
        // What is due after the close goes on at the next start.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        kernel.store().schema("""
                CREATE TABLE IF NOT EXISTS states_revision(id TEXT PRIMARY KEY, machine TEXT NOT NULL) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS states_execution(arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL,
                    status TEXT NOT NULL, started INTEGER NOT NULL, stopped INTEGER NOT NULL, input TEXT NOT NULL, output TEXT NOT NULL,
                    error TEXT NOT NULL, cause TEXT NOT NULL, trace TEXT NOT NULL, revision TEXT NOT NULL, resume TEXT NOT NULL);
                CREATE INDEX IF NOT EXISTS states_of_machine ON states_execution(machine, started);
                CREATE INDEX IF NOT EXISTS states_running ON states_execution(status) WHERE status = 'RUNNING';
                CREATE TABLE IF NOT EXISTS states_event(arn TEXT, id INTEGER, at INTEGER NOT NULL, type TEXT NOT NULL, details TEXT NOT NULL,
                    PRIMARY KEY(arn, id)) WITHOUT ROWID""");
    }

    private record Open(Execution execution, String revision, String resume) {}

    /** Carries on what an earlier engine left. */
    public void start() {
        long bound = kernel.time().now().minus(KEPT).toEpochMilli();
        kernel.store().write(tx -> {
            tx.update(
                    "DELETE FROM states_event WHERE arn IN (SELECT arn FROM states_execution WHERE stopped > 0 AND stopped < ?)",
                    bound);
            return tx.update("DELETE FROM states_execution WHERE stopped > 0 AND stopped < ?", bound);
        });
        List<Open> left = kernel.store()
                .read(tx -> tx.query(
                        row -> new Open(read(row), row.getString(12), row.getString(13)),
                        "SELECT " + COLUMNS + ", revision, resume FROM states_execution WHERE status = 'RUNNING'"));
        for (Open one : left) {
            Machine machine = revision(one.revision());
            Resume from = one.resume().isEmpty() ? Run.first(machine, one.execution()) : Resume.parse(one.resume());
            begin(machine, one.execution(), journal(machine, one.execution()), from);
        }
    }

    private StoreJournal journal(Machine machine, Execution execution) {
        long last = kernel.store()
                .read(tx -> tx.query(
                        row -> row.getLong(1),
                        "SELECT COALESCE(MAX(id), 0) FROM states_event WHERE arn = ?",
                        execution.arn()))
                .get(0);
        return new StoreJournal(kernel, this, execution.arn(), machine.express(), last);
    }

    /** Begins an execution, which is on disk when this returns; answers the one that runs already under the same name with the same input. */
    public Execution start(Machine machine, Execution execution) {
        if (open.size() >= MOST_OPEN) {
            throw AwsException.of("ExecutionLimitExceeded", "The maximum number of running executions is reached.");
        }
        boolean fresh = kernel.store().write(tx -> insert(tx, machine, execution));
        if (!fresh) {
            return find(execution.arn())
                    .filter(old -> old.running() && Json.same(old.input(), execution.input()))
                    .orElseThrow(() -> AwsException.of(
                            "ExecutionAlreadyExists", "Execution Already Exists: '" + execution.arn() + "'"));
        }
        StoreJournal journal = new StoreJournal(kernel, this, execution.arn(), machine.express(), 0);
        journal.event("ExecutionStarted", Events.started(execution, machine.roleArn()));
        begin(machine, execution, journal, Run.first(machine, execution));
        return execution;
    }

    /** Runs an execution that is not kept, and completes with its end. */
    public CompletableFuture<Execution> run(Machine machine, Execution execution) {
        CompletableFuture<Execution> end = new CompletableFuture<>();
        new Run(kernel, machine, execution, new NoJournal(), tasks, executor, end::complete)
                .start(Run.first(machine, execution));
        return end;
    }

    private void begin(Machine machine, Execution execution, Journal journal, Resume from) {
        Run run = new Run(kernel, machine, execution, journal, tasks, executor, ended -> open.remove(execution.arn()));
        open.put(execution.arn(), run);
        run.start(from);
    }

    private static boolean insert(Tx tx, Machine machine, Execution execution) throws SQLException {
        tx.update(
                "INSERT OR IGNORE INTO states_revision(id, machine) VALUES (?, ?)",
                machine.revision(),
                Json.MAPPER.valueToTree(machine).toString());
        return tx.update(
                        "INSERT OR IGNORE INTO states_execution(" + COLUMNS
                                + ", revision, resume) VALUES (?, ?, ?, ?, ?, 0, ?, '', '', '', ?, ?, '')",
                        execution.arn(),
                        execution.machine(),
                        execution.name(),
                        execution.status(),
                        execution.started(),
                        execution.input(),
                        execution.trace(),
                        machine.revision())
                > 0;
    }

    boolean end(Tx tx, Execution ended) throws SQLException {
        return tx.update(
                        "UPDATE states_execution SET status = ?, stopped = ?, output = ?, error = ?, cause = ?, resume = ''"
                                + " WHERE arn = ? AND status = 'RUNNING'",
                        ended.status(),
                        ended.stopped(),
                        ended.output(),
                        ended.error(),
                        ended.cause(),
                        ended.arn())
                > 0;
    }

    public void stop(Execution execution, String error, String cause) {
        Run run = open.get(execution.arn());
        if (run != null) {
            run.stop(error, cause);
        }
    }

    /** Stops what runs of a machine that is deleted. */
    public void stopAll(String machine) {
        list(machine, Execution.RUNNING, 0, MOST_OPEN).forEach(execution -> stop(execution, "", ""));
    }

    public Optional<Execution> find(String arn) {
        return kernel
                .store()
                .<List<Execution>>read(tx ->
                        tx.query(Executions::read, "SELECT " + COLUMNS + " FROM states_execution WHERE arn = ?", arn))
                .stream()
                .findFirst();
    }

    /** The definition and role that an execution runs with. */
    public Machine machineOf(Execution execution) {
        return revision(kernel.store()
                .read(tx -> tx.query(
                        row -> row.getString(1),
                        "SELECT revision FROM states_execution WHERE arn = ?",
                        execution.arn()))
                .get(0));
    }

    /** Newest first. */
    public List<Execution> list(String machine, String status, int skip, int most) {
        return kernel.store()
                .read(tx -> tx.query(
                        Executions::read,
                        "SELECT " + COLUMNS + " FROM states_execution WHERE machine = ? AND (? = '' OR status = ?)"
                                + " ORDER BY started DESC, arn LIMIT ? OFFSET ?",
                        machine,
                        status,
                        status,
                        most,
                        skip));
    }

    /** An event of the history. */
    public record Event(long id, long at, String type, String details) {}

    public List<Event> history(String arn, long after, boolean newestFirst, int most) {
        String sql = newestFirst ? "AND id < ? ORDER BY id DESC LIMIT ?" : "AND id > ? ORDER BY id LIMIT ?";
        return kernel.store()
                .read(tx -> tx.query(
                        row -> new Event(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
                        "SELECT id, at, type, details FROM states_event WHERE arn = ? " + sql,
                        arn,
                        after,
                        most));
    }

    private Machine revision(String id) {
        String text = kernel.store()
                .read(tx -> tx.query(row -> row.getString(1), "SELECT machine FROM states_revision WHERE id = ?", id))
                .get(0);
        return Json.MAPPER.convertValue(Json.parseTrusted(text), Machine.class);
    }

    private static Execution read(ResultSet row) throws SQLException {
        return new Execution(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
