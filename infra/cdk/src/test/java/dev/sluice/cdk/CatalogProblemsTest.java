package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
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
        Optional<String> problems = SluiceApp.run(
                app -> new Sluice(
                        Synthesized.stack(app),
                        "Default",
                        SluiceProps.catalog(catalog).build()),
                App.Builder.create());
        assertThat(problems.orElseThrow())
                .contains("routes/a.yaml:2#/inputpath: ", "destinations/b.yaml:2#/url: ")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void aRouteToSomethingThatTheAppDoesNotHandOverIsAProblemWithItsLineAndWhatItMayHaveMeant() {
        Optional<String> problems = SluiceApp.run(
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
                App.Builder.create());
        assertThat(problems.orElseThrow().lines().skip(1))
                .containsExactly(
                        "routes/deal-approval.yaml:7#/target/stateMachine: the app provides no state machine deal-approval",
                        "routes/large-deals.yaml:7#/target/function: the app provides no function sales-ledger;"
                                + " did you mean sales-legder?");
    }

    @Test
    void anAppThatIsWatchedSynthesizesAgainAndAgainAndSurvivesABrokenCatalog() throws IOException {
        Path catalog = folder.resolve("catalog");
        for (String part : new String[] {"sources", "destinations", "routes"}) {
            Files.createDirectories(catalog.resolve(part));
        }
        Path broken = catalog.resolve("routes/a.yaml");
        Path out = folder.resolve("out");
        int[] runs = {0};
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        SluiceApp.serve(
                app -> {
                    write(broken, runs[0]++ == 1);
                    Synthesized.sluice(Synthesized.stack(app), Synthesized.props(catalog));
                },
                new ByteArrayInputStream((out + "\n").repeat(3).getBytes(StandardCharsets.UTF_8)),
                new PrintStream(answers, true, StandardCharsets.UTF_8));
        assertThat(answers.toString(StandardCharsets.UTF_8).lines())
                .startsWith("sluice-watched 1", "ok", "! the catalog has 1 problem:")
                .endsWith("failed", "ok");
        assertThat(out.resolve("sluice.template.json")).exists();
    }

    private static void write(Path file, boolean wrong) {
        try {
            if (wrong) {
                Files.writeString(file, "name: [");
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IFunction function(Stack stack) {
        return Function.fromFunctionArn(stack, "Elsewhere", "arn:aws:lambda:us-east-1:111122223333:function:ledger");
    }
}
