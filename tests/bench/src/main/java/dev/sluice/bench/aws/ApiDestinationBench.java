package dev.sluice.bench.aws;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Sink;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.BareClient;
import dev.sluice.bench.traffic.Publisher;
import dev.sluice.bench.traffic.StackLoad;
import java.time.Duration;

/** PutEvents, a rule, an API destination, a receiver. */
public final class ApiDestinationBench implements Bench {

    private static final String BUS = "bench-api";
    private static final int RATE_LIMIT = 100_000;

    @Override
    public String name() {
        return "api-destination";
    }

    @Override
    public String about() {
        return "PutEvents, a rule, an API destination, a receiver, beside the bare HTTP client";
    }

    @Override
    public Result run(Settings settings) {
        try (Subject subject = settings.empty("--auth", "off")) {
            Tally tally = new Tally();
            try (Sink sink = Sink.start(tally, Duration.ZERO)) {
                prepare(subject, sink.url());
                Plan plan = settings.plan(2, settings.rate().orElse(0.0) > 0 ? 1 : 10);
                Result result =
                        StackLoad.run(new Result(name()), subject, plan, tally, () -> new Publisher(subject, BUS));
                double delivered = result.value("delivered");
                double closing = BareClient.closingRate(settings.seconds());
                double keeping = BareClient.rate(settings.seconds());
                return result.add("limit: bare HTTP client that closes, as AWS does", closing, "requests/s")
                        .add("ratio to the bare client that closes", 100 * delivered / closing, "%")
                        .add("limit: bare HTTP client on kept connections", keeping, "requests/s")
                        .add("ratio to the bare client on kept connections", 100 * delivered / keeping, "%");
            }
        }
    }

    private static void prepare(Subject subject, String url) {
        try (Connection setup = subject.connect()) {
            setup.send(Operation.events("CreateEventBus"), "{\"Name\":\"" + BUS + "\"}");
            String connection = setup.call(
                            Operation.events("CreateConnection"),
                            "{\"Name\":\"bench\",\"AuthorizationType\":\"API_KEY\",\"AuthParameters\":{\"ApiKeyAuthParameters\":{\"ApiKeyName\":\"X-Key\",\"ApiKeyValue\":\"secret\"}}}")
                    .path("ConnectionArn")
                    .asText();
            String destination = setup.call(
                            Operation.events("CreateApiDestination"),
                            "{\"Name\":\"bench\",\"ConnectionArn\":\"" + connection + "\",\"InvocationEndpoint\":\""
                                    + url + "\",\"HttpMethod\":\"POST\",\"InvocationRateLimitPerSecond\":" + RATE_LIMIT
                                    + "}")
                    .path("ApiDestinationArn")
                    .asText();
            setup.send(
                    Operation.events("PutRule"),
                    "{\"Name\":\"all\",\"EventBusName\":\"" + BUS
                            + "\",\"EventPattern\":\"{\\\"source\\\":[\\\"bench\\\"]}\"}");
            setup.send(
                    Operation.events("PutTargets"),
                    "{\"Rule\":\"all\",\"EventBusName\":\"" + BUS + "\",\"Targets\":[{\"Id\":\"a\",\"Arn\":\""
                            + destination + "\",\"RoleArn\":\"arn:aws:iam::000000000000:role/bench\"}]}");
        }
    }
}
