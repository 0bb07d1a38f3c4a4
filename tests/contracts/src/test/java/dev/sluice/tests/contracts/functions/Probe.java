package dev.sluice.tests.contracts.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one function of the contract: it logs its input and does what its environment says. {@code TRACE}: logs the variable of
 * this name instead. {@code FAIL}: throws if the input
 * contains this. {@code REPORT}: reports what this pattern's group finds as failed items. {@code ANSWER}: answers this. Else it
 * answers its input.
 */
public final class Probe implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        String trace = System.getenv("TRACE");
        context.getLogger().log("INPUT " + (trace == null ? text : System.getenv(trace)) + "\n");
        String fail = System.getenv("FAIL");
        if (fail != null && text.contains(fail)) {
            throw new IllegalStateException("told to fail");
        }
        output.write(answer(text).getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(String input) {
        String report = System.getenv("REPORT");
        if (report != null) {
            Matcher ids = Pattern.compile(report).matcher(input);
            StringJoiner failures = new StringJoiner(",", "{\"batchItemFailures\":[", "]}");
            while (ids.find()) {
                failures.add("{\"itemIdentifier\":\"" + ids.group(1) + "\"}");
            }
            return failures.toString();
        }
        String answer = System.getenv("ANSWER");
        return answer == null ? input : answer.equals("EMPTY") ? "" : answer;
    }
}
