package dev.sluice.tests.e2e.readme;

import dev.sluice.cli.stack.AppFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code npx aws-cdk@2 deploy} up to where it needs an account: runs the app of the folder, which synthesizes what is deployed. */
final class CdkCommand {

    private CdkCommand() {}

    /** The first argument is the folder to synthesize into; the others are those of {@code npx}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> npx = List.of(arguments).subList(1, arguments.length);
        if (!npx.equals(List.of("aws-cdk@2", "deploy"))) {
            throw new IllegalArgumentException("expected `npx aws-cdk@2 deploy`, but got npx " + String.join(" ", npx));
        }
        System.exit(new AppFolder(Path.of("").toAbsolutePath())
                .command(Path.of(arguments[0]))
                .inheritIO()
                .start()
                .waitFor());
    }
}
