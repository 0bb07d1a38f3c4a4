package dev.sluice.engine.dynamodb.table;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;

/** Finds tables for callers that may do what they ask for. Thread-safe. */
public final class TableAccess {

    private final Kernel kernel;
    private final Tables tables;

    public TableAccess(Kernel kernel, Tables tables) {
        this.kernel = kernel;
        this.tables = tables;
    }

    /** Which table {@code text} means to {@code caller}. */
    public TableName name(Caller caller, String text) {
        return TableName.parse(text, caller.account(), kernel.region());
    }

    public String arn(TableName name) {
        return name.arn(kernel.region());
    }

    /**
     * The table, if the caller may do {@code action} on it.
     *
     * @param action without its prefix, such as {@code PutItem}
     * @throws AwsException AccessDeniedException, or ResourceNotFoundException
     */
    public Table open(Caller caller, String text, String action) {
        TableName name = name(caller, text);
        kernel.access().require(caller, "dynamodb:" + action, arn(name));
        return require(name);
    }

    /** The same for an operation on one of its indexes. */
    public Table open(Caller caller, String text, String action, String index) {
        TableName name = name(caller, text);
        kernel.access().require(caller, "dynamodb:" + action, arn(name) + "/index/" + index);
        return require(name);
    }

    private Table require(TableName name) {
        return tables.find(name)
                .orElseThrow(() -> AwsException.of("ResourceNotFoundException", "Requested resource not found"));
    }
}
