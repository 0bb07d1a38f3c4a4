package dev.sluice.cdk;

import dev.sluice.cdk.api.ControlStore;
import dev.sluice.cdk.function.FunctionSpec;
import dev.sluice.cdk.function.Functions;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.cdk.parts.Tables;
import dev.sluice.cdk.targets.QueueTarget;
import dev.sluice.rules.names.ResourceNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Webhooks to endpoints that customers registered. New deliveries and retries wait in separate queues and are sent by separate
 * invocations, so that failing endpoints do not delay the others.
 */
final class Webhooks extends Construct {

    private static final int DISPATCH_SECONDS = 15;

    /** The sender asks for that much. */
    private static final int SEND_SECONDS = 30;

    private static final int REGISTRY_SECONDS = 15;
    private static final int LATE_SECONDS = 300;
    private static final int BATCH = 10;
    private static final int DISPATCHES = 20;
    private static final int FRESH = 50;
    private static final int RETRIES = 20;

    private final ResourceNames names;
    private final Path code;
    private final Settings settings;
    private final Table journal;
    private final Table endpoints;
    private final QueueTarget fanout;
    private final Queue deadLetters;
    private final Queue delivery;
    private final Queue retry;
    private final Function registry;

    /** @param control what the control-plane API keeps, if there is one */
    Webhooks(
            Construct scope,
            ResourceNames names,
            Path code,
            Settings settings,
            Table journal,
            Optional<ControlStore> control) {
        super(scope, "Webhooks");
        this.names = names;
        this.code = code;
        this.settings = settings;
        this.journal = journal;
        this.endpoints = Tables.plain(this, "EndpointTable", names.endpoints(), List.of("tenant", "endpointId"));
        this.fanout = QueueTarget.watched(this, "Fanout", names.fanout(), DISPATCH_SECONDS, LATE_SECONDS);
        this.deadLetters = Queues.deadLettersNamed(this, names.deadLetters());
        this.delivery = Queues.work(this, "Delivery", names.delivery(), deadLetters, SEND_SECONDS);
        this.retry = Queues.work(this, "Retry", names.retry(), deadLetters, SEND_SECONDS);
        Queues.watched(delivery, names.delivery(), LATE_SECONDS);
        Functions.consume(dispatcher(), fanout.queue(), "Fanout", BATCH, DISPATCHES);
        Function sender = sender(control);
        Functions.consume(sender, delivery, "Delivery", BATCH, FRESH);
        Functions.consume(sender, retry, "Retry", BATCH, RETRIES);
        this.registry = registry(control);
    }

    /** The queue to which routes send the events that customers may receive. */
    QueueTarget target() {
        return fanout;
    }

    Table endpoints() {
        return endpoints;
    }

    Queue delivery() {
        return delivery;
    }

    Queue deadLetters() {
        return deadLetters;
    }

    Function registryFunction() {
        return registry;
    }

    private Function dispatcher() {
        return Functions.of(
                this,
                "Dispatcher",
                new FunctionSpec(
                        names.dispatcher(),
                        "Finds the endpoints that subscribe to an event, and queues one delivery for each.",
                        code,
                        "dev.sluice.delivery.DispatcherHandler",
                        DISPATCH_SECONDS,
                        Map.of(
                                "ENDPOINTS_TABLE", endpoints.getTableName(),
                                "JOURNAL_TABLE", journal.getTableName(),
                                "DELIVERY_QUEUE_URL", delivery.getQueueUrl()),
                        List.of(
                                Statements.consume(fanout.queue().getQueueArn()),
                                Statements.allow(endpoints.getTableArn(), "dynamodb:BatchGetItem", "dynamodb:Query"),
                                Statements.allow(
                                        journal.getTableArn(),
                                        "dynamodb:BatchGetItem",
                                        "dynamodb:BatchWriteItem",
                                        "dynamodb:Query"),
                                Statements.allow(delivery.getQueueArn(), "sqs:SendMessage"))));
    }

    private Function sender(Optional<ControlStore> control) {
        List<PolicyStatement> permissions = new ArrayList<>(List.of(
                Statements.consume(delivery.getQueueArn()),
                Statements.consume(retry.getQueueArn()),
                Statements.allow(
                        endpoints.getTableArn(),
                        "dynamodb:BatchGetItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:UpdateItem"),
                Statements.allow(journal.getTableArn(), "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"),
                Statements.allow(retry.getQueueArn(), "sqs:SendMessage"),
                Statements.allow(deadLetters.getQueueArn(), "sqs:SendMessage")));
        Map<String, String> variables = new HashMap<>(Map.of(
                "ENDPOINTS_TABLE", endpoints.getTableName(),
                "JOURNAL_TABLE", journal.getTableName(),
                "RETRY_QUEUE_URL", retry.getQueueUrl(),
                "DEAD_LETTER_QUEUE_URL", deadLetters.getQueueUrl(),
                "RETRY_SCHEDULE", settings.retrySchedule(),
                "ALLOWED_NETWORKS", settings.allowedNetworks(),
                "ALLOW_INSECURE_ENDPOINTS", settings.allowInsecureEndpoints()));
        control.ifPresent(store -> {
            variables.putAll(store.secretsKey());
            permissions.add(store.key().decrypting());
        });
        return Functions.of(
                this,
                "Sender",
                new FunctionSpec(
                        names.sender(),
                        "Signs and posts deliveries, and records each attempt.",
                        code,
                        "dev.sluice.delivery.SenderHandler",
                        SEND_SECONDS,
                        variables,
                        permissions));
    }

    private Function registry(Optional<ControlStore> control) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "ENDPOINTS_TABLE", endpoints.getTableName(),
                "ALLOWED_NETWORKS", settings.allowedNetworks(),
                "ALLOW_INSECURE_ENDPOINTS", settings.allowInsecureEndpoints()));
        List<PolicyStatement> permissions = new ArrayList<>(List.of(Statements.allow(
                endpoints.getTableArn(),
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem")));
        control.ifPresent(store -> {
            variables.putAll(store.controlTable());
            variables.putAll(store.secretsKey());
            permissions.addAll(List.of(
                    store.reading(), store.key().encrypting(), store.key().decrypting()));
        });
        return Functions.of(
                this,
                "Endpoints",
                new FunctionSpec(
                        names.endpoints(),
                        "Registers, lists and removes endpoints.",
                        code,
                        "dev.sluice.delivery.EndpointsHandler",
                        REGISTRY_SECONDS,
                        variables,
                        permissions));
    }
}
