package dev.sluice.engine.dynamodb.control;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.spec.IndexRules;
import dev.sluice.engine.dynamodb.spec.IndexSpec;
import dev.sluice.engine.dynamodb.spec.OptionsSpec;
import dev.sluice.engine.dynamodb.spec.StreamSpec;
import dev.sluice.engine.dynamodb.spec.TableSpec;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.KeySchema;
import dev.sluice.engine.dynamodb.table.Options;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableName;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CreateTable. The table is ACTIVE at once. */
public final class CreateTable implements Operation {

    private final ControlPlane control;

    public CreateTable(ControlPlane control) {
        this.control = control;
    }

    private record Wanted(
            KeySchema key,
            List<KeyAttribute> definitions,
            List<IndexSpec> indexes,
            Optional<StreamSpec> stream,
            Options options) {}

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        TableName name = control.allow(request.caller(), input.requiredText("TableName"), "CreateTable");
        Wanted wanted = read(input);
        Table table = control.write(tx -> create(tx, name, wanted));
        return Response.of(Json.object().set("TableDescription", Description.created(table)));
    }

    private static Wanted read(Input input) {
        List<KeyAttribute> definitions = TableSpec.definitions(input);
        KeySchema key = TableSpec.key(input, definitions);
        List<IndexSpec> indexes = new ArrayList<>();
        input.list("LocalSecondaryIndexes").forEach(index -> indexes.add(IndexSpec.local(index, definitions, key)));
        input.list("GlobalSecondaryIndexes").forEach(index -> indexes.add(IndexSpec.global(index, definitions)));
        IndexRules.check(key, definitions, indexes);
        Options options = OptionsSpec.create(input);
        if (options.throughput() == null) {
            IndexRules.rejectThroughput(indexes);
        }
        Optional<StreamSpec> stream = StreamSpec.read(input).filter(StreamSpec::enabled);
        return new Wanted(key, definitions, indexes, stream, options);
    }

    private Table create(Tx tx, TableName name, Wanted wanted) throws SQLException {
        if (control.tables().find(tx, name).isPresent()) {
            throw AwsException.of("ResourceInUseException", "Table already exists: " + name.name());
        }
        List<Index> indexes = new ArrayList<>();
        for (IndexSpec spec : wanted.indexes()) {
            indexes.add(spec.index(control.tables().nextId(tx)));
        }
        Table table = new Table(
                control.tables().nextId(tx),
                1,
                name.account(),
                name.name(),
                name.arn(control.kernel().region()),
                control.kernel().ids().uuid().toString(),
                control.kernel().time().now().toEpochMilli(),
                wanted.key(),
                wanted.definitions(),
                indexes,
                null,
                null,
                wanted.options());
        if (wanted.stream().isPresent()) {
            table = wanted.stream()
                    .get()
                    .apply(
                            tx,
                            table,
                            control.tables(),
                            control.streams(),
                            control.kernel().time().now());
        }
        control.tables().put(tx, table);
        return table;
    }
}
