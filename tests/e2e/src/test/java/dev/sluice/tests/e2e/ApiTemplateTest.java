package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cdk.Sluice;
import dev.sluice.cdk.SluiceApp;
import dev.sluice.cdk.SluiceProps;
import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** A Sluice with the control-plane API, synthesized by the construct library and run by the engine. */
class ApiTemplateTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void theEngineServesTheApiOfTheTemplateAtItsRoot() throws IOException, InterruptedException {
        Settings settings =
                new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, folder.resolve("data"), true);
        Path template = synthesized();
        String key;
        try (Engine engine = Engine.start(new Options(settings, 0, Optional.of(template), Map.of()))) {
            assertThat(output(engine, "ApiUrl")).isEqualTo(engine.url().toString());
            key = output(engine, "SecretsKeyArn");
            HttpResponse<String> nobody = get(engine, "/api/v1/app");
            assertThat(nobody.statusCode() + " " + nobody.body()).isEqualTo("401 {\"message\":\"Unauthorized\"}");
            assertThat(get(engine, "/sluice/v1/anything").statusCode()).isEqualTo(401);
            HttpResponse<String> nothing = get(engine, "/somewhere");
            assertThat(nothing.statusCode() + " " + nothing.body()).isEqualTo("404 {\"message\":\"Not Found\"}");
            assertThat(get(engine, "/_sluice/health").statusCode()).isEqualTo(200);
        }
        try (Engine engine = Engine.start(new Options(settings, 0, Optional.of(template), Map.of()))) {
            assertThat(output(engine, "SecretsKeyArn"))
                    .as("the same key after a restart")
                    .isEqualTo(key);
            assertThat(get(engine, "/api/v1/app").statusCode()).isEqualTo(401);
        }
    }

    private Path synthesized() throws IOException {
        Path catalog = folder.resolve("catalog");
        for (String part : new String[] {"sources", "types", "routes", "destinations"}) {
            Files.createDirectories(catalog.resolve(part));
        }
        Path functions = Files.writeString(folder.resolve("functions.jar"), "functions");
        App app = App.Builder.create()
                .outdir(folder.resolve("cdk.out").toString())
                .analyticsReporting(false)
                .build();
        Stack stack = new Stack(app, "sluice", SluiceApp.stack("sluice", "Under test."));
        new Sluice(
                stack,
                "Default",
                SluiceProps.catalog(catalog).functions(functions).api().build());
        app.synth();
        return folder.resolve("cdk.out");
    }

    private static String output(Engine engine, String name) {
        return engine.stacks().get(0).outputs().stream()
                .filter(output -> output.key().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private HttpResponse<String> get(Engine engine, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(engine.url() + path))
                        .timeout(Duration.ofMinutes(5))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
