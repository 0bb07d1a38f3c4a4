package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cdk.testing.Lint;
import dev.sluice.cdk.testing.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template falls into no known trap, and the lint that checks this finds each of them. */
class TrapsTest {

    @Test
    void theTemplateFallsIntoNoTrap() {
        assertThat(Lint.findings(Synthesized.real())).isEmpty();
    }

    @Test
    void aPipeWhoseRoleGetsItsPermissionsLaterIsFound() {
        seen("does not wait for the policies of its role", parts -> {
            ObjectNode pipe = first(parts, "AWS::Pipes::Pipe");
            ObjectNode policy = parts.template().withObject("/Resources/Late").put("Type", "AWS::IAM::Policy");
            policy.withObject("/Properties")
                    .putArray("Roles")
                    .addObject()
                    .put("Ref", Parts.target(pipe.path("Properties").path("RoleArn")));
        });
    }

    @Test
    void aPipeWithoutPermissionsIsFound() {
        seen(
                "has a role without permissions",
                parts -> parts.all("AWS::IAM::Role")
                        .values()
                        .forEach(role -> properties(role).remove("Policies")));
    }

    @Test
    void aTargetWithoutDeadLettersIsFound() {
        seen(
                "has a target without dead letters",
                parts -> ((ObjectNode) first(parts, "AWS::Events::Rule").at("/Properties/Targets/0"))
                        .remove("DeadLetterConfig"));
    }

    @Test
    void deadLettersThatNobodyMaySendToAreFound() {
        seen(
                "may not send to its dead letters",
                parts -> properties(first(parts, "AWS::Events::Rule")).put("Name", "another-rule"));
        seen(
                "may not send to its dead letters",
                parts -> properties(first(parts, "AWS::Events::EventBus"))
                        .putObject("DeadLetterConfig")
                        .putObject("Arn")
                        .putArray("Fn::GetAtt")
                        .add(parts.all("AWS::SQS::Queue").keySet().iterator().next())
                        .add("Arn"));
    }

    @Test
    void aRuleThatIsMadeBeforeItsDoorIsOpenIsFound() {
        seen(
                "does not wait for what lets it in",
                parts -> first(parts, "AWS::Events::Rule").remove("DependsOn"));
    }

    @Test
    void aBusThatLogsToNobodyIsFound() {
        seen(
                "logs nowhere",
                parts -> parts.all("AWS::Logs::Delivery")
                        .keySet()
                        .forEach(id -> parts.template().withObject("/Resources").remove(id)));
    }

    @Test
    void aGlobalTableIsFound() {
        seen(
                "is a global table",
                parts -> first(parts, "AWS::DynamoDB::Table").put("Type", "AWS::DynamoDB::GlobalTable"));
    }

    @Test
    void anEmptyKeyIsFound() {
        seen(
                "has an empty KmsKeyIdentifier",
                parts -> properties(first(parts, "AWS::Events::Archive")).put("KmsKeyIdentifier", ""));
    }

    @Test
    void bootstrapNoiseIsFound() {
        seen("is asked for", parts -> parts.template().putObject("Rules"));
        seen(
                "reports to AWS what is used",
                parts -> parts.template().withObject("/Resources/CDKMetadata").put("Type", "AWS::CDK::Metadata"));
    }

    @Test
    void aQueueWithoutTlsIsFound() {
        seen(
                "takes requests without TLS",
                parts -> ((ArrayNode) first(parts, "AWS::SQS::QueuePolicy").at("/Properties/PolicyDocument/Statement"))
                        .remove(0));
    }

    @Test
    void aQueueThatShowsMessagesTooEarlyIsFound() {
        seen(
                "shows messages again while",
                parts -> parts.one("AWS::SQS::Queue", "QueueName", "sluice-admission")
                        .put("VisibilityTimeout", 30));
        seen(
                "shows messages again while",
                parts -> parts.one("AWS::SQS::Queue", "QueueName", "sluice-retry")
                        .put("VisibilityTimeout", 30));
        seen(
                "abandons events too early",
                parts -> ((ObjectNode) parts.one("AWS::SQS::Queue", "QueueName", "sluice-delivery")
                                .path("RedrivePolicy"))
                        .put("maxReceiveCount", 1));
    }

    @ParameterizedTest
    @CsvSource({"aws-cdk-lib", "constructs", "jsii-runtime", "cdknag"})
    void theClassPathHasOneVersionOfEachPartOfCdkHoweverWideTheRangesOfItsPomsAre(String artifact) {
        List<String> jars = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(System.getProperty("path.separator")))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .filter(name -> name.matches(artifact + "-[0-9.]+\\.jar"))
                .toList();
        assertThat(jars).hasSize(1);
    }

    @Test
    void noImportTakesAWholePackageWithItsAmbiguousNames() throws IOException {
        try (Stream<Path> files = Files.walk(Synthesized.ROOT.resolve("infra/cdk/src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> read(file).contains(".*;")))
                    .isEmpty();
        }
    }

    private static void seen(String finding, Consumer<Parts> broken) {
        Parts parts = Synthesized.real();
        broken.accept(parts);
        assertThat(Lint.findings(parts)).anySatisfy(found -> assertThat(found).contains(finding));
    }

    private static ObjectNode first(Parts parts, String type) {
        return parts.all(type).values().iterator().next();
    }

    private static ObjectNode properties(ObjectNode resource) {
        return (ObjectNode) resource.path("Properties");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
