package dev.sluice.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets Manager's operations.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html">Operations</a>
 */
class SecretsTest {

    private static final Caller OWNER = Caller.root(Settings.DEFAULT_ACCOUNT);
    private static final String TOKEN = "12345678901234567890123456789012";

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private Kernel kernel;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, time);
        kernel.aws().register(new SecretsService(kernel, Vault.in(folder)));
    }

    @AfterEach
    void close() {
        kernel.store().close();
    }

    private JsonNode call(String operation, String input) {
        return kernel.aws()
                .call(OWNER, "secretsmanager", operation, (ObjectNode) Json.parseTrusted(input.replace('\'', '"')));
    }

    private String error(String operation, String input) {
        try {
            return "no error: " + call(operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    private String value(String input) {
        return call("GetSecretValue", input).path("SecretString").asText();
    }

    @Test
    void aSecretIsFoundByNameByArnAndByArnWithoutItsSuffix() {
        JsonNode made = call("CreateSecret", "{'Name':'a/b','SecretString':'one'}");
        String arn = made.path("ARN").asText();
        assertThat(arn).matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:a/b-[A-Za-z0-9]{6}");
        assertThat(made.path("VersionId").asText()).hasSize(36);
        assertThat(value("{'SecretId':'a/b'}")).isEqualTo("one");
        assertThat(value("{'SecretId':'" + arn + "'}")).isEqualTo("one");
        assertThat(value("{'SecretId':'" + arn.substring(0, arn.length() - 7) + "'}"))
                .isEqualTo("one");
        assertThat(error("GetSecretValue", "{'SecretId':'" + arn.substring(0, arn.length() - 1) + "!'}"))
                .isEqualTo("ResourceNotFoundException: Secrets Manager can't find the specified secret.");
    }

    @Test
    void aNewValueIsCurrentAndTheOldOnePrevious() {
        call("CreateSecret", "{'Name':'s','SecretString':'one'}");
        call("PutSecretValue", "{'SecretId':'s','SecretString':'two'}");
        call("PutSecretValue", "{'SecretId':'s','SecretString':'three','VersionStages':['NEXT']}");
        assertThat(value("{'SecretId':'s'}")).isEqualTo("two");
        assertThat(value("{'SecretId':'s','VersionStage':'AWSPREVIOUS'}")).isEqualTo("one");
        assertThat(value("{'SecretId':'s','VersionStage':'NEXT'}")).isEqualTo("three");
        String next = call("GetSecretValue", "{'SecretId':'s','VersionStage':'NEXT'}")
                .path("VersionId")
                .asText();
        String current =
                call("GetSecretValue", "{'SecretId':'s'}").path("VersionId").asText();
        call(
                "UpdateSecretVersionStage",
                "{'SecretId':'s','VersionStage':'AWSCURRENT','MoveToVersionId':'" + next + "','RemoveFromVersionId':'"
                        + current + "'}");
        assertThat(value("{'SecretId':'s'}")).isEqualTo("three");
        assertThat(value("{'SecretId':'s','VersionStage':'AWSPREVIOUS'}")).isEqualTo("two");
        assertThat(value("{'SecretId':'s','VersionId':'" + next + "','VersionStage':'AWSCURRENT'}"))
                .isEqualTo("three");
        assertThat(call("ListSecretVersionIds", "{'SecretId':'s'}").path("Versions"))
                .hasSize(2);
        assertThat(call("ListSecretVersionIds", "{'SecretId':'s','IncludeDeprecated':true}")
                        .path("Versions"))
                .hasSize(3);
        assertThat(error("GetSecretValue", "{'SecretId':'s','VersionStage':'GONE'}"))
                .isEqualTo(
                        "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging"
                                + " label: GONE");
    }

    @Test
    void theSameTokenWithTheSameValueChangesNothingAndWithAnotherIsRefused() {
        String input = "{'SecretId':'s','SecretString':'%s','ClientRequestToken':'" + TOKEN + "'}";
        call("CreateSecret", "{'Name':'s','SecretString':'one'}");
        assertThat(call("PutSecretValue", input.formatted("two")))
                .isEqualTo(call("PutSecretValue", input.formatted("two")));
        assertThat(error("PutSecretValue", input.formatted("three")))
                .startsWith("ResourceExistsException: You can't use ClientRequestToken " + TOKEN);
        assertThat(call("ListSecretVersionIds", "{'SecretId':'s','IncludeDeprecated':true}")
                        .path("Versions"))
                .hasSize(2);
    }

    @Test
    void bytesComeBackAsBytes() {
        call("CreateSecret", "{'Name':'s','SecretBinary':'AAEC'}");
        JsonNode got = call("GetSecretValue", "{'SecretId':'s'}");
        assertThat(got.path("SecretBinary").asText()).isEqualTo("AAEC");
        assertThat(got.has("SecretString")).isFalse();
    }

    @Test
    void aDeletedSecretCanBeRestoredUntilItsWindowEnds() {
        call("CreateSecret", "{'Name':'s','SecretString':'one'}");
        call("DeleteSecret", "{'SecretId':'s','RecoveryWindowInDays':7}");
        String marked =
                "InvalidRequestException: You can't perform this operation on the secret because it was marked for"
                        + " deletion.";
        assertThat(error("GetSecretValue", "{'SecretId':'s'}")).isEqualTo(marked);
        assertThat(error("PutSecretValue", "{'SecretId':'s','SecretString':'x'}"))
                .isEqualTo(marked);
        assertThat(error("CreateSecret", "{'Name':'s'}"))
                .isEqualTo("InvalidRequestException: You can't create this secret because a secret with this name is"
                        + " already scheduled for deletion.");
        assertThat(call("ListSecrets", "{}").path("SecretList")).isEmpty();
        assertThat(call("ListSecrets", "{'IncludePlannedDeletion':true}").path("SecretList"))
                .hasSize(1);
        call("RestoreSecret", "{'SecretId':'s'}");
        assertThat(value("{'SecretId':'s'}")).isEqualTo("one");
        call("DeleteSecret", "{'SecretId':'s','RecoveryWindowInDays':7}");
        time.advance(Duration.ofDays(7));
        assertThat(error("RestoreSecret", "{'SecretId':'s'}")).startsWith("ResourceNotFoundException");
        call("CreateSecret", "{'Name':'s'}");
    }

    @Test
    void aForcedDeletionIsAtOnceAndCanBeRepeated() {
        call("CreateSecret", "{'Name':'s','SecretString':'one'}");
        call("DeleteSecret", "{'SecretId':'s','ForceDeleteWithoutRecovery':true}");
        assertThat(error("DescribeSecret", "{'SecretId':'s'}")).startsWith("ResourceNotFoundException");
        assertThat(call("DeleteSecret", "{'SecretId':'s','ForceDeleteWithoutRecovery':true}")
                        .has("DeletionDate"))
                .isTrue();
        assertThat(error("DeleteSecret", "{'SecretId':'s'}")).startsWith("ResourceNotFoundException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "CreateSecret | {'Name':'a b'} | ValidationException: Invalid name. Must be a valid name containing"
                        + " alphanumeric characters, or any of the following: -/_+=.@!",
                "CreateSecret | {} | ValidationException: 1 validation error detected: Value null at 'name' failed to"
                        + " satisfy constraint: Member must not be null",
                "CreateSecret | {'Name':'x','SecretString':'a','SecretBinary':'AA=='} | InvalidParameterException: You can't"
                        + " specify both SecretString and SecretBinary.",
                "CreateSecret | {'Name':'x','SecretBinary':'!'} | InvalidParameterException: SecretBinary is not Base64.",
                "CreateSecret | {'Name':'x','SecretString':'a','ClientRequestToken':'short'} | InvalidParameterException:"
                        + " ClientRequestToken must be 32-64 characters long.",
                "CreateSecret | {'Name':'s'} | ResourceExistsException: The operation failed because the secret s already"
                        + " exists.",
                "PutSecretValue | {'SecretId':'s'} | InvalidParameterException: You must provide either SecretString or"
                        + " SecretBinary.",
                "DeleteSecret | {'SecretId':'s','RecoveryWindowInDays':6} | InvalidParameterException: The"
                        + " RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
                "DeleteSecret | {'SecretId':'s','RecoveryWindowInDays':7,'ForceDeleteWithoutRecovery':true} |"
                        + " InvalidParameterException: You can't use ForceDeleteWithoutRecovery in conjunction with"
                        + " RecoveryWindowInDays.",
                "GetSecretValue | {'SecretId':'nope'} | ResourceNotFoundException: Secrets Manager can't find the specified"
                        + " secret.",
                "PutResourcePolicy | {'SecretId':'s','ResourcePolicy':'nope'} | MalformedPolicyDocumentException: This"
                        + " resource policy contains a syntax error.",
                "GetRandomPassword | {'PasswordLength':3} | InvalidParameterException: Can't generate a password of 3"
                        + " characters from 4 types of characters.",
            })
    void aBadRequestIsRefused(String operation, String input, String message) {
        call("CreateSecret", "{'Name':'s'}");
        assertThat(error(operation, input)).isEqualTo(message);
    }

    @Test
    void aValueOfMoreThan64KilobytesIsRefused() {
        assertThat(error("CreateSecret", "{'Name':'x','SecretString':'" + "x".repeat(65_537) + "'}"))
                .isEqualTo("InvalidParameterException: A secret value can have at most 65536 bytes.");
    }

    @Test
    void aHundredVersionsAreKeptAndThoseWithLabelsAlways() {
        call("CreateSecret", "{'Name':'s','SecretString':'0','ClientRequestToken':'" + TOKEN + "'}");
        call("PutSecretValue", "{'SecretId':'s','SecretString':'kept','VersionStages':['KEPT']}");
        for (int i = 1; i <= 120; i++) {
            call("PutSecretValue", "{'SecretId':'s','SecretString':'" + i + "'}");
        }
        assertThat(call("ListSecretVersionIds", "{'SecretId':'s','IncludeDeprecated':true}")
                        .path("Versions"))
                .hasSize(100);
        assertThat(value("{'SecretId':'s','VersionStage':'KEPT'}")).isEqualTo("kept");
        assertThat(value("{'SecretId':'s'}")).isEqualTo("120");
    }

    @Test
    void descriptionTagsAndPolicyAreKeptAndNoViewShowsAValue() {
        call("CreateSecret", "{'Name':'s','SecretString':'hidden','Tags':[{'Key':'k','Value':'v'}]}");
        call("UpdateSecret", "{'SecretId':'s','Description':'text'}");
        call("TagResource", "{'SecretId':'s','Tags':[{'Key':'l','Value':'w'}]}");
        call("UntagResource", "{'SecretId':'s','TagKeys':['k']}");
        JsonNode view = call("DescribeSecret", "{'SecretId':'s'}");
        assertThat(view.path("Description").asText()).isEqualTo("text");
        assertThat(view.path("Tags")).isEqualTo(Json.parseTrusted("[{\"Key\":\"l\",\"Value\":\"w\"}]"));
        assertThat(view.path("VersionIdsToStages")).hasSize(1);
        assertThat(view.toString()).doesNotContain("hidden");
        assertThat(call("ListSecrets", "{'Filters':[{'Key':'name','Values':['S','s']}]}")
                        .path("SecretList"))
                .hasSize(1);
        assertThat(call("ListSecrets", "{'Filters':[{'Key':'name','Values':['!s']}]}")
                        .path("SecretList"))
                .isEmpty();
    }

    @Test
    void listsComeInPages() {
        for (int i = 0; i < 5; i++) {
            call("CreateSecret", "{'Name':'s" + i + "'}");
        }
        JsonNode first = call("ListSecrets", "{'MaxResults':3}");
        assertThat(first.path("SecretList")).hasSize(3);
        JsonNode second = call(
                "ListSecrets",
                "{'MaxResults':3,'NextToken':'" + first.path("NextToken").asText() + "'}");
        assertThat(second.path("SecretList").findValuesAsText("Name")).containsExactly("s3", "s4");
        assertThat(second.has("NextToken")).isFalse();
    }

    @Test
    void manyValuesComeInOneAnswerWithTheErrorsBesideThem() {
        call("CreateSecret", "{'Name':'a','SecretString':'1'}");
        JsonNode answer = call("BatchGetSecretValue", "{'SecretIdList':['a','b']}");
        assertThat(answer.path("SecretValues").findValuesAsText("SecretString")).containsExactly("1");
        assertThat(answer.path("Errors").findValuesAsText("ErrorCode")).containsExactly("ResourceNotFoundException");
    }

    @Test
    void aPublicPolicyIsRefusedOnWish() {
        call("CreateSecret", "{'Name':'s'}");
        ObjectNode input = Json.object()
                .put("SecretId", "s")
                .put(
                        "ResourcePolicy",
                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
        assertThatThrownBy(() -> call(
                        "PutResourcePolicy",
                        input.deepCopy().put("BlockPublicPolicy", true).toString()))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("PublicPolicyException"));
        call("PutResourcePolicy", input.toString());
        assertThat(call("GetResourcePolicy", "{'SecretId':'s'}")
                        .path("ResourcePolicy")
                        .asText())
                .isEqualTo(input.path("ResourcePolicy").asText());
        call("DeleteResourcePolicy", "{'SecretId':'s'}");
        assertThat(call("GetResourcePolicy", "{'SecretId':'s'}").has("ResourcePolicy"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 32, 4096})
    void aPasswordHasEachTypeOfCharacters(int length) {
        String password = call("GetRandomPassword", "{'PasswordLength':" + length + "}")
                .path("RandomPassword")
                .asText();
        assertThat(password).hasSize(length).matches("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^a-zA-Z0-9]).*");
        assertThat(call(
                                "GetRandomPassword",
                                "{'ExcludePunctuation':true,'ExcludeCharacters':'abc','ExcludeUppercase':true}")
                        .path("RandomPassword")
                        .asText())
                .matches("[d-z0-9]{32}");
    }

    @Test
    void valuesAreThereAfterARestartAndNotReadableWithoutTheKey() throws Exception {
        call("CreateSecret", "{'Name':'s','SecretString':'veryhiddenword'}");
        kernel.store().close();
        open();
        assertThat(value("{'SecretId':'s'}")).isEqualTo("veryhiddenword");
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("veryhiddenword");
            }
        }
        kernel.store().close();
        Files.delete(folder.resolve("secrets.key"));
        open();
        assertThatThrownBy(() -> value("{'SecretId':'s'}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secrets.key is not the one it was sealed with");
    }

    @Test
    void aSealedValueOpensInItsPlaceOnly() {
        Vault vault = Vault.in(folder);
        String sealed = vault.seal("value", "here");
        assertThat(vault.open(sealed, "here")).isEqualTo("value");
        assertThat(vault.seal("value", "here")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> vault.open(sealed, "there")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aVersionThatDoesNotHaveTheStageIsSaidToNotHaveIt() {
        call("CreateSecret", "{'Name':'s','SecretString':'one'}");
        String id = call("GetSecretValue", "{'SecretId':'s'}").path("VersionId").asText();
        assertThat(error("GetSecretValue", "{'SecretId':'s','VersionId':'" + id + "','VersionStage':'AWSPREVIOUS'}"))
                .isEqualTo("InvalidRequestException: You provided a VersionStage that is not associated to the provided"
                        + " VersionId.");
    }

    @Test
    void versionsAreListedWithTheirKeyAndASecretWithoutAnyIsDescribedWithoutThem() {
        call("CreateSecret", "{'Name':'s','SecretString':'one'}");
        call("GetSecretValue", "{'SecretId':'s'}");
        JsonNode version = call("ListSecretVersionIds", "{'SecretId':'s'}").at("/Versions/0");
        assertThat(version.path("KmsKeyIds")).hasToString("[\"DefaultEncryptionKey\"]");
        assertThat(version.has("LastAccessedDate")).isTrue();
        assertThat(call("DescribeSecret", "{'SecretId':'s'}").path("VersionIdsToStages"))
                .hasSize(1);
        call("CreateSecret", "{'Name':'empty'}");
        assertThat(call("DescribeSecret", "{'SecretId':'empty'}").has("VersionIdsToStages"))
                .isFalse();
    }

    @Test
    void aDeletionWithoutRecoveryOfANameThatIsFreeSucceeds() {
        assertThat(call("DeleteSecret", "{'SecretId':'a/b','ForceDeleteWithoutRecovery':true}")
                        .path("Name")
                        .asText())
                .isEqualTo("a/b");
    }

    @Test
    void aValueIsReadWhileTheDiskTakesNoData() {
        call("CreateSecret", "{'Name':'a','SecretString':'one'}");
        kernel.store().write(tx -> tx.update("PRAGMA query_only = true"));
        assertThatThrownBy(() -> call("PutSecretValue", "{'SecretId':'a','SecretString':'two'}"))
                .isInstanceOf(StoreBusyException.class);
        assertThat(value("{'SecretId':'a'}")).isEqualTo("one");
        assertThat(call("DescribeSecret", "{'SecretId':'a'}").has("LastAccessedDate"))
                .isFalse();
        close();
        open();
        assertThat(value("{'SecretId':'a'}")).isEqualTo("one");
        assertThat(call("DescribeSecret", "{'SecretId':'a'}").has("LastAccessedDate"))
                .isTrue();
    }
}
