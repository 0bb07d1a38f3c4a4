package dev.sluice.engine.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Parameter Store's operations.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations_AWS_Systems_Manager.html">Operations</a>
 */
class ParameterStoreTest {

    private static final Caller OWNER = Caller.root(Settings.DEFAULT_ACCOUNT);

    @TempDir
    Path folder;

    private Kernel kernel;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, new ManualTime());
        kernel.aws().register(new SsmService(kernel, Vault.in(folder)));
    }

    @AfterEach
    void close() {
        kernel.store().close();
    }

    private JsonNode call(String operation, String input) {
        return kernel.aws().call(OWNER, "ssm", operation, (ObjectNode) Json.parseTrusted(input.replace('\'', '"')));
    }

    private String error(String operation, String input) {
        try {
            return "no error: " + call(operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    private void put(String name, String value) {
        call("PutParameter", "{'Name':'" + name + "','Type':'String','Overwrite':true,'Value':'" + value + "'}");
    }

    private String value(String input) {
        return call("GetParameter", input).path("Parameter").path("Value").asText();
    }

    @Test
    void aParameterIsFoundByNameByVersionAndByArn() {
        put("/a/b", "one");
        put("/a/b", "two");
        put("plain", "p");
        JsonNode got = call("GetParameter", "{'Name':'/a/b'}").path("Parameter");
        assertThat(got.path("ARN").asText()).isEqualTo("arn:aws:ssm:us-east-1:000000000000:parameter/a/b");
        assertThat(got.path("Version").asInt()).isEqualTo(2);
        assertThat(got.path("Value").asText()).isEqualTo("two");
        assertThat(value("{'Name':'/a/b:1'}")).isEqualTo("one");
        assertThat(value("{'Name':'arn:aws:ssm:us-east-1:000000000000:parameter/a/b'}"))
                .isEqualTo("two");
        assertThat(value("{'Name':'arn:aws:ssm:us-east-1:000000000000:parameter/plain'}"))
                .isEqualTo("p");
        assertThat(call("GetParameter", "{'Name':'/a/b:1'}")
                        .path("Parameter")
                        .path("Selector")
                        .asText())
                .isEqualTo(":1");
        assertThat(call("GetParameterHistory", "{'Name':'/a/b'}").path("Parameters"))
                .hasSize(2);
    }

    @Test
    void aSecureStringIsShownOnlyWhenItIsToBeDecryptedAndIsOnDiskInCipherOnly() throws Exception {
        call("PutParameter", "{'Name':'s','Type':'SecureString','Value':'veryhiddenword'}");
        assertThat(value("{'Name':'s','WithDecryption':true}")).isEqualTo("veryhiddenword");
        assertThat(value("{'Name':'s'}")).isNotEmpty().doesNotContain("veryhiddenword");
        kernel.store().close();
        try (var files = java.nio.file.Files.walk(folder)) {
            for (Path file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                assertThat(java.nio.file.Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("veryhiddenword");
            }
        }
        open();
        assertThat(value("{'Name':'s','WithDecryption':true}")).isEqualTo("veryhiddenword");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "GetParameter | {'Name':'nope'} | ParameterNotFound: Parameter nope not found.",
                "GetParameter | {'Name':'p:7'} | ParameterVersionNotFound: Systems Manager could not find version 7 of p."
                        + " Verify the version and try again.",
                "PutParameter | {'Name':'p','Type':'String','Value':'x'} | ParameterAlreadyExists: The parameter already"
                        + " exists. To overwrite this value, set the overwrite option in the request to true.",
                "PutParameter | {'Name':'n','Value':'x'} | ValidationException: A parameter type is required when you create"
                        + " a parameter.",
                "PutParameter | {'Name':'n','Type':'String','Value':''} | ValidationException: 1 validation error detected:"
                        + " Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal"
                        + " to 1",
                "PutParameter | {'Name':'n','Type':'Text','Value':'x'} | ValidationException: 1 validation error detected:"
                        + " Value 'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set:"
                        + " [SecureString, StringList, String]",
                "PutParameter | {'Name':'/aws/x','Type':'String','Value':'x'} | ValidationException: Parameter name: can't be"
                        + " prefixed with \"aws\" or \"ssm\" (case-insensitive).",
                "PutParameter | {'Name':'n','Type':'String','Value':'x','AllowedPattern':'\\\\d+'} |"
                        + " ParameterPatternMismatchException: Parameter value, cannot be validated against allowedPattern:"
                        + " \\d+",
                "PutParameter | {'Name':'n','Type':'String','Value':'x','AllowedPattern':'('} |"
                        + " InvalidAllowedPatternException: The allowed pattern is not a valid regular expression.",
                "PutParameter | {'Name':'p','Type':'StringList','Value':'x','Overwrite':true} |"
                        + " HierarchyTypeMismatchException: The parameter type can't be changed: delete the parameter and"
                        + " create it again.",
                "DeleteParameter | {'Name':'nope'} | ParameterNotFound: Parameter nope not found.",
                "GetParametersByPath | {'Path':'a'} | ValidationException: The parameter doesn't meet the parameter name"
                        + " requirements. The parameter name must begin with a forward slash \"/\".",
            })
    void aBadRequestIsRefused(String operation, String input, String message) {
        put("p", "v");
        assertThat(error(operation, input)).isEqualTo(message);
    }

    @Test
    void aValueOfMoreThan4096CharactersNeedsTheAdvancedTier() {
        String input = "{'Name':'n','Type':'String','Value':'" + "x".repeat(5_000) + "'%s}";
        assertThat(error("PutParameter", input.formatted("")))
                .startsWith("ValidationException: Standard tier parameters support a maximum parameter value of 4096");
        assertThat(call("PutParameter", input.formatted(",'Tier':'Advanced'"))
                        .path("Tier")
                        .asText())
                .isEqualTo("Advanced");
    }

    @Test
    void severalAreReadAndDeletedAtOnceWithTheUnknownOnesNamed() {
        put("a", "1");
        put("b", "2");
        JsonNode got = call("GetParameters", "{'Names':['a','b','c']}");
        assertThat(got.path("Parameters").findValuesAsText("Value")).containsExactly("1", "2");
        assertThat(got.path("InvalidParameters").path(0).asText()).isEqualTo("c");
        JsonNode deleted = call("DeleteParameters", "{'Names':['a','c']}");
        assertThat(deleted.path("DeletedParameters")).hasSize(1);
        assertThat(deleted.path("InvalidParameters")).hasSize(1);
        call("DeleteParameter", "{'Name':'b'}");
        assertThat(call("DescribeParameters", "{}").path("Parameters")).isEmpty();
    }

    @Test
    void pathsAreReadLevelByLevelOrWholeAndInPages() {
        put("/app/a", "1");
        put("/app/b", "2");
        put("/app/deep/c", "3");
        put("/application", "4");
        assertThat(names(call("GetParametersByPath", "{'Path':'/app'}"))).containsExactly("/app/a", "/app/b");
        assertThat(names(call("GetParametersByPath", "{'Path':'/app/','Recursive':true}")))
                .containsExactly("/app/a", "/app/b", "/app/deep/c");
        JsonNode first = call("GetParametersByPath", "{'Path':'/','Recursive':true,'MaxResults':3}");
        JsonNode second = call(
                "GetParametersByPath",
                "{'Path':'/','Recursive':true,'MaxResults':3,'NextToken':'"
                        + first.path("NextToken").asText() + "'}");
        assertThat(names(first)).hasSize(3);
        assertThat(names(second)).containsExactly("/application");
        assertThat(second.has("NextToken")).isFalse();
    }

    @Test
    void describedParametersCanBeFilteredAndShowNoValue() {
        call(
                "PutParameter",
                "{'Name':'a','Type':'String','Value':'shown-nowhere','Description':'d','Tags':[{'Key':'k','Value':'v'}]}");
        call("PutParameter", "{'Name':'b','Type':'StringList','Value':'x,y'}");
        JsonNode all = call("DescribeParameters", "{}");
        assertThat(all.toString()).doesNotContain("shown-nowhere");
        assertThat(names(all)).containsExactly("a", "b");
        assertThat(filtered("Type", "StringList")).containsExactly("b");
        assertThat(filtered("Name", "a")).containsExactly("a");
        assertThat(filtered("tag:k", "v")).containsExactly("a");
        assertThat(error("DescribeParameters", "{'ParameterFilters':[{'Key':'Colour','Values':['x']}]}"))
                .startsWith("InvalidFilterKey");
    }

    private java.util.List<String> filtered(String key, String value) {
        return names(
                call("DescribeParameters", "{'ParameterFilters':[{'Key':'" + key + "','Values':['" + value + "']}]}"));
    }

    @Test
    void tagsAreAddedAndRemoved() {
        put("a", "1");
        call("AddTagsToResource", "{'ResourceType':'Parameter','ResourceId':'a','Tags':[{'Key':'k','Value':'v'}]}");
        call("AddTagsToResource", "{'ResourceType':'Parameter','ResourceId':'a','Tags':[{'Key':'l','Value':'w'}]}");
        call("RemoveTagsFromResource", "{'ResourceType':'Parameter','ResourceId':'a','TagKeys':['k']}");
        assertThat(call("ListTagsForResource", "{'ResourceType':'Parameter','ResourceId':'a'}")
                        .path("TagList"))
                .isEqualTo(Json.parseTrusted("[{\"Key\":\"l\",\"Value\":\"w\"}]"));
        assertThat(error("ListTagsForResource", "{'ResourceType':'Parameter','ResourceId':'b'}"))
                .startsWith("InvalidResourceId");
    }

    private static java.util.List<String> names(JsonNode answer) {
        return answer.path("Parameters").findValuesAsText("Name");
    }
}
