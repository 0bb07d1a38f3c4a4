package dev.sluice.delivery;

import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.access.PortalOperations;
import dev.sluice.delivery.api.access.TokenOperations;
import dev.sluice.delivery.api.access.Tokens;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.api.key.KeyOperations;
import dev.sluice.delivery.api.message.MessageApi;
import dev.sluice.delivery.api.resource.ApplicationOperations;
import dev.sluice.delivery.api.resource.EndpointOperations;
import dev.sluice.delivery.api.resource.EventTypeOperations;
import dev.sluice.delivery.api.resource.HealthOperations;
import dev.sluice.delivery.api.resource.NotOfferedOperations;
import dev.sluice.delivery.api.resource.OperatorEvents;
import dev.sluice.delivery.api.resource.RegisteredApplications;
import dev.sluice.delivery.api.resource.Views;
import dev.sluice.delivery.api.shape.ShapeOperations;
import dev.sluice.delivery.application.ApplicationStore;
import dev.sluice.delivery.application.ApplicationTable;
import dev.sluice.delivery.application.Applications;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.table.EndpointTable;
import dev.sluice.delivery.eventtype.EventTypeTable;
import dev.sluice.delivery.eventtype.EventTypes;
import dev.sluice.delivery.journal.JournalTable;
import dev.sluice.delivery.message.Attempts;
import dev.sluice.delivery.message.CatalogTypes;
import dev.sluice.delivery.message.IngressBus;
import dev.sluice.delivery.message.Messages;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.queue.SqsQueue;
import dev.sluice.delivery.registry.EndpointRules;
import dev.sluice.delivery.registry.Refusal;
import dev.sluice.delivery.registry.RegisteredEndpoints;
import dev.sluice.delivery.task.Tasks;
import dev.sluice.network.AddressGuard;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.seal.KmsVault;
import dev.sluice.runtime.seal.Vault;
import dev.sluice.runtime.token.TokenTable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The parts that the functions of the control plane share, of one environment: {@code ENDPOINTS_TABLE}, {@code CONTROL_TABLE},
 * {@code ALLOWED_NETWORKS}, {@code ALLOW_INSECURE_ENDPOINTS}, {@code AWS_REGION} and credentials; for the API also
 * {@code JOURNAL_TABLE}, {@code INGRESS_BUS}, {@code DELIVERY_QUEUE_URL}. {@code SECRETS_KEY} is the KMS
 * key that encrypts endpoints' secrets; without it they are kept as they are. {@code LAMBDA_TASK_ROOT} is the folder that holds
 * {@code catalog}, and without it endpoints may ask for any type.
 */
final class ControlPlane {

    private final Environment environment;
    private final DynamoDbClient dynamoDb;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();

    ControlPlane(Environment environment) {
        this.environment = environment;
        this.dynamoDb = Clients.dynamoDb(environment);
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    InstantSource clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    String table() {
        return environment.required("CONTROL_TABLE");
    }

    RegisteredEndpoints endpoints() {
        return new RegisteredEndpoints(endpointStore(), clock, random);
    }

    private EndpointStore endpointStore() {
        return new EndpointTable(dynamoDb, environment.required("ENDPOINTS_TABLE"), vault(environment));
    }

    ApplicationStore applicationStore() {
        return new ApplicationTable(dynamoDb, environment.required("ENDPOINTS_TABLE"));
    }

    Applications applications() {
        return new Applications(applicationStore(), clock, new Ids(clock, random));
    }

    /** All operations of the API. */
    List<Operations> operations() {
        RegisteredEndpoints endpoints = endpoints();
        EndpointRules rules = endpointRules();
        Applications applications = applications();
        ApplicationOperations ofApplications = new ApplicationOperations(
                new RegisteredApplications(applicationStore(), applications, endpoints, new Ids(clock, random)));
        Tokens tokens = new Tokens(new TokenTable(dynamoDb, table()), clock, random);
        List<Operations> all = new ArrayList<>(messages(ofApplications));
        all.addAll(List.of(
                new HealthOperations(),
                new KeyOperations(endpointStore(), clock),
                ofApplications,
                EndpointOperations.ofApplications(endpoints, rules),
                EndpointOperations.ofOwner(endpoints, new EndpointRules(urls(), OperatorEvents::names)),
                new ShapeOperations(endpointStore(), urls(), name -> problem(rules, name), clock),
                new EventTypeOperations(eventTypes(), clock),
                new PortalOperations(tokens, ofApplications, environment.optional("PORTAL_URL")),
                new TokenOperations(tokens, applications),
                new NotOfferedOperations()));
        return List.copyOf(all);
    }

    private static Optional<String> problem(EndpointRules rules, String header) {
        try {
            rules.headers(Map.of(header, "value"));
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.reason());
        }
    }

    private List<Operations> messages(ApplicationOperations applications) {
        String journal = environment.required("JOURNAL_TABLE");
        MessageApi messages = new MessageApi(
                endpointStore(),
                new Messages(dynamoDb, journal, clock),
                new Attempts(dynamoDb, journal),
                new JournalTable(dynamoDb, journal),
                new Tasks(dynamoDb, table()),
                new IngressBus(Clients.events(environment), environment.required("INGRESS_BUS")),
                new SqsQueue(Clients.sqs(environment), environment.required("DELIVERY_QUEUE_URL")),
                new CatalogTypes(catalog(), eventTypes()::find),
                new Ids(clock, random),
                clock);
        return messages.operations(applications::getOrCreate, Views::endpoint);
    }

    UrlRules urls() {
        return new UrlRules(
                AddressGuard.allowing(environment.optional("ALLOWED_NETWORKS").orElse("")),
                environment.flag("ALLOW_INSECURE_ENDPOINTS"));
    }

    EventTypes eventTypes() {
        return new EventTypes(catalogTypes(), new EventTypeTable(dynamoDb, table()));
    }

    /** Without a control-plane table, only the types of the catalog are known. */
    EndpointRules endpointRules() {
        if (environment.optional("CONTROL_TABLE").isPresent()) {
            return new EndpointRules(urls(), eventTypes()::names);
        }
        Optional<Set<String>> types = catalogTypes();
        return new EndpointRules(urls(), () -> types);
    }

    private Optional<Set<String>> catalogTypes() {
        return catalog().map(Catalog::detailTypes);
    }

    private Optional<Catalog> catalog() {
        return environment.optional("LAMBDA_TASK_ROOT").map(root -> Catalog.load(Path.of(root, "catalog")));
    }

    /** What encrypts endpoints' secrets; empty if nothing does. */
    static Optional<Vault> vault(Environment environment) {
        return environment
                .optional("SECRETS_KEY")
                .map(key -> new KmsVault(Clients.kms(environment), key, InstantSource.system(), new SecureRandom()));
    }
}
