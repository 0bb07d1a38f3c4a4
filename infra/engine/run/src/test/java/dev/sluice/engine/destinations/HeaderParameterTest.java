package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can never be sent as a header is refused where it is configured, and not at every event. */
class HeaderParameterTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String create(String type, ObjectNode parameters) {
        ObjectNode input = Json.object().put("Name", "c").put("AuthorizationType", type);
        input.set("AuthParameters", parameters);
        return bench.error("CreateConnection", Json.text(input));
    }

    private String apiKey(String name, String value) {
        ObjectNode parameters = Json.object();
        parameters.putObject("ApiKeyAuthParameters").put("ApiKeyName", name).put("ApiKeyValue", value);
        return create("API_KEY", parameters);
    }

    private String invocationHeader(String key, String value) {
        ObjectNode parameters = Json.object();
        parameters.putObject("BasicAuthParameters").put("Username", "u").put("Password", "p");
        header(parameters.putObject("InvocationHttpParameters").putArray("HeaderParameters"), key, value);
        return create("BASIC", parameters);
    }

    private String oauthHeader(String key, String value) {
        ObjectNode parameters = Json.object();
        ObjectNode oauth = parameters.putObject("OAuthParameters");
        oauth.putObject("ClientParameters").put("ClientID", "i").put("ClientSecret", "s");
        oauth.put("AuthorizationEndpoint", "https://nowhere.invalid/oauth").put("HttpMethod", "POST");
        header(oauth.putObject("OAuthHttpParameters").putArray("HeaderParameters"), key, value);
        return create("OAUTH_CLIENT_CREDENTIALS", parameters);
    }

    private static void header(ArrayNode list, String key, String value) {
        list.addObject().put("Key", key).put("Value", value);
    }

    private String ruleHeader(String key, String value) {
        ObjectNode parameters = Json.object();
        parameters.putObject("HeaderParameters").put(key, value);
        return target(parameters);
    }

    private String target(ObjectNode parameters) {
        bench.call("PutRule", "{\"Name\":\"r\",\"EventPattern\":\"{\\\"source\\\":[\\\"a\\\"]}\"}");
        String arn = bench.error("DescribeApiDestination", "{\"Name\":\"d\"}").startsWith("no error")
                ? bench.call("DescribeApiDestination", "{\"Name\":\"d\"}")
                        .path("ApiDestinationArn")
                        .asText()
                : bench.destination("https://nowhere.invalid/", "");
        ObjectNode target =
                Json.object().put("Id", "t").put("Arn", arn).put("RoleArn", "arn:aws:iam::000000000000:role/r");
        target.set("HttpParameters", parameters);
        ObjectNode input = Json.object().put("Rule", "r");
        input.putArray("Targets").add(target);
        return bench.error("PutTargets", Json.text(input));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x y",
                "x:y",
                "x\ny",
                "x\r\nEvil: 1",
                "x\u0000",
                "x,y",
                "x(y)",
                "\u00e4",
                "",
                " x",
                "x;",
                "\"x\"",
                "x/y",
                "@"
            })
    void aNameThatIsNotAHeadersIsRefusedWhereverItIsGiven(String name) {
        assertThat(apiKey(name, "v")).startsWith("ValidationException: ").containsIgnoringCase("apiKeyName");
        assertThat(invocationHeader(name, "v"))
                .startsWith("ValidationException: ")
                .containsIgnoringCase("invocationHttpParameters.headerParameters");
        assertThat(oauthHeader(name, "v"))
                .startsWith("ValidationException: ")
                .containsIgnoringCase("OAuthHttpParameters.headerParameters");
        assertThat(ruleHeader(name, "v"))
                .startsWith("ValidationException: ")
                .contains("HttpParameters.HeaderParameters")
                .contains("target t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "host", "Content-Length", "TRANSFER-ENCODING", "Connection", "User-Agent", "Range", "TE"
            })
    void aKeyUnderANameThatIsRemovedFromEveryRequestIsRefused(String name) {
        assertThat(apiKey(name, "v"))
                .startsWith(
                        "ValidationException: Parameter AuthParameters.ApiKeyAuthParameters.ApiKeyName is not valid.")
                .contains("removes the header " + name);
    }

    @Test
    void aConnectionsParameterUnderSuchANameIsTakenAndRemovedAsOnAws() {
        assertThat(invocationHeader("User-Agent", "v")).startsWith("no error");
    }

    @Test
    void aTargetsParameterUnderSuchANameIsTakenAndRemovedAsOnAws() {
        assertThat(ruleHeader("Host", "example.com")).startsWith("no error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nEvil: 1", "a\u0000b", "caf\u00e9", "\u2028", "a\u007fb"})
    void aValueThatIsNotPrintableAsciiIsRefusedWithoutShowingASecret(String value) {
        assertThat(apiKey("X-Key", value))
                .startsWith("ValidationException: ")
                .containsIgnoringCase("apiKeyValue")
                .doesNotContain(value);
        assertThat(invocationHeader("X-Key", value)).startsWith("ValidationException: ");
        assertThat(oauthHeader("X-Key", value)).startsWith("ValidationException: ");
        assertThat(ruleHeader("X-Key", value))
                .startsWith("ValidationException: ")
                .contains("X-Key");
    }

    @Test
    void aValueThatIsTooLongIsRefused() {
        assertThat(ruleHeader("X-Key", "v".repeat(513))).contains("512");
        assertThat(ruleHeader("X".repeat(513), "v")).contains("512");
        assertThat(invocationHeader("X-Key", "v".repeat(513))).contains("512");
    }

    @Test
    void queryAndPathParametersOfATargetAreCheckedToo() {
        ObjectNode query = Json.object();
        query.putObject("QueryStringParameters").put("a\u0000b", "v");
        assertThat(target(query)).startsWith("ValidationException: ").contains("QueryStringParameters");
        ObjectNode value = Json.object();
        value.putObject("QueryStringParameters").put("a", "b\u0000");
        assertThat(target(value)).startsWith("ValidationException: ").contains("QueryStringParameters");
        ObjectNode path = Json.object();
        path.putArray("PathParameterValues").add(" ");
        assertThat(target(path)).startsWith("ValidationException: ").contains("PathParameterValues");
        ObjectNode list = Json.object();
        list.putArray("HeaderParameters").add("X-Key");
        assertThat(target(list)).startsWith("ValidationException: ").contains("HeaderParameters");
    }

    @Test
    void whatCanBeSentIsTaken() {
        assertThat(ruleHeader("X-Key_1.2~!#$%&'*+^`|", "$.detail.signature")).startsWith("no error");
        assertThat(ruleHeader("Authorization", "Bearer x")).startsWith("no error");
        bench.call("RemoveTargets", "{\"Rule\":\"r\",\"Ids\":[\"t\"]}");
        bench.call("DeleteApiDestination", "{\"Name\":\"d\"}");
        bench.call("DeleteConnection", "{\"Name\":\"c\"}");
        assertThat(apiKey("Authorization", "Bearer abc 123")).startsWith("no error");
    }
}
