package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.iam.IamService;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.time.Ids;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may invoke a function, and whose role it may have: policies are executed. */
class ResourcePolicyTest {

    private static final String ACCOUNT = "000000000000";
    private static final Caller RULE =
            Caller.service("events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/r", ACCOUNT);

    @TempDir
    Path folder;

    private Store store;
    private Aws aws;
    private LambdaService lambda;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        aws = new Aws();
        Settings settings = new Settings(ACCOUNT, "us-east-1", folder, true);
        PolicyAccess access = new PolicyAccess(settings, store);
        Kernel kernel = new Kernel(settings, store, new ManualTime(), Ids.random(), access, aws);
        lambda = new LambdaService(kernel, LocalCredentials.in(folder), () -> URI.create("http://127.0.0.1"));
        aws.register(lambda);
        aws.register(new IamService(kernel, access, LocalCredentials.in(settings.data())));
        role("lambda", "lambda.amazonaws.com");
        role("other", "pipes.amazonaws.com");
    }

    @AfterEach
    void close() {
        lambda.close();
        store.close();
    }

    @Test
    void aServiceMayInvokeOnlyWhatAPolicyLetsItFromTheRightSource() {
        create("lambda");
        assertThatThrownBy(() -> invoke(RULE, "f")).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo("AccessDeniedException");
            assertThat(e.status()).isEqualTo(403);
            assertThat(e.message()).contains("lambda:InvokeFunction").contains("resource-based policy");
        });
        call(
                "AddPermission",
                Json.object()
                        .put("FunctionName", "f")
                        .put("StatementId", "s")
                        .put("Action", "lambda:InvokeFunction")
                        .put("Principal", "events.amazonaws.com")
                        .put("SourceArn", "arn:aws:events:us-east-1:000000000000:rule/r"));
        assertThat(invoke(RULE, "f").status()).isEqualTo(200);
        Caller stranger =
                Caller.service("events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/other", ACCOUNT);
        assertThatThrownBy(() -> invoke(stranger, "f")).hasMessageContaining("is not authorized");
        assertThatThrownBy(() -> invoke(RULE, "f:$LATEST"))
                .as("the statement is about the function without a qualifier")
                .hasMessageContaining("is not authorized");
    }

    @Test
    void aRoleThatDoesNotTrustLambdaIsRefused() {
        assertThatThrownBy(() -> create("other"))
                .hasMessage("The role defined for the function cannot be assumed by Lambda.");
        create("lambda");
        aws.call(
                Caller.root(ACCOUNT),
                "iam",
                "UpdateAssumeRolePolicy",
                Json.object().put("RoleName", "lambda").put("PolicyDocument", trust("pipes.amazonaws.com")));
        assertThatThrownBy(() -> invoke(Caller.root(ACCOUNT), "f"))
                .hasMessage("The role defined for the function cannot be assumed by Lambda.");
    }

    private void role(String name, String service) {
        aws.call(
                Caller.root(ACCOUNT),
                "iam",
                "CreateRole",
                Json.object().put("RoleName", name).put("AssumeRolePolicyDocument", trust(service)));
    }

    private static String trust(String service) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\""
                + service + "\"}}]}";
    }

    private void create(String role) {
        ObjectNode input = Json.object()
                .put("FunctionName", "f")
                .put("Handler", "f.Ok")
                .put("Runtime", "java17")
                .put("Role", "arn:aws:iam::000000000000:role/" + role);
        FunctionJar jar = FunctionJar.of("""
                package f;
                public class Ok implements RequestHandler<Object, String> {
                    public String handleRequest(Object in, Context c) { return "ok"; }
                }
                """);
        input.putObject("Code").put("ZipFile", Base64.getEncoder().encodeToString(jar.bytes()));
        call("CreateFunction", input);
    }

    private void call(String operation, ObjectNode input) {
        aws.call(Caller.root(ACCOUNT), "lambda", operation, input);
    }

    private Response.Raw invoke(Caller caller, String function) {
        Request request = new Request(caller, Json.object().put("FunctionName", function), new byte[0], Map.of());
        return (Response.Raw) aws.invoke("lambda", "Invoke", request);
    }
}
