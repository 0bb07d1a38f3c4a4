package dev.sluice.tests.contracts.cloud;

import dev.sluice.engine.testing.Receiver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What one test makes on a cloud; closing it removes all of that. */
public final class Lab implements AutoCloseable {

    private static final String RUN = Long.toString(System.currentTimeMillis() & 0xFFFFFFFL, 36);
    private static final Duration PATIENCE =
            Duration.ofSeconds(Long.parseLong(System.getenv().getOrDefault("SLUICE_CONTRACT_PATIENCE", "300")));
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Map<Cloud, String> ACCOUNTS = new ConcurrentHashMap<>();

    private final Cloud cloud;
    private final Deque<Runnable> removals = new ArrayDeque<>();

    public Lab(Cloud cloud) {
        this.cloud = cloud;
    }

    public EventBridgeClient events() {
        return cloud.client(EventBridgeClient.class, EventBridgeClient::builder);
    }

    public SqsClient sqs() {
        return cloud.client(SqsClient.class, SqsClient::builder);
    }

    public PipesClient pipes() {
        return cloud.client(PipesClient.class, PipesClient::builder);
    }

    public DynamoDbClient dynamoDb() {
        return cloud.client(DynamoDbClient.class, DynamoDbClient::builder);
    }

    public DynamoDbStreamsClient streams() {
        return cloud.client(DynamoDbStreamsClient.class, DynamoDbStreamsClient::builder);
    }

    public LambdaClient lambda() {
        return cloud.client(LambdaClient.class, LambdaClient::builder);
    }

    public CloudWatchLogsClient logs() {
        return cloud.client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
    }

    public CloudWatchClient metrics() {
        return cloud.client(CloudWatchClient.class, CloudWatchClient::builder);
    }

    public SecretsManagerClient secrets() {
        return cloud.client(SecretsManagerClient.class, SecretsManagerClient::builder);
    }

    public IamClient iam() {
        return cloud.client(IamClient.class, IamClient::builder);
    }

    public KmsClient keys() {
        return cloud.client(KmsClient.class, KmsClient::builder);
    }

    public CloudFormationClient stacks() {
        return cloud.client(CloudFormationClient.class, CloudFormationClient::builder);
    }

    /** Whether the cloud is on this machine. */
    public boolean isHere() {
        return cloud.isHere();
    }

    public SfnClient workflows() {
        return cloud.client(SfnClient.class, SfnClient::builder);
    }

    private StsClient sts() {
        return cloud.client(StsClient.class, StsClient::builder);
    }

    /** A client that acts as a role of this account. */
    public EventBridgeClient eventsAs(String role) {
        return cloud.build(EventBridgeClient.builder(), as(role));
    }

    /** A client that acts as a role of this account. */
    public KmsClient keysAs(String role) {
        return cloud.build(KmsClient.builder(), as(role));
    }

    private AwsCredentialsProvider as(String role) {
        var session = sts().assumeRole(request -> request.roleArn(role).roleSessionName("contract"))
                .credentials();
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    /** A name that nothing else on the cloud has. */
    public static String name(String what) {
        return "sluice-contract-" + RUN + "-" + NUMBERS.incrementAndGet() + "-" + what;
    }

    public String account() {
        return ACCOUNTS.computeIfAbsent(cloud, any -> sts().getCallerIdentity().account());
    }

    public String region() {
        return cloud.region().id();
    }

    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region() + ":" + account() + ":" + resource;
    }

    /** Waits as long as asynchronous work may take. */
    public static ConditionFactory soon() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    /** Removes something at the end, the last first. */
    public void later(Runnable removal) {
        removals.push(removal);
    }

    /** A bus of its own. */
    public String bus() {
        String bus = name("bus");
        events().createEventBus(request -> request.name(bus));
        later(() -> events().deleteEventBus(request -> request.name(bus)));
        return bus;
    }

    public Queue queue() {
        return queue(Map.of());
    }

    /** A queue that events.amazonaws.com may send to. */
    public Queue queue(Map<String, String> attributes) {
        return Queue.create(this, name("queue") + (attributes.containsKey("FifoQueue") ? ".fifo" : ""), attributes);
    }

    /** A rule without targets. */
    public Rule rule(String bus, String pattern) {
        return Rule.create(this, bus, pattern);
    }

    /** A queue that gets what the pattern matches, as it is. */
    public Queue listen(String bus, String pattern) {
        Queue queue = queue();
        rule(bus, pattern).target(target -> target.arn(queue.arn()));
        return queue;
    }

    public PutEventsResponse put(PutEventsRequestEntry... entries) {
        return events().putEvents(request -> request.entries(entries));
    }

    /** Puts one event of source {@code shop} and type {@code order}, and answers its id. */
    public String put(String bus, String detail) {
        return put(entry(bus, detail)).entries().get(0).eventId();
    }

    public static PutEventsRequestEntry entry(String bus, String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source("shop")
                .detailType("order")
                .detail(detail)
                .build();
    }

    /** The ARN of a role that a service may assume, with a policy that allows actions on everything. */
    public String role(String service, String... actions) {
        return roleWith(
                "{\"Service\":\"" + service + "\"}",
                "{\"Effect\":\"Allow\",\"Action\":[\"" + String.join("\",\"", actions) + "\"],\"Resource\":\"*\"}");
    }

    /** The ARN of a role that a principal may assume, with one statement as its policy. */
    public String roleWith(String principal, String statement) {
        String role = name("role");
        String arn = iam().createRole(request -> request.roleName(role)
                        .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Action\":\"sts:AssumeRole\",\"Principal\":" + principal + "}]}"))
                .role()
                .arn();
        later(() -> iam().deleteRole(request -> request.roleName(role)));
        iam().putRolePolicy(request -> request.roleName(role)
                .policyName("contract")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
        later(() -> iam().deleteRolePolicy(request -> request.roleName(role).policyName("contract")));
        return arn;
    }

    /** A receiver on this machine; skips the test where the cloud cannot call it. */
    public Receiver receiver() {
        Assumptions.assumeTrue(cloud.isHere(), "cannot call receivers on this machine");
        Receiver receiver = Receiver.start();
        later(receiver::close);
        return receiver;
    }

    @Override
    public void close() {
        while (!removals.isEmpty()) {
            try {
                removals.pop().run();
            } catch (SdkException e) {
                // The test removed it itself, or the cloud cannot; the name says whose it was.
            }
        }
    }
}
