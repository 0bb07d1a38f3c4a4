package app;

import dev.sluice.cdk.Sluice;
import dev.sluice.cdk.SluiceApp;
import dev.sluice.cdk.SluiceProps;
import java.nio.file.Path;
import software.amazon.awscdk.Stack;

/** Synthesizes the stack. Pass in here, by name, the functions, queues and state machines that routes name. */
public final class App {

    private App() {}

    public static void main(String[] arguments) {
        SluiceApp.synthesize(app -> {
            Stack stack = new Stack(app, "sluice", SluiceApp.stack("sluice", "Our events."));
            new Sluice(stack, "Sluice", SluiceProps.catalog(Path.of("catalog")).api().build());
        });
    }
}
