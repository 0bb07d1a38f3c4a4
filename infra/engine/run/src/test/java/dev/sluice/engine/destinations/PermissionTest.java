package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.secrets.SecretsService;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.ssm.SsmService;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.time.Ids;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operation asks for its own permission before it reveals or does anything. */
class PermissionTest {

    private static final Caller NOBODY = Caller.role("arn:aws:iam::000000000000:role/nobody", "s");
    private static final String ARN = "arn:aws:%s:us-east-1:000000000000:%s";

    @TempDir
    Path folder;

    private Store store;
    private Kernel kernel;
    private Destinations destinations;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        Settings settings = new Settings("000000000000", "us-east-1", folder, true);
        kernel = new Kernel(
                settings, store, new ManualTime(), Ids.random(), new PolicyAccess(settings, store), new Aws());
        Vault vault = Vault.in(folder);
        kernel.aws().register(new SecretsService(kernel, vault));
        kernel.aws().register(new SsmService(kernel, vault));
        destinations = new Destinations(kernel);
    }

    @AfterEach
    void close() {
        destinations.close();
        store.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreateConnection | connection/n",
                "UpdateConnection | connection/n",
                "DeleteConnection | connection/n",
                "DescribeConnection | connection/n",
                "DeauthorizeConnection | connection/n",
                "ListConnections | connection/*",
                "CreateApiDestination | api-destination/n",
                "UpdateApiDestination | api-destination/n",
                "DeleteApiDestination | api-destination/n",
                "DescribeApiDestination | api-destination/n",
                "ListApiDestinations | api-destination/*",
            })
    void anOperationOfEventsNeedsItsPermission(String operation, String resource) {
        ObjectNode input =
                Json.object().put("Name", "n").put("AuthorizationType", "BASIC").put("HttpMethod", "GET");
        input.putObject("AuthParameters");
        input.put("InvocationEndpoint", "https://example.com/");
        input.put("ConnectionArn", ARN.formatted("events", "connection/c/u"));
        assertThat(denied(() ->
                        destinations.operations().get(operation).call(dev.sluice.engine.aws.Request.of(NOBODY, input))))
                .contains("perform: events:" + operation + " on resource: " + ARN.formatted("events", resource) + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secretsmanager | GetSecretValue | secret:n",
                "secretsmanager | PutSecretValue | secret:n",
                "secretsmanager | DescribeSecret | secret:n",
                "secretsmanager | UpdateSecret | secret:n",
                "secretsmanager | DeleteSecret | secret:n",
                "secretsmanager | RestoreSecret | secret:n",
                "secretsmanager | TagResource | secret:n",
                "secretsmanager | PutResourcePolicy | secret:n",
                "secretsmanager | GetResourcePolicy | secret:n",
                "secretsmanager | ListSecretVersionIds | secret:n",
                "ssm | PutParameter | parameter/n",
                "ssm | GetParameter | parameter/n",
                "ssm | DeleteParameter | parameter/n",
                "ssm | GetParameterHistory | parameter/n",
            })
    void anOperationOnASecretOrParameterNeedsItsPermission(String service, String operation, String resource) {
        ObjectNode input = Json.object()
                .put("SecretId", "n")
                .put("Name", "n")
                .put("SecretString", "s")
                .put("ResourcePolicy", "{}")
                .put("Type", "String")
                .put("Value", "v");
        assertThat(denied(() -> kernel.aws().call(NOBODY, service, operation, input)))
                .contains("perform: " + service + ":" + operation + " on resource: " + ARN.formatted(service, resource)
                        + " ");
    }

    @Test
    void theCallerOfADestinationNeedsInvokeApiDestination() {
        String arn = ARN.formatted("events", "api-destination/n/u");
        assertThat(destinations.send(NOBODY, arn, Call.of("{}")))
                .isEqualTo(new Attempt.Refused(
                        "NO_PERMISSIONS",
                        "User: arn:aws:sts::000000000000:assumed-role/nobody/s is not authorized to perform:"
                                + " events:InvokeApiDestination on resource: " + arn
                                + " because no identity-based policy allows the events:InvokeApiDestination action"));
    }

    @Test
    void aSecretsPolicyLetsAnotherAccountIn() {
        Caller owner = Caller.root("000000000000");
        String arn = kernel.aws()
                .call(
                        owner,
                        "secretsmanager",
                        "CreateSecret",
                        Json.object().put("Name", "s").put("SecretString", "v"))
                .path("ARN")
                .asText();
        Caller other = Caller.root("111122223333");
        ObjectNode id = Json.object().put("SecretId", arn);
        assertThat(denied(() -> kernel.aws().call(other, "secretsmanager", "GetSecretValue", id)))
                .contains("no resource-based policy");
        kernel.aws()
                .call(
                        owner,
                        "secretsmanager",
                        "PutResourcePolicy",
                        id.deepCopy()
                                .put(
                                        "ResourcePolicy",
                                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},"
                                                + "\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}"));
        assertThat(kernel.aws()
                        .call(other, "secretsmanager", "GetSecretValue", id)
                        .path("SecretString")
                        .asText())
                .isEqualTo("v");
    }

    private static String denied(Runnable call) {
        try {
            call.run();
            return "allowed";
        } catch (AwsException e) {
            assertThat(e.code()).isEqualTo("AccessDeniedException");
            return e.message();
        }
    }
}
