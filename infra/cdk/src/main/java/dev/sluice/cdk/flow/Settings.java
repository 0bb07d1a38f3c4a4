package dev.sluice.cdk.flow;

import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

/**
 * What whoever deploys may set, as parameters of the template.
 *
 * @param retrySchedule waits between attempts of a webhook
 * @param allowedNetworks networks that webhooks may go to although they are not public
 * @param allowInsecureEndpoints whether plain HTTP will do
 */
public record Settings(String retrySchedule, String allowedNetworks, String allowInsecureEndpoints) {

    /** The waits that Standard Webhooks gives as its example. */
    private static final String SCHEDULE = "PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H";

    /** Declares the parameters. */
    public static Settings of(Stack stack) {
        return new Settings(
                parameter(stack, "RetrySchedule", SCHEDULE)
                        .allowedPattern("P[0-9DTHMS.]+(,P[0-9DTHMS.]+)*")
                        .description("Waits between the attempts of a webhook: ISO 8601 durations, comma separated.")
                        .build()
                        .getValueAsString(),
                parameter(stack, "AllowedNetworks", "")
                        .allowedPattern("[0-9a-fA-F:./, ]*")
                        .description("Private networks that webhooks may go to: CIDR, comma separated; empty for none.")
                        .build()
                        .getValueAsString(),
                parameter(stack, "AllowInsecureEndpoints", "false")
                        .allowedValues(List.of("true", "false"))
                        .description("Whether webhooks may go over plain HTTP. Not on AWS.")
                        .build()
                        .getValueAsString());
    }

    private static CfnParameter.Builder parameter(Stack stack, String name, String otherwise) {
        return CfnParameter.Builder.create(stack, name).type("String").defaultValue(otherwise);
    }
}
