package dev.sluice.engine.cfn.types.logs;

import dev.sluice.engine.aws.AwsException;

/** Creating what may be there already, and removing what may be gone. */
public final class Present {

    private Present() {}

    static void orCreate(Runnable creation) {
        ignoring("ResourceAlreadyExistsException", creation);
    }

    static void orGone(Runnable removal) {
        ignoring("ResourceNotFoundException", removal);
    }

    private static void ignoring(String code, Runnable action) {
        try {
            action.run();
        } catch (AwsException e) {
            if (!e.code().equals(code)) {
                throw e;
            }
        }
    }
}
