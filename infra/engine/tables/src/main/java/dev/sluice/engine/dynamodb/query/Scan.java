package dev.sluice.engine.dynamodb.query;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.data.Backend;
import dev.sluice.engine.dynamodb.data.Capacity;
import dev.sluice.engine.dynamodb.data.Expressions;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.read.PageRequest;
import dev.sluice.engine.dynamodb.read.Reads;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import java.util.Optional;

/** Scan: all items of a table or an index, or one segment of them. */
public final class Scan implements Operation {

    private static final long SEGMENTS_MAX = 1_000_000;

    private final Backend backend;

    public Scan(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        PageRequest.Segment segment = segment(input);
        Table table = Opening.open(backend, request.caller(), input, "Scan");
        Capacity capacity = Capacity.of(input);
        PageInput page = PageInput.of(input, table, new Expressions(input, Kind.PROJECTION, Kind.FILTER));
        PageRequest wanted = new PageRequest(
                table,
                page.index(),
                null,
                null,
                segment,
                true,
                page.start(),
                page.whole(),
                page.filter(),
                page.projection(),
                page.limit());
        return PageOutput.of(page, backend.kernel().store().read(tx -> Reads.page(tx, wanted)), capacity);
    }

    private static PageRequest.Segment segment(Input input) {
        Optional<Long> total = input.number("TotalSegments", 1, SEGMENTS_MAX);
        Optional<Long> segment = input.number("Segment", 0, SEGMENTS_MAX - 1);
        if (total.isEmpty() && segment.isEmpty()) {
            return PageRequest.Segment.ALL;
        }
        if (total.isEmpty()) {
            throw AwsException.validation("The TotalSegments parameter is required but was not present in the request"
                    + " when Segment parameter is present");
        }
        if (segment.isEmpty()) {
            throw AwsException.validation("The Segment parameter is required but was not present in the request"
                    + " when parameter TotalSegments is present");
        }
        if (segment.get() >= total.get()) {
            throw AwsException.validation(
                    "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: "
                            + segment.get() + " is not less than TotalSegments: " + total.get());
        }
        return new PageRequest.Segment(segment.get().intValue(), total.get().intValue());
    }
}
