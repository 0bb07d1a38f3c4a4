package dev.sluice.cdk.targets;

import dev.sluice.rules.catalog.model.Route;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.sqs.IQueue;

/** What the targets of all rules have in common. */
final class Deliveries {

    /** EventBridge's own limits, for rules that are not routes: 185 attempts within 24 hours. */
    static final Route.Retry LONGEST = new Route.Retry(185, 86_400);

    private Deliveries() {}

    static CfnRule.TargetProperty.Builder target(String arn, Route.Retry retry, IQueue deadLetters) {
        return CfnRule.TargetProperty.builder()
                .id("target")
                .arn(arn)
                .retryPolicy(CfnRule.RetryPolicyProperty.builder()
                        .maximumRetryAttempts(retry.attempts())
                        .maximumEventAgeInSeconds(retry.ageSeconds())
                        .build())
                .deadLetterConfig(CfnRule.DeadLetterConfigProperty.builder()
                        .arn(deadLetters.getQueueArn())
                        .build());
    }

    static CfnRule.TargetProperty.Builder target(String arn, Route route, IQueue deadLetters) {
        CfnRule.TargetProperty.Builder target = target(arn, route.retry(), deadLetters);
        route.inputPath().ifPresent(target::inputPath);
        return target;
    }
}
