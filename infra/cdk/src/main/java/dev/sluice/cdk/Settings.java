package dev.sluice.cdk;

import dev.sluice.cdk.parts.Plain;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.constructs.Construct;

/**
 * The settings of a deployment, as parameters of the template.
 *
 * @param retrySchedule waits between attempts of a webhook
 * @param allowedNetworks networks that webhooks may go to although they are not public
 * @param allowInsecureEndpoints whether plain HTTP is allowed
 */
record Settings(String retrySchedule, String allowedNetworks, String allowInsecureEndpoints) {

    /** The waits that Standard Webhooks gives as its example. */
    private static final String SCHEDULE = "PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H";

    /** Declares the parameters. */
    static Settings of(Construct scope) {
        return new Settings(
                parameter(scope, "RetrySchedule", SCHEDULE)
                        .allowedPattern("P[0-9DTHMS.]+(,P[0-9DTHMS.]+)*")
                        .description("Waits between the attempts of a webhook: ISO 8601 durations, comma separated.")
                        .build()
                        .getValueAsString(),
                parameter(scope, "AllowedNetworks", "")
                        .allowedPattern("[0-9a-fA-F:./, ]*")
                        .description("Private networks that webhooks may go to: CIDR, comma separated; empty for none.")
                        .build()
                        .getValueAsString(),
                parameter(scope, "AllowInsecureEndpoints", "false")
                        .allowedValues(List.of("true", "false"))
                        .description("Whether webhooks may go over plain HTTP. Not on AWS.")
                        .build()
                        .getValueAsString());
    }

    private static CfnParameter.Builder parameter(Construct scope, String name, String otherwise) {
        return CfnParameter.Builder.create(Plain.scope(scope, name), name)
                .type("String")
                .defaultValue(otherwise);
    }
}
