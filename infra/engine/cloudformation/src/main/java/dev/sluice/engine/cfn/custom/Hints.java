package dev.sluice.engine.cfn.custom;

import dev.sluice.engine.lambda.process.NodeModules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a failure of a function that CDK or another library brought. */
final class Hints {

    /** What CDK's providers say of a package that they cannot load. */
    private static final Pattern NO_PACKAGE = Pattern.compile("'?(@aws-sdk/[a-z0-9-]+)'? does not exist");

    private Hints() {}

    static String added(String reason) {
        Matcher missing = NO_PACKAGE.matcher(reason);
        return missing.find()
                ? reason + " (" + missing.group(1)
                        + " comes with Lambda's runtime and is not on this machine: run \"npm install "
                        + missing.group(1)
                        + "\" in the folder of the CDK app, or name a node_modules folder that has it in the environment"
                        + " variable " + NodeModules.VARIABLE + ")"
                : reason;
    }
}
