package dev.sluice.engine.gateway.model;

/** How an API names the function that it calls: by ARN, or by the URI of Lambda's Invoke. */
final class FunctionUri {

    private static final String PATH = ":lambda:path/2015-03-31/functions/";
    private static final String INVOCATIONS = "/invocations";

    private FunctionUri() {}

    /** The ARN of the function, version or alias. */
    static String arn(String member, String uri) {
        int path = uri.indexOf(PATH);
        String arn = path > 0 && uri.endsWith(INVOCATIONS)
                ? uri.substring(path + PATH.length(), uri.length() - INVOCATIONS.length())
                : uri;
        if (!arn.matches("arn:[a-z-]+:lambda:[a-z0-9-]+:\\d{12}:function:.+")) {
            throw Invalid.of(member + " must be the ARN of a function, and is " + uri + ".");
        }
        return arn;
    }
}
