package dev.sluice.engine.dynamodb.query;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.data.Backend;
import dev.sluice.engine.dynamodb.data.Capacity;
import dev.sluice.engine.dynamodb.data.Expressions;
import dev.sluice.engine.dynamodb.expression.condition.Filter;
import dev.sluice.engine.dynamodb.expression.condition.KeyCondition;
import dev.sluice.engine.dynamodb.expression.condition.KeyCondition.KeyTest;
import dev.sluice.engine.dynamodb.expression.condition.KeyCondition.Op;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.item.Keys;
import dev.sluice.engine.dynamodb.read.PageRequest;
import dev.sluice.engine.dynamodb.read.Reads;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.KeySchema;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Query: items of one partition, in the order of the sort key. */
public final class Query implements Operation {

    private final Backend backend;

    public Query(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        Table table = Opening.open(backend, request.caller(), input, "Query");
        Capacity capacity = Capacity.of(input);
        Expressions expressions = new Expressions(input, Kind.PROJECTION, Kind.FILTER, Kind.KEY_CONDITION);
        String keyCondition = input.text(Kind.KEY_CONDITION.member())
                .orElseThrow(
                        () -> AwsException.validation("Either the KeyConditions or KeyConditionExpression parameter"
                                + " must be specified in the request."));
        KeyCondition condition = KeyCondition.parse(keyCondition, expressions.placeholders());
        PageInput page = PageInput.of(input, table, expressions);
        KeySchema schema = page.index() == null ? table.key() : page.index().key();
        rejectKeys(schema, page.filter());
        AttributeValue hash = hash(schema, condition);
        KeyTest range = range(schema, condition);
        boolean forward = input.flag("ScanIndexForward").orElse(true);
        checkStart(page, schema, hash);
        PageRequest wanted = new PageRequest(
                table,
                page.index(),
                hash,
                range,
                PageRequest.Segment.ALL,
                forward,
                page.start(),
                page.whole(),
                page.filter(),
                page.projection(),
                page.limit());
        return PageOutput.of(page, backend.kernel().store().read(tx -> Reads.page(tx, wanted)), capacity);
    }

    private static void rejectKeys(KeySchema schema, @Nullable Filter filter) {
        if (filter == null) {
            return;
        }
        filter.paths().forEach(path -> {
            if (schema.names().contains(path.head())) {
                throw AwsException.validation("Filter Expression can only contain non-primary key attributes:"
                        + " Primary key attribute: " + path.head());
            }
        });
    }

    private static AttributeValue hash(KeySchema schema, KeyCondition condition) {
        Map<String, KeyTest> tests = condition.tests();
        if (schema.range() == null && tests.size() > 1) {
            throw AwsException.validation("Query key condition not supported");
        }
        KeyTest test = tests.get(schema.hash().name());
        if (test == null) {
            throw AwsException.validation("Query condition missed key schema element: "
                    + schema.hash().name());
        }
        checkTypes(schema.hash(), test);
        if (test.op() != Op.EQ) {
            throw AwsException.validation("Query key condition not supported");
        }
        return test.operands().get(0);
    }

    private static @Nullable KeyTest range(KeySchema schema, KeyCondition condition) {
        if (condition.tests().size() == 1) {
            return null;
        }
        KeyAttribute range = schema.range();
        KeyTest test = range == null ? null : condition.tests().get(range.name());
        if (range == null || test == null) {
            throw AwsException.validation(
                    "Query condition missed key schema element: " + (range == null ? "" : range.name()));
        }
        checkTypes(range, test);
        if (test.op() == Op.BEGINS_WITH && range.type() == AttributeValue.Type.N) {
            throw AwsException.validation("Query key condition not supported");
        }
        return test;
    }

    private static void checkTypes(KeyAttribute attribute, KeyTest test) {
        if (test.operands().stream().anyMatch(operand -> operand.type() != attribute.type())) {
            throw AwsException.validation("One or more parameter values were invalid: Condition parameter type does not"
                    + " match schema type");
        }
        test.operands().forEach(operand -> Keys.checkNotEmpty(attribute, operand));
    }

    private static void checkStart(PageInput page, KeySchema schema, AttributeValue hash) {
        if (page.start() != null && !hash.equals(page.start().get(schema.hash().name()))) {
            throw AwsException.validation(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
    }
}
