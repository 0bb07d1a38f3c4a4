package dev.sluice.engine.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever chooses the value of a condition key cannot choose what the policy means. */
class CallersValuesTest {

    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/in";
    private static final Caller PARTNER = Caller.root("210987654321");

    /** What a caller may put between, before or behind two values in the hope that they count as two. */
    private static final List<String> SEPARATORS = List.of(
            "\n", "\r", "\r\n", "\t", "\f", "\u000b", "\0", "\u001c", "\u001e", "\u001f", "\u0085", "\u2028", "\u2029",
            ",", ", ", ";", "|", " ", "&", "\"", "\",\"", "[\"", "\\n", "%0A", "\u00a0", "\u200b", "\ufeff");

    @TempDir
    Path data;

    private Store store;
    private PolicyAccess access;
    private ObjectNode policy = Json.object();

    @BeforeEach
    void open() {
        store = Store.open(data);
        access = new PolicyAccess(new Settings("000000000000", "us-east-1", data, true), store);
        access.resourcePolicies("events", arn -> Optional.of(policy));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aSeparatorDoesNotMakeTwoValuesOfOne() throws JsonProcessingException {
        List<String> allowed = new ArrayList<>();
        for (String separator : SEPARATORS) {
            for (String source : List.of(
                    "com.acme.crm" + separator + "com.example.orders",
                    "x" + separator + "com.acme.crm",
                    separator + "com.acme.crm",
                    "com.acme.crm" + separator)) {
                for (String operator : List.of(
                        "StringEquals", "StringEqualsIgnoreCase", "ForAnyValue:StringEquals", "StringEqualsIfExists")) {
                    if (may(operator, "com.acme.crm", "events:source", source)) {
                        allowed.add(
                                operator + " " + Json.MAPPER.getNodeFactory().textNode(source));
                    }
                }
            }
        }
        assertThat(allowed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "StringNotEquals, com.example.orders, true",
        "StringNotLike, com.example.*, true",
        "ForAllValues:StringNotEquals, com.example.orders, true",
    })
    void aSeparatorDoesNotChangeANegatedOperatorEither(String operator, String value, boolean allowed)
            throws JsonProcessingException {
        assertThat(may(operator, value, "events:source", "x\ncom.example.orders"))
                .isEqualTo(allowed);
        assertThat(may(operator, "x*orders", "events:source", "x\ncom.example.orders"))
                .isEqualTo(operator.endsWith("Equals"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // operator; the policy's value; the caller's; allowed
                "StringEquals; com.acme.crm; COM.ACME.CRM; false",
                "StringEquals; com.acme.crm; com.acme.crm; true",
                "StringEqualsIgnoreCase; com.acme.kiosk; COM.ACME.KIOSK; true",
                "StringEqualsIgnoreCase; com.acme.kiosk; com.acme.\u212Aiosk; false",
                "StringEqualsIgnoreCase; com.acme.sales; com.acme.\u017Fales; false",
                "StringEqualsIgnoreCase; com.acme.i; com.acme.\u0131; false",
                "StringEqualsIgnoreCase; \u00E4rger; \u00C4RGER; true",
                "StringEqualsIgnoreCase; strasse; stra\u00DFe; false",
                "StringEquals; caf\u00E9; cafe\u0301; false",
                "StringEquals; com.acme.crm; \uFF43om.acme.crm; false",
                "StringEquals; com.acme.crm; c\u043Em.acme.crm; false",
                "StringLike; com.acme.*; *; false",
                "StringLike; com.acme.crm; com.acme.*; false",
                "StringLike; com.acme.crm; com.acme.cr?; false",
                "StringLike; com.acme.crm; ????????????; false",
                "StringLike; a?c; a\uD83D\uDE00c; true",
                "StringLike; a??c; a\uD83D\uDE00c; false",
                "StringLike; ${*}; *; true",
                "StringLike; ${*}; x; false",
                "StringLike; ${?}; x; false",
                "StringLike; ${$}{a}; ${a}; true",
                "StringEquals; com.acme.crm; ${events:detail-type}; false",
                "StringEquals; 210987654321; ${aws:PrincipalAccount}; false",
                "StringEquals; ${aws:PrincipalAccount}; 210987654321; true",
                "StringEquals; ${AWS:principalaccount}; 210987654321; true",
                "StringEquals; ${my:unknown}; ${my:unknown}; false",
                "StringNotEquals; ${my:unknown}; ${my:unknown}; true",
                "StringEquals; ${my:unknown, 'public'}; public; true",
                "StringEquals; ${aws:PrincipalAccount, 'public'}; public; false",
                "NumericLessThan; 10; \u0665; false",
                "NumericLessThan; 10; 0x5; false",
                "NumericLessThan; 10; -1e999999999; false",
                "NumericLessThan; 10; 1e-999999999999; false",
                "NumericGreaterThan; 10; 1e999999999999; false",
                "NumericEquals; 10; 10\\n; false",
                "DateLessThan; 2026-11-25; \u0662\u0660\u0662\u0665-01-01; false",
                "DateLessThan; 2026-11-25; 2025-01-01\\n; false",
                "Bool; true; true\\nfalse; false",
                "Bool; true; TRUE; true",
                "BinaryEquals; aGk=; aGk=\\n; false",
                "IpAddress; 10.0.0.0/8; 10.0.0.1\\n; false",
                "IpAddress; 10.0.0.0/8; \u0661\u0660.0.0.1; false",
                "IpAddress; 10.0.0.0/8; 10.0.0.0/8; false",
                "ArnLike; arn:aws:events:*:1:rule/in; arn:aws:events:us-east-1:2:rule:1:rule/in; false",
                "ArnLike; arn:aws:events:*:1:rule/*; arn:aws:events:us-east-1:1:rule/a:b; true",
                "ArnEquals; arn:aws:events:*:1:rule/in; arn:*:*:*:*:*; false",
                "Null; true; x; false",
                "Null; true; ''; false",
            })
    void aValueIsWhatItIsAndNothingElse(String operator, String value, String chosen, boolean allowed)
            throws JsonProcessingException {
        assertThat(may(operator, value, "events:source", chosen.translateEscapes()))
                .as("%s %s %s", operator, value, chosen)
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "StringLike; com.acme.crm; *; false",
                "StringLike; com.acme.crm; com.acme.cr?; false",
                "StringLike; *; *; true",
                "StringLike; ${events:source}; *; false",
                "ArnLike; arn:aws:events:us-east-1:1:rule/in; arn:aws:events:us-east-1:1:rule/*; false",
                "ArnLike; arn:aws:events:us-east-1:1:rule/in; *; false",
            })
    void aWildcardInTheValueOfAVariableIsACharacter(String operator, String actual, String chosen, boolean allowed)
            throws JsonProcessingException {
        policy = policy(operator, "${events:detail-type}", "events:source");
        assertThat(may(Map.of("events:source", actual, "events:detail-type", chosen)))
                .isEqualTo(allowed);
    }

    @Test
    void aColonInTheValueOfAVariableStaysInItsPartOfAnArn() throws JsonProcessingException {
        policy = policy("ArnLike", "arn:aws:events:us-east-1:${events:detail-type}:rule/in", "aws:SourceArn");
        assertThat(may(Map.of("aws:SourceArn", "arn:aws:events:us-east-1:1:rule/in", "events:detail-type", "1")))
                .isTrue();
        assertThat(may(Map.of(
                        "aws:SourceArn", "arn:aws:events:us-east-1:1:rule/in:rule/in",
                        "events:detail-type", "1:rule/in")))
                .isFalse();
    }

    @Test
    void aWildcardInAVariableOfAResourceIsACharacter() throws JsonProcessingException {
        policy = policy("Null", "false", "events:source");
        ((ObjectNode) policy.at("/Statement/0")).put("Resource", BUS.replace("in", "${events:source}"));
        assertThat(may(Map.of("events:source", "in"))).isTrue();
        assertThat(may(Map.of("events:source", "*"))).isFalse();
        assertThat(may(Map.of("events:source", "i?"))).isFalse();
    }

    @Test
    void aCallersKeyCannotReplaceOneThatTheEngineSets() throws JsonProcessingException {
        policy = policy("StringEquals", "000000000000", "aws:PrincipalAccount");
        assertThat(may(Map.of("aws:principalaccount", "000000000000"))).isFalse();
        assertThat(may(Map.of("aws:PrincipalAccount", "000000000000"))).isFalse();
    }

    private boolean may(String operator, String value, String key, String chosen) throws JsonProcessingException {
        policy = policy(operator, value, key);
        return may(Map.of(key, chosen));
    }

    private boolean may(Map<String, String> context) {
        try {
            access.require(PARTNER, "events:PutEvents", BUS, context);
            return true;
        } catch (AwsException e) {
            assertThat(e.code()).isEqualTo("AccessDeniedException");
            return false;
        }
    }

    private static ObjectNode policy(String operator, String value, String key) throws JsonProcessingException {
        ObjectNode document = (ObjectNode) Json.parse("""
                {"Statement":[{"Effect":"Allow","Principal":"*","Action":"events:PutEvents","Resource":"*","Condition":{}}]}
                """);
        ((ObjectNode) document.at("/Statement/0/Condition")).putObject(operator).put(key, value);
        return document;
    }
}
