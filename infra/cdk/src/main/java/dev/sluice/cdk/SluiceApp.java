package dev.sluice.cdk;

import dev.sluice.rules.catalog.read.CatalogException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.StackProps;

/** Runs a CDK app with Sluice in it, so that mistakes in its catalog are reported as such. */
public final class SluiceApp {

    /** Set by {@code sluice up --watch}, which keeps this program running and asks for one synthesis after another. */
    private static final String WATCHED = "SLUICE_WATCHED";

    private SluiceApp() {}

    /**
     * Synthesizes into the folder that {@code cdk} or {@code sluice up} asks for, {@code cdk.out} otherwise. If a catalog has
     * problems, prints them alone and exits with 1.
     *
     * @param stacks makes the stacks of the app
     */
    public static void synthesize(Consumer<App> stacks) {
        if (System.getenv(WATCHED) != null) {
            serve(stacks, System.in, System.out);
            return;
        }
        Optional<String> problems = run(stacks, App.Builder.create());
        if (problems.isPresent()) {
            System.err.println(problems.get());
            System.exit(1);
        }
    }

    /**
     * Synthesizes whenever a line with the folder to write to comes in, and answers {@code ok}, or the problems, each line of them
     * after {@code "! "}, and {@code failed}. The first line out says that this protocol is spoken.
     */
    static void serve(Consumer<App> stacks, InputStream in, PrintStream out) {
        out.println("sluice-watched 1");
        out.flush();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            for (String folder = lines.readLine(); folder != null; folder = lines.readLine()) {
                Optional<String> problems = run(stacks, App.Builder.create().outdir(folder));
                problems.ifPresent(text -> text.lines().forEach(line -> out.println("! " + line)));
                out.println(problems.isPresent() ? "failed" : "ok");
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The problems of the catalog, for its author; empty if the app was synthesized. */
    static Optional<String> run(Consumer<App> stacks, App.Builder builder) {
        App app = builder.autoSynth(false)
                .analyticsReporting(false)
                .stackTraces(false)
                .treeMetadata(false)
                .build();
        try {
            stacks.accept(app);
        } catch (CatalogException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        app.synth();
        return Optional.empty();
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
