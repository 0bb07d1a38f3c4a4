package dev.sluice.cdk.targets;

import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Names;
import dev.sluice.cdk.parts.Plain;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Roles;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.rules.catalog.model.Destination;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.events.CfnApiDestination;
import software.amazon.awscdk.services.events.CfnConnection;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** A static HTTPS receiver: API destination, connection, and a generated key that its owner fetches from Secrets Manager. */
final class ApiTarget extends Construct {

    private static final int KEY_CHARACTERS = 40;

    /** Encrypted, as the catalog demands; only a receiver on the machine itself may do without, which is of use on a laptop. */
    private static final String URL = "https://\\S+|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/\\S*)?";

    private final ResourceNames names;
    private final CfnApiDestination destination;

    ApiTarget(Construct scope, ResourceNames names, Destination receiver) {
        super(scope, Names.pascal(receiver.name()));
        this.names = names;
        Secret key = Secret.Builder.create(this, "Key")
                .secretName(names.apiKey(receiver.name()))
                .description(
                        "The key that " + receiver.name() + " finds in the header " + receiver.apiKeyHeader() + ".")
                .generateSecretString(SecretStringGenerator.builder()
                        .excludePunctuation(true)
                        .passwordLength(KEY_CHARACTERS)
                        .build())
                .build();
        CfnConnection connection = CfnConnection.Builder.create(this, "Connection")
                .name(names.destination(receiver.name()))
                .description("How " + receiver.name() + " knows that it is us.")
                .authorizationType("API_KEY")
                .authParameters(CfnConnection.AuthParametersProperty.builder()
                        .apiKeyAuthParameters(CfnConnection.ApiKeyAuthParametersProperty.builder()
                                .apiKeyName(receiver.apiKeyHeader())
                                .apiKeyValue(text(key.getSecretValue()))
                                .build())
                        .build())
                .build();
        this.destination = CfnApiDestination.Builder.create(this, "Destination")
                .name(names.destination(receiver.name()))
                .connectionArn(connection.getAttrArn())
                .invocationEndpoint(url(receiver).getValueAsString())
                .httpMethod(receiver.method())
                .invocationRateLimitPerSecond(receiver.rate())
                .build();
    }

    Bus.Delivery delivery(Bus bus, Route route) {
        Construct unit = new Construct(this, "Route" + Names.pascal(route.name()));
        Queue deadLetters = Queues.deadLetters(unit, names.route(route.name()));
        Role role = Roles.rule(
                unit,
                bus.ruleArn(route.name()),
                List.of(Statements.allow(destination.getAttrArn(), "events:InvokeApiDestination")));
        return new Bus.Delivery(
                Deliveries.target(destination.getAttrArn(), route, deadLetters)
                        .roleArn(role.getRoleArn())
                        .build(),
                deadLetters,
                List.of());
    }

    private CfnParameter url(Destination receiver) {
        String name = Names.pascal(receiver.name()) + "Url";
        return CfnParameter.Builder.create(Plain.scope(this, name), name)
                .type("String")
                .defaultValue(receiver.url())
                .allowedPattern(URL)
                .constraintDescription("must be an https:// URL, or an http:// URL of this machine")
                .maxLength(2_048)
                .description("Where events for " + receiver.name() + " are sent.")
                .build();
    }

    /** A reference that CloudFormation resolves: the key itself never is in the template. */
    private static String text(SecretValue value) {
        return value.unsafeUnwrap();
    }
}
