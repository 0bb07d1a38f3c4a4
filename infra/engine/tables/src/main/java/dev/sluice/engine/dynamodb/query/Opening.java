package dev.sluice.engine.dynamodb.query;

import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.dynamodb.data.Backend;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;

/** Opens the table of a Query or Scan: the permission is on the index if one is read, else on the table. */
public final class Opening {

    private Opening() {}

    static Table open(Backend backend, Caller caller, Input input, String action) {
        String name = input.requiredText("TableName");
        // Errors in the request itself are reported first, whether or not the table exists.
        PageInput.limit(input);
        return input.text("IndexName")
                .map(index -> backend.tables().open(caller, name, action, index))
                .orElseGet(() -> backend.tables().open(caller, name, action));
    }
}
