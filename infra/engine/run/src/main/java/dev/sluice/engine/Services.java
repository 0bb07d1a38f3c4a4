package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.cfn.CloudFormationService;
import dev.sluice.engine.cfn.Stacks;
import dev.sluice.engine.cfn.custom.CustomResource;
import dev.sluice.engine.cfn.custom.Responses;
import dev.sluice.engine.cfn.types.ResourceTypes;
import dev.sluice.engine.destinations.Destinations;
import dev.sluice.engine.dynamodb.DynamoDb;
import dev.sluice.engine.dynamodb.fault.Shortfall;
import dev.sluice.engine.events.EventsService;
import dev.sluice.engine.events.put.Inlet.Enqueue;
import dev.sluice.engine.events.target.Queues;
import dev.sluice.engine.gateway.ApiGatewayService;
import dev.sluice.engine.iam.IamService;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Addition;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Shared;
import dev.sluice.engine.kms.KmsService;
import dev.sluice.engine.lambda.LambdaService;
import dev.sluice.engine.logs.LogsService;
import dev.sluice.engine.logs.delivery.VendedLogs;
import dev.sluice.engine.mappings.EventSourceMappings;
import dev.sluice.engine.mappings.MappingsService;
import dev.sluice.engine.monitoring.MonitoringService;
import dev.sluice.engine.pipes.PipesService;
import dev.sluice.engine.pipes.run.DestinationCalls;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.secrets.SecretsService;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.sqs.SqsService;
import dev.sluice.engine.states.StatesService;
import dev.sluice.engine.wire.http.Guests;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;

/** All services of the engine: one line each, and those that {@link Addition}s on the class path bring. */
final class Services {

    private final AtomicReference<URI> url = new AtomicReference<>(URI.create("http://127.0.0.1"));
    private final List<Service> all;
    private final Stacks stacks;
    private final Responses responses;
    private final DynamoDb dynamoDb;
    private final ApiGatewayService gateway;

    /** @param modules folders in which functions in JavaScript find the AWS SDK */
    Services(Kernel kernel, PolicyAccess access, LocalCredentials credentials, List<Path> modules) {
        this.responses = new Responses(kernel.ids(), url::get);
        this.dynamoDb = new DynamoDb(kernel);
        Destinations destinations = new Destinations(kernel);
        SqsService sqs = new SqsService(kernel, url::get);
        Workers workers = new Workers();
        Vault vault = Vault.in(kernel.settings().data());
        EventSourceMappings mappings = new EventSourceMappings(kernel, workers);
        LogsService logs = new LogsService(kernel);
        this.stacks = new Stacks(kernel, ResourceTypes.table().with(CustomResource.types(responses)));
        this.gateway = new ApiGatewayService(kernel, url::get);
        this.all = new ArrayList<>(List.of(
                gateway,
                new CloudFormationService(kernel, stacks),
                dynamoDb,
                dynamoDb.streams(),
                new EventsService(kernel, new QueuesOfSqs(sqs), destinations)
                        .loggingTo((bus, type, lines) -> logs.vended()
                                .deliver(
                                        bus,
                                        type,
                                        lines.stream()
                                                .map(line -> new VendedLogs.Line(line.at(), line.text()))
                                                .toList())),
                new IamService(kernel, access, credentials),
                new KmsService(kernel, vault),
                new LambdaService(kernel, credentials, url::get, modules)
                        .with(mappings.operations(), mappings.routes()),
                logs,
                new StatesService(kernel),
                new MonitoringService(kernel),
                new SecretsService(kernel, vault),
                sqs,
                new PipesService(kernel, workers, new DestinationCalls(destinations, kernel.time())),
                new MappingsService(mappings)));
        Shared shared = new Shared(Map.of(Vault.class, vault, LocalCredentials.class, credentials));
        ServiceLoader.load(Addition.class, Addition.class.getClassLoader())
                .forEach(addition -> all.addAll(addition.services(kernel, shared)));
    }

    /** What EventBridge puts on queues in its own transactions. */
    private record QueuesOfSqs(SqsService sqs) implements Queues {

        @Override
        public Enqueue prepare(Caller caller, ObjectNode message) {
            return sqs.prepareSend(caller, message)::apply;
        }

        @Override
        public Enqueue keep(Caller caller, ObjectNode letter) {
            return sqs.prepareDeadLetter(caller, letter)::apply;
        }
    }

    Shortfall shortfall() {
        return dynamoDb.shortfall();
    }

    List<Service> all() {
        return all;
    }

    /** Takes what functions say of custom resources. */
    Responses responses() {
        return responses;
    }

    /** Answers the clients of HTTP APIs. */
    Guests apis() {
        return gateway.apis();
    }

    Stacks stacks() {
        return stacks;
    }

    /** Passes the engine's address to services that make clients of it. */
    void listening(URI at) {
        url.set(at);
    }
}
