package dev.sluice.engine.dynamodb.control;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.dynamodb.item.IndexBuilder;
import dev.sluice.engine.dynamodb.item.TableSizes;
import dev.sluice.engine.dynamodb.stream.StreamLog;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableAccess;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.dynamodb.table.Tables;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.store.Write;
import java.sql.SQLException;

/** What the operations on tables are built on. They run one after the other. */
public final class ControlPlane {

    private final Kernel kernel;
    private final Tables tables;
    private final TableAccess access;
    private final StreamLog streams;
    private final IndexBuilder indexes;
    private final TableSizes sizes;

    public ControlPlane(
            Kernel kernel,
            Tables tables,
            TableAccess access,
            StreamLog streams,
            IndexBuilder indexes,
            TableSizes sizes) {
        this.kernel = kernel;
        this.tables = tables;
        this.access = access;
        this.streams = streams;
        this.indexes = indexes;
        this.sizes = sizes;
    }

    /** How a table changes. */
    @FunctionalInterface
    interface Change {
        Table apply(Tx tx, Table table) throws SQLException;
    }

    /** Which table {@code text} means, if the caller may do {@code action} on it. */
    TableName allow(Caller caller, String text, String action) {
        TableName name = access.name(caller, text);
        kernel.access().require(caller, "dynamodb:" + action, access.arn(name));
        return name;
    }

    /** Which table the ResourceArn of a request means, if the caller may do {@code action} on it. */
    TableName allowArn(Caller caller, Input input, String action) {
        TableName name = TableName.ofArn(input.requiredText("ResourceArn"), kernel.region());
        kernel.access().require(caller, "dynamodb:" + action, access.arn(name));
        return name;
    }

    /** The table, if there is one and the caller may do {@code action} on it. */
    Table open(Caller caller, String text, String action) {
        return existing(allow(caller, text, action));
    }

    Table existing(TableName name) {
        return tables.find(name).orElseThrow(() -> notFound(name));
    }

    static AwsException notFound(TableName name) {
        return AwsException.of(
                "ResourceNotFoundException", "Requested resource not found: Table: " + name.name() + " not found");
    }

    /** Changes a table and answers what it became. */
    Table change(TableName name, Change change) {
        return write(tx -> {
            Table table = tables.find(tx, name).orElseThrow(() -> notFound(name));
            Table changed = change.apply(tx, table);
            tables.put(tx, changed);
            return changed;
        });
    }

    synchronized <T> T write(Write<T> write) {
        return kernel.store().write(write);
    }

    synchronized <T> T free(Write<T> write) {
        return kernel.store().free(write);
    }

    Kernel kernel() {
        return kernel;
    }

    Tables tables() {
        return tables;
    }

    StreamLog streams() {
        return streams;
    }

    IndexBuilder indexes() {
        return indexes;
    }

    TableSizes sizes() {
        return sizes;
    }
}
