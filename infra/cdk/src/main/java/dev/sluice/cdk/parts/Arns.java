package dev.sluice.cdk.parts;

import software.amazon.awscdk.Aws;

/** ARNs that policies must know before the resource exists. */
public final class Arns {

    private Arns() {}

    /** The ARN of a rule on a custom bus. */
    public static String rule(String bus, String rule) {
        return arn("events", "rule/" + bus + "/" + rule);
    }

    public static String pipe(String pipe) {
        return arn("pipes", "pipe/" + pipe);
    }

    public static String stateMachine(String name) {
        return arn("states", "stateMachine:" + name);
    }

    private static String arn(String service, String resource) {
        return "arn:" + Aws.PARTITION + ":" + service + ":" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":" + resource;
    }
}
