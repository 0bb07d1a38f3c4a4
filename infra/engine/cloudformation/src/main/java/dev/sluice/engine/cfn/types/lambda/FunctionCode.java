package dev.sluice.engine.cfn.types.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.lambda.process.Language;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The property {@code Code} of a function: an asset, or code in the template. */
final class FunctionCode {

    private FunctionCode() {}

    /** The members that Lambda's own operations take for it. */
    static ObjectNode read(Stack stack, Properties properties) {
        String pointer = properties.pointer() + "/Code";
        Properties code = properties.object("Code").orElseThrow(() -> new TemplateException(pointer, "is required"));
        code.accepted("S3Bucket", "S3ObjectVersion", "SourceKMSKeyArn");
        Optional<String> key = code.text("S3Key");
        Optional<String> inline = code.text("ZipFile");
        if (key.isPresent() == inline.isPresent()) {
            throw new TemplateException(
                    pointer,
                    "must have either S3Key, the key of an asset, or ZipFile, the code itself; the engine runs no container"
                            + " images");
        }
        return key.isPresent()
                ? Json.object()
                        .put(
                                "LocalPath",
                                stack.asset(key.get(), pointer + "/S3Key")
                                        .toAbsolutePath()
                                        .toString())
                : Json.object()
                        .put(
                                "ZipFile",
                                inline(properties.text("Runtime").orElse(""), inline.get(), pointer + "/ZipFile"));
    }

    private static String inline(String runtime, String code, String pointer) {
        Language language = Language.of(runtime)
                .orElseThrow(() -> new TemplateException(
                        pointer,
                        "is code in the template, which only functions in Python and JavaScript can have; the Runtime is "
                                + (runtime.isEmpty() ? "missing" : runtime)));
        if (code.getBytes(StandardCharsets.UTF_8).length > InlineCode.MOST_BYTES) {
            throw new TemplateException(pointer, "must not be longer than " + InlineCode.MOST_BYTES + " bytes");
        }
        return Base64.getEncoder().encodeToString(InlineCode.zip(language, code));
    }
}
