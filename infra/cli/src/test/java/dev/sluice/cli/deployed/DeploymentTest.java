package dev.sluice.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.local.Principals;
import dev.sluice.cli.stack.LocalEngine;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

class DeploymentTest {

    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/core";
    private static final String FANOUT = "arn:aws:sqs:us-east-1:000000000000:fanout";
    private static final String OTHER = "arn:aws:sqs:us-east-1:000000000000:other";

    @TempDir
    Path data;

    @Test
    void aRouteOfWebhooksIsKnownByItsTargetAndNotByItsName() throws IOException {
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, data, true);
        try (LocalEngine engine = LocalEngine.start(settings, 0, null, Map.of(), null, false, true)) {
            Clients owner = Principals.of(data).owner();
            try (EventBridgeClient events = owner.eventBridge()) {
                events.createEventBus(bus -> bus.name("core"));
                rule(events, "customers", FANOUT);
                rule(events, "copies-of-webhooks", OTHER);
            }
            Deployment deployment =
                    new Deployment(owner, "shop", Map.of("CoreBusArn", BUS, "WebhooksQueueArn", FANOUT));
            assertThat(deployment.webhookRules()).containsExactly("customers");
            assertThatThrownBy(deployment::journalTable)
                    .hasMessageContaining("the stack shop has no output JournalTableName")
                    .hasMessageContaining("deploy it again");
            assertThatThrownBy(() -> Deployment.of(owner, "shop"))
                    .hasMessageContaining("--stack: there is no stack shop in us-east-1");
            assertThat(engine.url()).isEqualTo(owner.endpoint().toString());
        }
    }

    private static void rule(EventBridgeClient events, String name, String target) {
        events.putRule(rule -> rule.eventBusName("core").name(name).eventPattern("{\"source\":[{\"exists\":true}]}"));
        events.putTargets(targets -> targets.eventBusName("core")
                .rule(name)
                .targets(Target.builder().id("1").arn(target).build()));
    }
}
