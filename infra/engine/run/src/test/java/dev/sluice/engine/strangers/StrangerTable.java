package dev.sluice.engine.strangers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What strangers get from each operation. */
public final class StrangerTable {

    public static final String OWNER = Owned.OWNER;

    private static final Pattern NOT_FOUND = Pattern.compile(
            "(?i).*(notfound|invalidresourceid|nonexistent|doesnotexist|nosuch|does not exist|not found|cannot be found).*",
            Pattern.DOTALL);
    private static final Pattern READ =
            Pattern.compile("(Get|List|Describe|BatchGet|TransactGet|Query|Scan|Filter|Test|Validate).*");
    /** Reads that answer something else each time. */
    private static final Set<String> FLEETING = Set.of("GetRandomPassword", "GetSessionToken", "GetShardIterator");

    private static final Pattern FLEETING_MEMBER = Pattern.compile(
            "\"(NextShardIterator|nextForwardToken|nextBackwardToken|LastAccessedDate|ApproximateNumberOf[A-Za-z]+)\":\"?[^,\"}]*\"?");

    /** One line of the list of operations. */
    private record Call(String service, String operation, String input) {

        String name() {
            return service + " " + operation;
        }
    }

    private final Map<String, Map<String, Set<String>>> verdicts = new TreeMap<>();
    private final Map<String, Set<String>> controls = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();

    private StrangerTable() {}

    /** Makes the owner's things, lets the strangers try, looks whether the owner still has all, and lets the owner try. */
    public static StrangerTable judge(Aws aws) {
        Owned owned = new Owned(aws, Instant.now().getEpochSecond());
        owned.make(lines("owned.txt"));
        List<Call> calls = lines("operations.txt").stream()
                .map(line -> line.split(" ", 3))
                .map(parts -> new Call(parts[0], parts[1], parts[2]))
                .toList();
        StrangerTable table = new StrangerTable();
        // Reading a secret for the first time changes when it was last read.
        reads(owned, calls);
        Map<Call, String> before = reads(owned, calls);
        for (Call call : calls) {
            table.stranger(owned, call, "stranger", Owned.STRANGER);
            table.stranger(owned, call, "partner", Owned.PARTNER);
        }
        Map<Call, String> after = reads(owned, calls);
        before.forEach((call, answer) -> {
            if (!answer.equals(after.get(call))) {
                table.changed.add(call + "\n  before " + answer + "\n  after  " + after.get(call));
            }
        });
        calls.forEach(call -> table.owner(owned, call));
        return table;
    }

    private static Map<Call, String> reads(Owned owned, List<Call> calls) {
        Map<Call, String> answers = new LinkedHashMap<>();
        for (Call call : calls) {
            if (READ.matcher(call.operation()).matches() && !FLEETING.contains(call.operation())) {
                Owned.Answer answer = owned.call(
                        Caller.root(OWNER), call.service(), call.operation(), owned.input(call.input(), false));
                answers.put(call, FLEETING_MEMBER.matcher(answer.body()).replaceAll("") + answer.code());
            }
        }
        return answers;
    }

    private void stranger(Owned owned, Call call, String who, String account) {
        for (ObjectNode input : owned.inputs(call.input(), account)) {
            Owned.Answer answer = owned.call(Caller.root(account), call.service(), call.operation(), input);
            String verdict = verdict(call, owned.said(call.input()), answer, Json.text(input));
            verdicts.computeIfAbsent(call.name(), name -> new TreeMap<>())
                    .computeIfAbsent(who, name -> new TreeSet<>())
                    .add(verdict);
            if (verdict.startsWith("**")) {
                broken.add(who + " " + call + ": " + answer);
            }
        }
    }

    private static String verdict(Call call, Set<String> said, Owned.Answer answer, String input) {
        if (answer.failed()) {
            if (answer.code().equals("InternalFailure")) {
                return "**failed**";
            }
            return answer.code().contains("AccessDenied")
                    ? "refused"
                    : NOT_FOUND.matcher(answer.code() + " " + answer.message()).matches()
                            ? "not found"
                            : "invalid (" + answer.code() + ")";
        }
        if (answer.body().contains("AccessDenied")) {
            return "refused";
        }
        // What is removed, or not, is seen by what the owner reads afterwards.
        boolean gives =
                !READ.matcher(call.operation()).matches() && !call.operation().startsWith("Delete");
        if (gives && input.contains(":" + OWNER + ":") && !answer.body().contains("NotFound")) {
            return "**uses the owner's**";
        }
        String body = answer.body();
        for (String own : said) {
            body = body.replace(own, "");
        }
        return body.contains(OWNER) || body.contains("confidential") || body.contains("owners")
                ? "**shows the owner's**"
                : "own";
    }

    /** The same call as the owner: whether the input is one that would have reached something. */
    private void owner(Owned owned, Call call) {
        Owned.Answer answer =
                owned.call(Caller.root(OWNER), call.service(), call.operation(), owned.input(call.input(), false));
        if (answer.failed()) {
            Owned.Answer other =
                    owned.call(Caller.root(OWNER), call.service(), call.operation(), owned.input(call.input(), true));
            answer = other.failed() ? answer : other;
        }
        controls.computeIfAbsent(call.name(), name -> new TreeSet<>())
                .add(answer.failed() ? answer.code() : "answered");
    }

    /** Which operations were called. */
    public Set<String> operations() {
        return verdicts.keySet();
    }

    /** Calls that showed something of the owner's, or failed. */
    public List<String> broken() {
        return broken;
    }

    /** What the owner reads differently after the strangers' calls. */
    public List<String> changed() {
        return changed;
    }

    /** The documentation's page. */
    public String page() {
        StringBuilder page = new StringBuilder("""
                # What other accounts see

                Every operation of the engine, called with the owner's resources, by name and by ARN, by the root of an account that the
                owner knows nothing of and by a partner's, whom a bus policy lets publish one source. `StrangersTest` makes this table from
                the operations that exist: a new one without a line in `strangers/operations.txt` fails it, and so does an answer that holds
                the owner's account, names or data, or a change that the owner sees afterwards.

                *refused*: access denied. *not found*: as if there were no such resource, or none in the caller's account. *own*: an answer
                about the caller's own account, which holds nothing of the owner's. *invalid*: the request names what the operation cannot
                take. The last column is the owner's own call with the same input, made last.

                | service | operation | a stranger | a partner | the owner |
                |---|---|---|---|---|
                """);
        verdicts.forEach((name, who) -> page.append("| ")
                .append(name.replace(" ", " | "))
                .append(" | ")
                .append(String.join(", ", Objects.requireNonNull(who.get("stranger"))))
                .append(" | ")
                .append(String.join(", ", Objects.requireNonNull(who.get("partner"))))
                .append(" | ")
                .append(String.join(", ", Objects.requireNonNull(controls.get(name))))
                .append(" |\n"));
        return page.toString();
    }

    private static List<String> lines(String name) {
        try (InputStream in = Objects.requireNonNull(StrangerTable.class.getResourceAsStream("/strangers/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
