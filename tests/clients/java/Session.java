import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The AWS SDK for Java v2, its default HTTP client, region and credentials chain, against an empty engine: makes everything from
 * a bus to a replay, checks what arrives, and cleans up.
 */
public class Session {

    record Queue(String url, String arn) {}

    static final String NAME = "java-" + UUID.randomUUID().toString().substring(0, 8);
    static final String RECEIVER = System.getenv("RECEIVER");
    static final Path RECEIVED = Path.of(System.getenv("RECEIVED"), NAME);
    static final EventBridgeClient EVENTS = EventBridgeClient.create();
    static final SqsClient SQS = SqsClient.create();
    static final IamClient IAM = IamClient.builder().region(Region.AWS_GLOBAL).build();
    static final PipesClient PIPES = PipesClient.create();
    static final DynamoDbClient ROWS = DynamoDbClient.create();

    public static void main(String[] arguments) throws Exception {
        // A bus, rules, queues
        String bus = EVENTS.createEventBus(make -> make.name(NAME)).eventBusArn();
        String orders = rule("orders", "{'source': ['shop'], 'detail-type': [{'prefix': 'order.'}]}");
        String closed = rule("closed", "{'detail': {'total': [{'numeric': ['>', 100]}]}}");
        rule("hook", "{'detail-type': ['order.placed']}");
        Queue dlq = queue("dlq", orders, closed);
        Queue target = queue("target", orders);
        Queue source = queue("source");
        Queue shut = queue("closed");
        Queue changes = queue("changes");

        // An API destination behind a connection
        String connection = EVENTS.createConnection(make -> make.name(NAME)
                        .authorizationType("API_KEY")
                        .authParameters(auth -> auth.apiKeyAuthParameters(
                                key -> key.apiKeyName("x-api-key").apiKeyValue("s3cret"))))
                .connectionArn();
        until("authorization", () -> EVENTS.describeConnection(it -> it.name(NAME))
                .connectionStateAsString()
                .equals("AUTHORIZED"));
        String destination = EVENTS.createApiDestination(make -> make.name(NAME)
                        .connectionArn(connection)
                        .httpMethod("POST")
                        .invocationEndpoint(RECEIVER + "/" + NAME))
                .apiDestinationArn();
        String invoker = role("events", allow("events:InvokeApiDestination", destination));
        target("orders", Target.builder().id("queue").arn(target.arn()).deadLetterConfig(it -> it.arn(dlq.arn())));
        target("closed", Target.builder().id("queue").arn(shut.arn()).deadLetterConfig(it -> it.arn(dlq.arn())));
        target("hook", Target.builder().id("queue").arn(destination).roleArn(invoker).inputPath("$.detail"));

        // Pipes: a queue to the bus, and a table's stream to a queue
        String stream = ROWS.createTable(make -> make.tableName(NAME)
                        .billingMode("PAY_PER_REQUEST")
                        .keySchema(key -> key.attributeName("id").keyType("HASH"))
                        .attributeDefinitions(id -> id.attributeName("id").attributeType("S"))
                        .streamSpecification(it -> it.streamEnabled(true).streamViewType("NEW_IMAGE")))
                .tableDescription()
                .latestStreamArn();
        try (var waiter = ROWS.waiter()) {
            waiter.waitUntilTableExists(it -> it.tableName(NAME));
        }
        String piper = role("pipes", allow("sqs:*", source.arn()) + "," + allow("dynamodb:*", stream) + ","
                + allow("events:PutEvents", bus) + "," + allow("sqs:SendMessage", changes.arn()));
        PIPES.createPipe(make -> make.name(NAME + "-queue")
                .roleArn(piper)
                .source(source.arn())
                .target(bus)
                .sourceParameters(from -> from.filterCriteria(
                        all -> all.filters(one -> one.pattern(json("{'body': {'kind': ['order']}}")))))
                .targetParameters(to -> to.inputTemplate(json("{'id': <$.body.id>}"))
                        .eventBridgeEventBusParameters(it -> it.source("shop").detailType("order.queued"))));
        PIPES.createPipe(make -> make.name(NAME + "-stream")
                .roleArn(piper)
                .source(stream)
                .target(changes.arn())
                .sourceParameters(from -> from.dynamoDBStreamParameters(it -> it.startingPosition("TRIM_HORIZON"))));
        for (String pipe : List.of("-queue", "-stream")) {
            until("a running pipe", () -> PIPES.describePipe(it -> it.name(NAME + pipe))
                    .currentStateAsString()
                    .equals("RUNNING"));
        }

        // Publish
        String archive = EVENTS.createArchive(make -> make.archiveName(NAME).eventSourceArn(bus).retentionDays(1))
                .archiveArn();
        Instant begin = Instant.now().minusSeconds(1);
        PutEventsResponse answer = EVENTS.putEvents(put -> put.entries(
                entry("order.placed", "{'id':'o-1','total':19.90}"),
                entry("large", "{'id':'o-2','total':250}"),
                entry("order.broken", "{")));
        check(answer.failedEntryCount() == 1, answer);
        check(answer.entries().get(2).errorCode().equals("MalformedDetail"), answer);
        String placed = receive(target, it -> it.body().contains(answer.entries().get(0).eventId())).body();
        check(placed.contains(json("'detail':{'id':'o-1','total':19.90}")), placed);
        Message dead = receive(dlq, it -> it.body().contains(answer.entries().get(1).eventId()));
        check(attribute(dead, "ERROR_CODE").equals("NO_PERMISSIONS"), dead);
        check(attribute(dead, "RULE_ARN").equals(closed) && attribute(dead, "TARGET_ARN").equals(shut.arn()), dead);
        until("a call", () -> Files.exists(RECEIVED));
        String call = Files.readString(RECEIVED);
        check(call.contains(json("'x-api-key':'s3cret'")), call);
        check(call.contains(json("'body':'{\\'id\\':\\'o-1\\',\\'total\\':19.90}'")), call);

        send(source, "{'kind': 'other', 'id': 'o-0'}");
        send(source, "{'kind': 'order', 'id': 'o-3'}");
        String queued = receive(target, it -> it.body().contains("order.queued")).body();
        check(queued.contains(json("'detail':{'id':'o-3'}")), queued);
        ROWS.putItem(put -> put.tableName(NAME).item(Map.of("id", AttributeValue.fromS("r-1"))));
        String change = receive(changes, it -> it.body().contains("r-1")).body();
        check(change.contains(json("'eventName':'INSERT'")), change);

        // Replay
        until("the archive", () -> EVENTS.describeArchive(it -> it.archiveName(NAME)).eventCount() == 3);
        EVENTS.startReplay(start -> start.replayName(NAME)
                .eventSourceArn(archive)
                .eventStartTime(begin)
                .eventEndTime(Instant.now())
                .destination(to -> to.arn(bus).filterArns(orders)));
        String again = receive(target, it -> it.body().contains("replay-name") && it.body().contains("o-1")).body();
        check(again.contains(json("'replay-name':'" + NAME + "'")), again);
        until("the end of the replay", () -> EVENTS.describeReplay(it -> it.replayName(NAME))
                .stateAsString()
                .equals("COMPLETED"));

        // Clean up
        PIPES.deletePipe(it -> it.name(NAME + "-queue"));
        PIPES.deletePipe(it -> it.name(NAME + "-stream"));
        EVENTS.deleteArchive(it -> it.archiveName(NAME));
        for (String rule : List.of("orders", "closed", "hook")) {
            EVENTS.removeTargets(it -> it.rule(rule).eventBusName(NAME).ids("queue"));
            EVENTS.deleteRule(it -> it.name(rule).eventBusName(NAME));
        }
        EVENTS.deleteApiDestination(it -> it.name(NAME));
        EVENTS.deleteConnection(it -> it.name(NAME));
        EVENTS.deleteEventBus(it -> it.name(NAME));
        ROWS.deleteTable(it -> it.tableName(NAME));
        for (String service : List.of("events", "pipes")) {
            IAM.deleteRolePolicy(it -> it.roleName(NAME + "-" + service).policyName("its-job"));
            IAM.deleteRole(it -> it.roleName(NAME + "-" + service));
        }
        for (Queue queue : List.of(dlq, target, source, shut, changes)) {
            SQS.deleteQueue(it -> it.queueUrl(queue.url()));
        }
        refused("ResourceNotFoundException", () -> EVENTS.describeEventBus(it -> it.name(NAME)));
        until("the end of the pipes", () -> PIPES.listPipes(it -> it.namePrefix(NAME)).pipes().isEmpty());
        refused("NoSuchEntity", () -> IAM.getRole(it -> it.roleName(NAME + "-pipes")));
        refused("QueueDoesNotExist", () -> SQS.getQueueUrl(it -> it.queueName(NAME + "-target")));
    }

    static String rule(String name, String pattern) {
        return EVENTS.putRule(put -> put.name(name).eventBusName(NAME).eventPattern(json(pattern))).ruleArn();
    }

    static void target(String rule, Target.Builder target) {
        var answer = EVENTS.putTargets(put -> put.rule(rule).eventBusName(NAME).targets(target.build()));
        check(answer.failedEntryCount() == 0, answer);
    }

    static Queue queue(String suffix, String... openTo) {
        String url = SQS.createQueue(make -> make.queueName(NAME + "-" + suffix)).queueUrl();
        String arn = SQS.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        if (openTo.length > 0) {
            String policy = json("{'Statement': [{'Effect': 'Allow', 'Principal': {'Service': 'events.amazonaws.com'},"
                    + "'Action': 'sqs:SendMessage', 'Resource': '" + arn + "',"
                    + "'Condition': {'ArnEquals': {'aws:SourceArn': ['" + String.join("','", openTo) + "']}}}]}");
            SQS.setQueueAttributes(it -> it.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        }
        return new Queue(url, arn);
    }

    static String role(String service, String statements) {
        String name = NAME + "-" + service;
        String arn = IAM.createRole(make -> make.roleName(name)
                        .assumeRolePolicyDocument(json("{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow',"
                                + "'Principal': {'Service': '" + service + ".amazonaws.com'}, 'Action': 'sts:AssumeRole'}]}")))
                .role()
                .arn();
        IAM.putRolePolicy(put -> put.roleName(name)
                .policyName("its-job")
                .policyDocument(json("{'Version': '2012-10-17', 'Statement': [" + statements + "]}")));
        return arn;
    }

    static String allow(String action, String resource) {
        return "{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '" + resource + "'}";
    }

    static PutEventsRequestEntry entry(String type, String detail) {
        return PutEventsRequestEntry.builder().eventBusName(NAME).source("shop").detailType(type).detail(json(detail)).build();
    }

    static void send(Queue queue, String body) {
        SQS.sendMessage(it -> it.queueUrl(queue.url()).messageBody(json(body)));
    }

    /** The next message that is wanted; messages are deleted as they are read. */
    static Message receive(Queue queue, Predicate<Message> wanted) {
        Instant end = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(end)) {
            var answer = SQS.receiveMessage(
                    it -> it.queueUrl(queue.url()).waitTimeSeconds(2).maxNumberOfMessages(10).messageAttributeNames("All"));
            for (Message message : answer.messages()) {
                SQS.deleteMessage(it -> it.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
                if (wanted.test(message)) {
                    return message;
                }
            }
        }
        throw new AssertionError("no such message in " + queue.url());
    }

    static String attribute(Message message, String name) {
        return message.messageAttributes().get(name).stringValue();
    }

    static void until(String what, Supplier<Boolean> check) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        while (!check.get()) {
            check(Instant.now().isBefore(end), what + " did not happen within 30 s");
            Thread.sleep(100);
        }
    }

    static void refused(String code, Supplier<?> call) {
        try {
            call.get();
        } catch (AwsServiceException e) {
            check(e.awsErrorDetails().errorCode().endsWith(code) || e.getClass().getSimpleName().startsWith(code), e);
            return;
        }
        throw new AssertionError("not refused with " + code);
    }

    static void check(boolean holds, Object about) {
        if (!holds) {
            throw new AssertionError(about);
        }
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
