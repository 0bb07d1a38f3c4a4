package dev.sluice.bench.benches;

import dev.sluice.bench.load.Drive;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.subject.Usage;

/** PutItem on a table with a stream. */
final class PutItemBench implements Bench {

    @Override
    public String name() {
        return "put-item";
    }

    @Override
    public String about() {
        return "PutItem on a table with a stream, 4 clients, acknowledged on disk";
    }

    @Override
    public Result run(Settings settings) {
        try (Subject subject = settings.empty()) {
            try (Connection setup = subject.connect()) {
                setup.send(
                        Operation.dynamoDb("CreateTable"),
                        "{\"TableName\":\"orders\",\"BillingMode\":\"PAY_PER_REQUEST\",\"AttributeDefinitions\":[{\"AttributeName\":\"orderId\",\"AttributeType\":\"S\"}],"
                                + "\"KeySchema\":[{\"AttributeName\":\"orderId\",\"KeyType\":\"HASH\"}],\"StreamSpecification\":{\"StreamEnabled\":true,\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}}");
            }
            Usage before = subject.usage();
            Driven driven = Drive.run(settings.plan(4, 1), () -> new Orders(subject, "bench"));
            return Limits.disk(
                    new Result(name())
                            .add("acknowledged", driven.rate(), "items/s")
                            .latencies("acknowledgement", driven.latencies())
                            .usage(subject.usage().minus(before), driven.sent()),
                    1);
        }
    }
}
