package dev.sluice.engine.cfn.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.cfn.types.events.EventsApiDestination;
import dev.sluice.engine.cfn.types.events.EventsConnection;
import dev.sluice.engine.cfn.types.secrets.SecretsManagerResourcePolicy;
import dev.sluice.engine.cfn.types.secrets.SecretsManagerSecret;
import dev.sluice.engine.cfn.types.secrets.SsmParameter;
import dev.sluice.engine.destinations.Destinations;
import dev.sluice.engine.events.EventsService;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.secrets.SecretsService;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.ssm.SsmService;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections, API destinations, secrets and parameters in templates: made once, brought up to date, removed. */
class SecretTypesTest {

    @TempDir
    Path folder;

    private Kernel kernel;
    private EventsService events;
    private Stack stack;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, new ManualTime());
        Vault vault = Vault.in(folder);
        events = new EventsService(
                kernel,
                (caller, message) -> {
                    throw new UnsupportedOperationException("no queues here");
                },
                new Destinations(kernel));
        kernel.aws().register(new SecretsService(kernel, vault));
        kernel.aws().register(new SsmService(kernel, vault));
        kernel.aws().register(events);
        stack = new Stack("Sluice", kernel, key -> Path.of(key));
    }

    @AfterEach
    void close() {
        events.close();
        kernel.store().close();
    }

    private Resource put(ResourceType type, String properties) {
        Properties given = new Properties(
                (ObjectNode) Json.parseTrusted(properties.replace('\'', '"')), "/Resources/R/Properties");
        Resource resource = type.put(stack, "R", given);
        given.done();
        return resource;
    }

    private JsonNode call(String service, String operation, ObjectNode input) {
        return kernel.aws().call(Caller.internal(kernel.account()), service, operation, input);
    }

    private String secret(String id) {
        return call("secretsmanager", "GetSecretValue", Json.object().put("SecretId", id))
                .path("SecretString")
                .asText();
    }

    @Test
    void aConnectionAndItsDestinationKeepTheirArnsAtEveryStart() {
        String connection = "{'AuthorizationType':'API_KEY','AuthParameters':{'ApiKeyAuthParameters':"
                + "{'ApiKeyName':'k','ApiKeyValue':'%s'}}}";
        Resource first = put(new EventsConnection(), connection.formatted("v1"));
        Resource second = put(new EventsConnection(), connection.formatted("v2"));
        assertThat(second).isEqualTo(first);
        assertThat(secret(first.attributes().get("SecretArn"))).contains("v2");
        assertThat(first.attributes().get("Arn"))
                .startsWith("arn:aws:events:us-east-1:000000000000:connection/" + first.ref() + "/");
        String destination = "{'ConnectionArn':'" + first.attributes().get("Arn") + "','HttpMethod':'POST',"
                + "'InvocationEndpoint':'https://example.com/%s','InvocationRateLimitPerSecond':'7'}";
        Resource made = put(new EventsApiDestination(), destination.formatted("a"));
        assertThat(put(new EventsApiDestination(), destination.formatted("b"))).isEqualTo(made);
        JsonNode view = call("events", "DescribeApiDestination", Json.object().put("Name", made.ref()));
        assertThat(view.path("InvocationEndpoint").asText()).isEqualTo("https://example.com/b");
        assertThat(view.path("InvocationRateLimitPerSecond").asInt()).isEqualTo(7);
        assertThat(view.path("ApiDestinationArn").asText())
                .isEqualTo(made.attributes().get("Arn"));
        new EventsApiDestination().remove(stack, made);
        new EventsConnection().remove(stack, first);
        new EventsConnection().remove(stack, first);
        assertThat(call("events", "ListConnections", Json.object()).path("Connections"))
                .isEmpty();
    }

    @Test
    void aConnectionWithThePropertiesThatAreUnknownIsRefused() {
        assertThatThrownBy(() -> put(new EventsConnection(), "{'AuthorizationType':'BASIC','Colour':'red'}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("/Resources/R/Properties/Colour");
    }

    @Test
    void aGeneratedSecretIsGeneratedOnce() {
        String properties = "{'Name':'s','GenerateSecretString':{'SecretStringTemplate':'{\\\"user\\\":\\\"u\\\"}',"
                + "'GenerateStringKey':'password','PasswordLength':40,'ExcludePunctuation':true}}";
        Resource first = put(new SecretsManagerSecret(), properties);
        String value = secret("s");
        assertThat(Json.parseTrusted(value).path("user").asText()).isEqualTo("u");
        assertThat(Json.parseTrusted(value).path("password").asText()).matches("[A-Za-z0-9]{40}");
        assertThat(put(new SecretsManagerSecret(), properties)).isEqualTo(first);
        assertThat(secret("s")).isEqualTo(value);
        assertThat(first.ref()).startsWith("arn:aws:secretsmanager:us-east-1:000000000000:secret:s-");
    }

    @Test
    void aLiteralSecretFollowsTheTemplateAndIsRemovedWithIt() {
        Resource made = put(new SecretsManagerSecret(), "{'SecretString':'one','Tags':[{'Key':'k','Value':'v'}]}");
        put(new SecretsManagerSecret(), "{'SecretString':'two','Description':'d'}");
        put(new SecretsManagerSecret(), "{'SecretString':'two'}");
        assertThat(secret(made.ref())).isEqualTo("two");
        assertThat(call(
                                "secretsmanager",
                                "ListSecretVersionIds",
                                Json.object().put("SecretId", made.ref()).put("IncludeDeprecated", true))
                        .path("Versions"))
                .hasSize(2);
        put(
                new SecretsManagerResourcePolicy(),
                "{'SecretId':'" + made.ref() + "','ResourcePolicy':{'Statement':[{'Effect':'Allow','Principal':"
                        + "{'AWS':'arn:aws:iam::111122223333:root'},'Action':'secretsmanager:GetSecretValue','Resource':'*'}]}}");
        assertThat(call("secretsmanager", "GetResourcePolicy", Json.object().put("SecretId", made.ref()))
                        .path("ResourcePolicy")
                        .asText())
                .contains("111122223333");
        new SecretsManagerResourcePolicy().remove(stack, made);
        new SecretsManagerSecret().remove(stack, made);
        assertThat(call("secretsmanager", "ListSecrets", Json.object()).path("SecretList"))
                .isEmpty();
    }

    @Test
    void aSecretCannotBeBothGivenAndGenerated() {
        assertThatThrownBy(() -> put(new SecretsManagerSecret(), "{'SecretString':'x','GenerateSecretString':{}}"))
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> put(
                        new SecretsManagerSecret(),
                        "{'GenerateSecretString':{'SecretStringTemplate':'no','GenerateStringKey':'k'}}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("SecretStringTemplate");
        assertThatThrownBy(() -> put(new SecretsManagerSecret(), "{'GenerateSecretString':{'GenerateStringKey':'k'}}"))
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void aParameterGetsANewVersionOnlyWhenItChanges() {
        Resource made = put(new SsmParameter(), "{'Name':'/a','Type':'String','Value':'one','Tags':{'k':'v'}}");
        put(new SsmParameter(), "{'Name':'/a','Type':'String','Value':'one'}");
        assertThat(made).isEqualTo(new Resource("/a", java.util.Map.of("Type", "String", "Value", "one")));
        assertThat(version()).isEqualTo(1);
        put(new SsmParameter(), "{'Name':'/a','Type':'String','Value':'two'}");
        assertThat(version()).isEqualTo(2);
        assertThatThrownBy(() -> put(new SsmParameter(), "{'Name':'/b','Type':'SecureString','Value':'x'}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("/Resources/R/Properties/Type");
        new SsmParameter().remove(stack, made);
        assertThat(call("ssm", "DescribeParameters", Json.object()).path("Parameters"))
                .isEmpty();
    }

    private int version() {
        return call("ssm", "GetParameter", Json.object().put("Name", "/a"))
                .path("Parameter")
                .path("Version")
                .asInt();
    }
}
