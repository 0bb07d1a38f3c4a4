package dev.sluice.engine.logs.group;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** All log groups, and who may do what with them. Thread-safe. */
public final class Groups {

    static final TextConstraint NAME = TextConstraint.matching(1, 512, "[\\.\\-_/#A-Za-z0-9]+");
    static final TextConstraint PREFIX = TextConstraint.matching(1, 512, "[\\.\\-_/#A-Za-z0-9]*");
    private static final TextConstraint IDENTIFIER = TextConstraint.matching(1, 2048, "[\\w#+=/:,.@-]*");

    private final Kernel kernel;
    private final Documents<LogGroup> documents;
    private final ToLongFunction<LogGroup> bytes;

    /** @param bytes how much a group holds */
    public Groups(Kernel kernel, ToLongFunction<LogGroup> bytes) {
        this.kernel = kernel;
        this.bytes = bytes;
        this.documents = new Documents<>(kernel.store(), "logs.group", LogGroup.class);
        kernel.store().schema("CREATE TABLE IF NOT EXISTS log_group_id(id INTEGER PRIMARY KEY AUTOINCREMENT)");
    }

    public List<LogGroup> list() {
        return documents.list();
    }

    /** The groups of one account, sorted by name. */
    List<LogGroup> of(String account) {
        return documents.list().stream()
                .filter(group -> group.account().equals(account))
                .toList();
    }

    Optional<LogGroup> find(String account, String name) {
        return documents.get(account + "/" + name);
    }

    /** @throws AwsException ResourceNotFoundException if there is no such group */
    LogGroup require(String account, String name) {
        return find(account, name).orElseThrow(Groups::missing);
    }

    public static AwsException missing() {
        return AwsException.of("ResourceNotFoundException", "The specified log group does not exist.");
    }

    /**
     * The group that {@code logGroupName} or {@code logGroupIdentifier} names, once the caller may do {@code action} on
     * {@code stream} of it.
     *
     * @param stream empty for the whole group
     */
    public LogGroup named(Members request, Caller caller, String action, String stream) {
        String identifier = request.text("logGroupIdentifier", IDENTIFIER).orElse("");
        String name = identifier.isEmpty() ? request.required("logGroupName", NAME) : identifier;
        request.check();
        String account = caller.account();
        if (name.startsWith("arn:")) {
            String[] parts = name.split(":", 8);
            account = parts.length > 6 ? parts[4] : "";
            name = parts.length > 6 ? parts[6] : "";
        }
        allow(caller, action, arn(account, name) + ":log-stream:" + stream);
        return require(account, name);
    }

    void allow(Caller caller, String action, String arn) {
        kernel.access().require(caller, "logs:" + action, arn);
    }

    LogGroup create(String account, String name, String kmsKey, Map<String, String> tags) {
        return kernel.store().write(tx -> {
            tx.update("INSERT INTO log_group_id DEFAULT VALUES");
            long id = tx.query(row -> row.getLong(1), "SELECT last_insert_rowid()")
                    .get(0);
            long created = kernel.time().now().toEpochMilli();
            LogGroup group = new LogGroup(id, account, name, created, 0, kmsKey, tags);
            documents.put(tx, key(group), group);
            return group;
        });
    }

    void put(LogGroup group) {
        documents.put(key(group), group);
    }

    /** Removes a group within a write that also drops its streams. */
    void remove(LogGroup group, Drop drop) {
        kernel.store().free(tx -> {
            documents.remove(tx, key(group));
            drop.drop(tx, group);
            return true;
        });
    }

    /** Drops what belongs to a group. */
    @FunctionalInterface
    public interface Drop {
        void drop(Tx tx, LogGroup group) throws SQLException;
    }

    long bytes(LogGroup group) {
        return bytes.applyAsLong(group);
    }

    public String arn(LogGroup group) {
        return arn(group.account(), group.name());
    }

    String arn(String account, String name) {
        return kernel.arn("logs", account, "log-group:" + name);
    }

    private static String key(LogGroup group) {
        return group.account() + "/" + group.name();
    }
}
