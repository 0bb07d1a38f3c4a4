package dev.sluice.engine.iam;

import dev.sluice.engine.kernel.Kernel;
import java.util.Locale;

/** Ids as IAM gives them: a prefix for the kind of entity, then letters and digits. */
final class IamIds {

    private static final int CHARS = 16;

    private IamIds() {}

    static String of(Kernel kernel, String prefix) {
        String random = kernel.ids().uuid().toString().replace("-", "");
        return prefix + random.substring(0, CHARS).toUpperCase(Locale.ROOT);
    }
}
