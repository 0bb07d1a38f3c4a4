package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.testing.RunningEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that is started with a third-party template whose assets reach outside its folder. */
class HostileAssetsTest {

    private static final String SECRET = "what-lies-outside-of-the-app";
    private static final String TEMPLATE = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
              Worker:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: python3.12
                  Handler: index.handler
                  Role: !GetAtt Role.Arn
                  Code: {S3Bucket: b, S3Key: code.zip}
            """;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int MADE_ON_UNIX = 3 << 8;
    private static final int LINK = 0120777 << 16;

    @TempDir
    Path folder;

    private Path app;
    private Path data;
    private Path outside;

    @BeforeEach
    void make() throws IOException {
        app = Files.createDirectory(folder.resolve("app"));
        data = folder.resolve("data");
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.py"), SECRET);
        Files.writeString(app.resolve("shop.yaml"), TEMPLATE);
        Files.writeString(
                app.resolve("shop.assets.json"),
                "{\"files\":{\"1\":{\"source\":{\"path\":\"asset\"},\"destinations\":{\"d\":{\"objectKey\":\"code.zip\"}}}}}");
    }

    @AfterEach
    void nothingOutsideWasReadOrWritten() throws IOException {
        assertThat(outside).isDirectoryContaining(file -> file.endsWith("secret.py"));
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).hasSize(1);
        }
        assertThat(outside.resolve("secret.py")).hasContent(SECRET);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("app", "data", "outside");
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files).noneMatch(Files::isSymbolicLink);
        }
    }

    private void refusedFor(String... reasons) {
        assertThatThrownBy(() -> RunningEngine.with(data, app.resolve("shop.yaml"), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Worker (AWS::Lambda::Function)")
                .satisfies(error -> assertThat(error.getMessage()).contains(reasons));
    }

    private String asset() throws IOException {
        return app.toRealPath().resolve("asset").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../", "a/../../../../../", "ROOT"})
    void anEntryOfAZipThatLiesOutside(String way) throws IOException {
        String entry = way.equals("ROOT") ? outside + "/evil.py" : way + "outside/evil.py";
        zip(Map.of("index.py", "x"), Map.of(entry, "evil"));
        refusedFor(asset(), "an entry lies outside: " + entry);
    }

    @Test
    void aZipWithALinkAndAnEntryBelowIt() throws IOException {
        zip(Map.of("link", outside.toString()), Map.of("link/evil.py", "evil"));
        refusedFor(asset(), "the entry link/evil.py lies below link, which is a file");
        zip(Map.of("link/index.py", "x"), Map.of("link", "evil"));
        refusedFor(asset(), "the entry link is a file, and other entries lie below it");
    }

    @Test
    void aLinkInAZipIsNotFollowed() throws IOException {
        zip(Map.of("index.py", outside.resolve("secret.py").toString()), Map.of());
        RunningEngine.with(data, app.resolve("shop.yaml"), Map.of()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret.py"})
    void aLinkInAFolder(String to) throws IOException {
        Path asset = Files.createDirectory(app.resolve("asset"));
        Files.writeString(asset.resolve("index.py"), "x");
        Files.createSymbolicLink(asset.resolve("link"), outside.resolve(to));
        refusedFor(asset(), "the link " + asset.toRealPath().resolve("link") + " leads outside of the package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret.py"})
    void anAssetThatIsALink(String to) throws IOException {
        Files.createSymbolicLink(app.resolve("asset"), outside.resolve(to));
        refusedFor("names the asset code.zip", "the path asset, a link that leads outside of " + app.toRealPath());
    }

    /** A zip file made on Unix, whose first entries are links. */
    private void zip(Map<String, String> links, Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map<String, String> some : List.of(links, files)) {
                for (Map.Entry<String, String> one : some.entrySet()) {
                    out.putNextEntry(new ZipEntry(one.getKey()));
                    out.write(one.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        ByteBuffer zip = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int left = links.size();
        for (int at = 0; left > 0; at++) {
            if (zip.getInt(at) == CENTRAL_HEADER) {
                zip.putShort(at + 4, (short) (MADE_ON_UNIX | 20));
                zip.putInt(at + 38, LINK);
                left--;
            }
        }
        try (OutputStream out = Files.newOutputStream(app.resolve("asset"))) {
            out.write(zip.array());
        }
    }
}
