package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.targets.CloudWatchLogGroup;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;

class CatalogProblemsTest {

    @TempDir
    Path folder;

    @Test
    void allProblemsOfTheCatalogArePrintedWithFileAndPointerAndNothingElse() throws IOException {
        Path catalog = Files.createDirectories(folder.resolve("catalog"));
        for (String part : new String[] {"sources", "destinations", "routes"}) {
            Files.createDirectories(catalog.resolve(part));
        }
        Files.writeString(catalog.resolve("routes/a.yaml"), "name: a\ninputpath: $.detail\n");
        Files.writeString(catalog.resolve("destinations/b.yaml"), "name: b\nurl: http://b.example.com\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = SluiceApp.run(
                app -> new Sluice(
                        Synthesized.stack(app),
                        "Default",
                        SluiceProps.catalog(catalog).build()),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("routes/a.yaml:2#/inputpath: ", "destinations/b.yaml:2#/url: ")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void aRouteToSomethingThatTheAppDoesNotHandOverIsAProblemWithItsLineAndWhatItMayHaveMeant() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = SluiceApp.run(
                app -> {
                    Stack stack = Synthesized.stack(app);
                    Synthesized.sluice(
                            stack,
                            Synthesized.props(Synthesized.CATALOG)
                                    .function("sales-legder", function(stack))
                                    .target(
                                            "bookkeeping",
                                            new CloudWatchLogGroup(LogGroup.Builder.create(stack, "Log")
                                                    .build())));
                },
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines().skip(1))
                .containsExactly(
                        "routes/deal-approval.yaml:7#/target/stateMachine: the app hands over no state machine deal-approval",
                        "routes/large-deals.yaml:7#/target/function: the app hands over no function sales-ledger;"
                                + " did you mean sales-legder?");
    }

    private static IFunction function(Stack stack) {
        return Function.fromFunctionArn(stack, "Elsewhere", "arn:aws:lambda:us-east-1:111122223333:function:ledger");
    }
}
