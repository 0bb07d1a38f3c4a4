package dev.sluice.engine.sqs.message;

import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.sqs.disk.Md5;
import java.util.Locale;

/** SenderId as AWS forms it: the account of a root user, an id like {@code AIDA...} of a user, {@code AROA...:session} of a role. */
final class Senders {

    private static final int ID = 17;

    private Senders() {}

    static String id(Caller caller) {
        return switch (caller.kind()) {
            case ROOT, INTERNAL -> caller.account();
            case USER, SERVICE -> "AIDA" + unique(caller.policyArn());
            case ROLE ->
                "AROA" + unique(caller.policyArn()) + ":"
                        + caller.arn().substring(caller.arn().lastIndexOf('/') + 1);
        };
    }

    private static String unique(String arn) {
        return Md5.of(arn).substring(0, ID).toUpperCase(Locale.ROOT);
    }
}
