package dev.sluice.engine.strangers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the owner has, by the names under which the lists of operations speak of it. */
final class Owned {

    static final String OWNER = "111111111111";
    static final String PARTNER = "210987654321";
    static final String STRANGER = "333333333333";

    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z.-]+)}");
    private static final String ARN = "arn:aws:";

    /** One answer: an error's code and message, or a body. */
    record Answer(String code, String message, String body) {

        boolean failed() {
            return !code.isEmpty();
        }
    }

    private final Aws aws;
    private final Map<String, String> known = new HashMap<>();

    Owned(Aws aws, long now) {
        this.aws = aws;
        known.put("owner", OWNER);
        known.put("partner", PARTNER);
        known.put("stranger", STRANGER);
        known.put("now", Long.toString(now * 1000));
        known.put("before", Long.toString(now - 3_600));
        known.put("after", Long.toString(now + 3_600));
        known.put("zip", zip());
        known.put("queue.url", "http://127.0.0.1/" + OWNER + "/owners-queue");
        known.put("group.arn", ARN + "logs:us-east-1:" + OWNER + ":log-group:owners-group");
        known.put("parameter", "/owners/parameter");
        known.put("parameter.arn", ARN + "ssm:us-east-1:" + OWNER + ":parameter/owners/parameter");
        known.put("delivery-destination", "owners-log-destination");
        known.put(
                "task",
                Base64.getEncoder()
                        .encodeToString(("{\"taskId\":\"0\",\"sourceArn\":\"" + ARN + "sqs:us-east-1:" + OWNER
                                        + ":owners-queue\"}")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes everything of a list whose lines are: what to remember, service, operation, input. */
    void make(List<String> lines) {
        call(Caller.root(OWNER), "sqs", "CreateQueue", Json.object().put("QueueName", "owners-queue"));
        for (String line : lines) {
            String[] parts = line.split(" ", 4);
            Answer answer = call(Caller.root(OWNER), parts[1], parts[2], input(parts[3], false));
            if (answer.failed()) {
                throw new IllegalStateException(line + ": " + answer);
            }
            for (String one : parts[0].equals("-") ? new String[0] : parts[0].split(",")) {
                String[] remember = one.split("=");
                known.put(remember[0], parsed(answer.body()).at(remember[1]).asText());
            }
        }
    }

    /** An input with the owner's things in place of their names. */
    ObjectNode input(String text, boolean arns) {
        Matcher matcher = NAME.matcher(text);
        return (ObjectNode) parsed(matcher.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), arns))));
    }

    /** The same as a stranger sends them: with names and, where that differs, with ARNs. */
    Set<ObjectNode> inputs(String text, String stranger) {
        String as = text.replace("${stranger}", stranger);
        return new LinkedHashSet<>(Arrays.asList(input(as, false), input(as, true)));
    }

    private String value(String name, boolean arns) {
        String arn = known.get(name + ".arn");
        if (arns && arn != null) {
            return arn;
        }
        return known.getOrDefault(name, "owners-" + name);
    }

    /** What the caller sent in this call, and may therefore see in the response. */
    Set<String> said(String text) {
        Set<String> said = new LinkedHashSet<>();
        NAME.matcher(text).results().forEach(found -> {
            said.add(value(found.group(1), true));
            said.add(value(found.group(1), false));
        });
        Matcher own = Pattern.compile("\"((?:owners|/owners)[^\"]*)\"").matcher(text);
        own.results().forEach(found -> said.add(found.group(1)));
        List<String> longest = new ArrayList<>(said);
        longest.sort((a, b) -> b.length() - a.length());
        return new LinkedHashSet<>(longest);
    }

    /** As over HTTP, where there is at least one header. */
    Answer call(Caller caller, String service, String operation, ObjectNode input) {
        try {
            Response response = aws.invoke(
                    service, operation, new Request(caller, input, new byte[0], Map.of("host", "127.0.0.1")));
            return new Answer(
                    "",
                    "",
                    response instanceof Response.Json json
                            ? Json.text(json.body())
                            : new String(((Response.Raw) response).body(), StandardCharsets.UTF_8));
        } catch (AwsException e) {
            return new Answer(e.code(), e.message(), "");
        } catch (RuntimeException e) {
            return new Answer("InternalFailure", e.toString(), "");
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static String zip() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("index.py"));
                zip.write("def handler(event, context):\n    return 1\n".getBytes(StandardCharsets.UTF_8));
            }
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
