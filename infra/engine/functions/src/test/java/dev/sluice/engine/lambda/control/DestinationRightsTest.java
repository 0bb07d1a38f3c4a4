package dev.sluice.engine.lambda.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Access;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.LambdaService;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function's role may not use is refused when the function is configured, not when its first outcome is lost. */
class DestinationRightsTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:outcomes";
    private static final String ROLE = "arn:aws:iam::000000000000:role/function";

    @TempDir
    Path folder;

    private Kernel kernel;
    private LambdaService service;

    @BeforeEach
    void open() {
        Kernel open = TestKernel.open(folder, new ManualTime());
        kernel = new Kernel(open.settings(), open.store(), open.time(), open.ids(), new OwnerOnly(), open.aws());
        service = new LambdaService(kernel, LocalCredentials.in(folder), () -> URI.create("http://127.0.0.1:4566"));
        kernel.aws().register(service);
        service.start();
    }

    @AfterEach
    void close() {
        service.close();
        kernel.store().close();
    }

    @Test
    void aDeadLetterQueueThatTheRoleMayNotSendToIsRefused() {
        assertThat(refusal("CreateFunction", function(",\"DeadLetterConfig\":{\"TargetArn\":\"" + QUEUE + "\"}")))
                .startsWith(
                        "InvalidParameterValueException: The provided execution role does not have permissions to call"
                                + " SendMessage on SQS");
        assertThatCode(() -> call("CreateFunction", function(""))).doesNotThrowAnyException();
        assertThat(refusal(
                        "UpdateFunctionConfiguration",
                        "{\"FunctionName\":\"f\",\"DeadLetterConfig\":{\"TargetArn\":\"" + QUEUE + "\"}}"))
                .contains("does not have permissions to call SendMessage on SQS");
    }

    @Test
    void aDestinationThatTheRoleMayNotUseIsRefused() {
        call("CreateFunction", function(""));
        Map.of(
                        QUEUE,
                        "SendMessage",
                        "arn:aws:events:us-east-1:000000000000:event-bus/b",
                        "PutEvents",
                        "arn:aws:lambda:us-east-1:000000000000:function:g",
                        "InvokeFunction")
                .forEach((arn, action) -> {
                    for (String end : new String[] {"OnSuccess", "OnFailure"}) {
                        assertThat(refusal(
                                        "PutFunctionEventInvokeConfig",
                                        "{\"FunctionName\":\"f\",\"DestinationConfig\":{\"%s\":{\"Destination\":\"%s\"}}}"
                                                .formatted(end, arn)))
                                .isEqualTo("InvalidParameterValueException: The function's execution role does not have"
                                        + " permissions to call " + action + " on " + arn);
                    }
                });
    }

    private static String function(String more) {
        return "{\"FunctionName\":\"f\",\"Handler\":\"a.B\",\"Runtime\":\"java17\",\"Role\":\"" + ROLE
                + "\",\"Code\":{\"ZipFile\":\"UEsDBBQAAAAAAFCzfl35775xAQAAAAEAAAABAAAAYWJQSwECFAMUAAAAAABQs35d+e++cQEAAAABAAAAAQAAAAAAAAAAAAAAgAEAAAAAYVBLBQYAAAAAAQABAC8AAAAgAAAAAAA=\"}"
                + more + "}";
    }

    private void call(String operation, String input) {
        kernel.aws().call(Caller.root(kernel.account()), "lambda", operation, (ObjectNode) Json.parseTrusted(input));
    }

    private String refusal(String operation, String input) {
        try {
            call(operation, input);
            return "none";
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    /** Allows all to the owner of the account, and nothing to roles. */
    private static final class OwnerOnly implements Access {
        @Override
        public void require(Caller caller, String action, String resourceArn, Context context) {
            if (caller.kind() == Caller.Kind.ROLE) {
                throw AwsException.of("AccessDenied", 403, "User: " + caller.arn() + " is not authorized");
            }
        }

        @Override
        public void resourcePolicies(
                String service, Function<String, Optional<com.fasterxml.jackson.databind.JsonNode>> policies) {}

        @Override
        public void requireTrust(Caller caller, String roleArn) {}

        @Override
        public Caller assume(String roleArn, String service, String sourceArn) {
            return Caller.role(roleArn, "test");
        }
    }
}
