package dev.sluice.cdk;

import dev.sluice.rules.catalog.CatalogException;
import java.io.PrintStream;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.StackProps;

/** Runs a CDK app with Sluice in it, so that mistakes in its catalog are reported as such. */
public final class SluiceApp {

    private SluiceApp() {}

    /**
     * Synthesizes into the folder that {@code cdk} or {@code sluice up} asks for, {@code cdk.out} otherwise. If a catalog has
     * problems, prints them alone and exits with 1.
     *
     * @param stacks makes the stacks of the app
     */
    public static void synthesize(Consumer<App> stacks) {
        int exit = run(stacks, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** @param err for the person who wrote the catalog: all of its problems, and no stack trace of this program */
    static int run(Consumer<App> stacks, PrintStream err) {
        App app = App.Builder.create()
                .autoSynth(false)
                .analyticsReporting(false)
                .stackTraces(false)
                .treeMetadata(false)
                .build();
        try {
            stacks.accept(app);
        } catch (CatalogException e) {
            err.println(e.getMessage());
            return 1;
        }
        app.synth();
        return 0;
    }

    /** Settings of a stack that deploys to any account without asking which version of CDK's bootstrap stack is there. */
    public static StackProps stack(String name, String description) {
        return StackProps.builder()
                .stackName(name)
                .description(description)
                .analyticsReporting(false)
                .synthesizer(DefaultStackSynthesizer.Builder.create()
                        .generateBootstrapVersionRule(false)
                        .build())
                .build();
    }
}
