package dev.sluice.engine.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * GetRandomPassword.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html">GetRandomPassword</a>
 */
final class Passwords implements Operation {

    static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final int USUAL = 32;
    private static final int LONGEST = 4_096;

    private final SecureRandom random = new SecureRandom();
    private final Kernel kernel;

    Passwords(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Response call(Request request) {
        kernel.access().require(request.caller(), "secretsmanager:GetRandomPassword", "*");
        return Response.of(Json.object().put("RandomPassword", password(request.input())));
    }

    private String password(ObjectNode input) {
        int length = input.path("PasswordLength").asInt(USUAL);
        List<String> sets = sets(input);
        boolean each = input.path("RequireEachIncludedType").asBoolean(true);
        if (sets.isEmpty() || length < 1 || length > LONGEST || (each && length < sets.size())) {
            throw AwsException.of(
                    "InvalidParameterException",
                    "Can't generate a password of " + length + " characters from " + sets.size()
                            + " types of characters.");
        }
        List<Character> chosen = new ArrayList<>();
        if (each) {
            sets.forEach(set -> chosen.add(any(set)));
        }
        String all = String.join("", sets);
        while (chosen.size() < length) {
            chosen.add(any(all));
        }
        Collections.shuffle(chosen, random);
        StringBuilder password = new StringBuilder();
        chosen.forEach(password::append);
        return password.toString();
    }

    private static List<String> sets(ObjectNode input) {
        String excluded = input.path("ExcludeCharacters").asText("");
        List<String> sets = new ArrayList<>();
        add(sets, UPPER, excluded, input.path("ExcludeUppercase"));
        add(sets, LOWER, excluded, input.path("ExcludeLowercase"));
        add(sets, DIGITS, excluded, input.path("ExcludeNumbers"));
        add(sets, PUNCTUATION, excluded, input.path("ExcludePunctuation"));
        if (input.path("IncludeSpace").asBoolean()) {
            sets.add(" ");
        }
        return sets;
    }

    private static void add(List<String> sets, String set, String excluded, JsonNode exclude) {
        StringBuilder left = new StringBuilder();
        set.chars().filter(c -> excluded.indexOf(c) < 0).forEach(c -> left.append((char) c));
        if (!exclude.asBoolean() && left.length() > 0) {
            sets.add(left.toString());
        }
    }

    private char any(String set) {
        return set.charAt(random.nextInt(set.length()));
    }
}
