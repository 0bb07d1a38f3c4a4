package dev.sluice.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cdk.function.FunctionCode;
import dev.sluice.cdk.function.FunctionSpec;
import dev.sluice.cdk.function.Functions;
import dev.sluice.cdk.parts.Queues;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.cdk.parts.Workflows;
import dev.sluice.cdk.testing.Parts;
import dev.sluice.rules.catalog.model.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** Stacks for tests. The real one is synthesized once, on first use; the functions are stand-ins, so no build is needed. */
final class Synthesized {

    static final Path ROOT = root();
    static final Path CATALOG = ROOT.resolve("infra/cdk/src/test/resources/catalog");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path WORK = work();
    private static final Lazy REAL = new Lazy();

    private Synthesized() {}

    private static final class Lazy {
        private JsonNode template;

        synchronized JsonNode get() {
            if (template == null) {
                template = template(CATALOG);
            }
            return template;
        }
    }

    /** The template of the catalog of these tests; a copy, to be broken at will. */
    static Parts real() {
        return new Parts((ObjectNode) REAL.get().deepCopy());
    }

    /** The template of another catalog. */
    static Parts of(Path catalog) {
        return new Parts((ObjectNode) template(catalog));
    }

    private static JsonNode template(Path catalog) {
        return template(stack -> sluice(stack, props(stack, catalog)));
    }

    /** The template of a stack of its own. */
    static JsonNode template(Consumer<Stack> parts) {
        App app = app();
        Stack stack = stack(app);
        parts.accept(stack);
        return JSON.valueToTree(app.synth().getStackByName("sluice").getTemplate());
    }

    static Stack stack(App app) {
        return new Stack(app, "sluice", SluiceApp.stack("sluice", "Under test."));
    }

    static Sluice sluice(Stack stack, SluiceProps.Builder props) {
        return new Sluice(stack, "Default", props.build());
    }

    /** The catalog with what its routes name, made of the library's own parts. */
    static SluiceProps.Builder props(Stack stack, Path catalog) {
        try (FunctionCode.Folder code = FunctionCode.of(jar(WORK))) {
            Construct unit = new Construct(stack, "Ledger");
            Queue deadLetters = Queues.deadLetters(unit, "sales-ledger");
            Function ledger = Functions.of(
                    unit,
                    "Function",
                    new FunctionSpec(
                            "sales-ledger",
                            "Books.",
                            code.path(),
                            "example.Ledger",
                            15,
                            Map.of(),
                            List.of(Statements.allow(deadLetters.getQueueArn(), "sqs:SendMessage"))));
            Functions.deadLetters(ledger, deadLetters);
            StateMachine approval = Workflows.of(
                    new Construct(stack, "Approval"),
                    new Workflow("deal-approval", "Asks.", definition()),
                    Map.of(),
                    List.of(Statements.allow(deadLetters.getQueueArn(), "sqs:SendMessage")));
            return props(catalog).function("sales-ledger", ledger, deadLetters).stateMachine("deal-approval", approval);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A catalog whose routes name nothing, with stand-ins for the functions. */
    static SluiceProps.Builder props(Path catalog) {
        try {
            return SluiceProps.catalog(catalog).functions(jar(WORK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode definition() {
        ObjectNode definition = JSON.createObjectNode().put("StartAt", "Done");
        definition.putObject("States").putObject("Done").put("Type", "Succeed");
        return definition;
    }

    static App app() {
        try {
            return App.Builder.create()
                    .outdir(Files.createTempDirectory(WORK, "cdk.out").toString())
                    .analyticsReporting(false)
                    .treeMetadata(false)
                    .stackTraces(false)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands in for the jar of the functions. */
    static Path jar(Path folder) throws IOException {
        return Files.writeString(folder.resolve("functions.jar"), "functions");
    }

    private static Path work() {
        try {
            return Files.createTempDirectory(Files.createDirectories(ROOT.resolve("infra/cdk/target")), "synthesized-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("INVARIANTS.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
