package dev.sluice.engine.cfn.types.lambda;

import dev.sluice.engine.lambda.process.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Inline code in the template: a file named {@code index}, with CloudFormation's module for custom resources beside it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html">Code</a>
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-lambda-function-code-cfnresponsemodule.html">cfn-response</a>
 */
final class InlineCode {

    /** CloudFormation's limit. */
    static final int MOST_BYTES = 4 << 20;

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private InlineCode() {}

    /** A deployment package, the same for the same code. */
    static byte[] zip(Language language, String code) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            switch (language) {
                case PYTHON -> {
                    add(zip, "index.py", code.getBytes(StandardCharsets.UTF_8));
                    add(zip, "cfnresponse.py", resource("cfnresponse.py"));
                }
                case JAVASCRIPT -> {
                    add(zip, "index.js", code.getBytes(StandardCharsets.UTF_8));
                    add(zip, "node_modules/cfn-response/index.js", resource("cfn-response.js"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a zip file in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = InlineCode.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the engine lacks " + name);
            }
            return in.readAllBytes();
        }
    }
}
