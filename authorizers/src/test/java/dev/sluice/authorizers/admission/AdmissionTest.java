package dev.sluice.authorizers.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class AdmissionTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    private final List<Quarantine.Case> quarantined = new ArrayList<>();
    private final List<Verdict> written = new ArrayList<>();

    @Test
    void whatPassesIsAnsweredAndTheRestIsInQuarantineWithItsOriginal() throws IOException {
        String good = body("contact.created");
        String bad = body("contact.lost");
        String answer =
                handle(admission((verdicts, at) -> written.addAll(verdicts)), record("m1", good), record("m2", bad));
        assertThat(Json.parse(answer)).hasSize(1);
        assertThat(Json.parse(answer).get(0).path("messageId").asText()).isEqualTo("m1");
        assertThat(quarantined).singleElement().satisfies(one -> {
            assertThat(one.original()).isEqualTo(bad);
            assertThat(one.verdict().reason()).isEqualTo(Reason.UNKNOWN_TYPE);
        });
        assertThat(written).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAMBDA_TASK_ROOT", "OWNER_ACCOUNT", "QUARANTINE_QUEUE_URL", "JOURNAL_TABLE", "AWS_REGION"})
    void aVariableThatIsMissingIsRefusedByName(String variable) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LAMBDA_TASK_ROOT", "src/test/resources",
                "OWNER_ACCOUNT", "000000000000",
                "QUARANTINE_QUEUE_URL", "http://127.0.0.1:1/quarantine",
                "JOURNAL_TABLE", "journal",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret"));
        new Admission(environment);
        environment.remove(variable);
        assertThatThrownBy(() -> new Admission(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("environment variable " + variable + " is missing");
    }

    @Test
    void aBatchOfRejectedEventsAnswersAnEmptyList() throws IOException {
        assertThat(handle(admission((verdicts, at) -> {}), record("m1", "nonsense")))
                .isEqualTo("[]");
    }

    @Test
    void aVerdictThatCannotBeWrittenFailsTheBatch() {
        Admission admission = admission((verdicts, at) -> {
            throw new IllegalStateException("journal down");
        });
        assertThatThrownBy(() -> handle(admission, record("m1", body("contact.created"))))
                .hasMessage("journal down");
    }

    @Test
    void oneOddEventOfABatchIsRejectedAndTheOthersPass() throws IOException {
        String odd = body("contact.created").replace("\"c\"", "1e999999999999");
        String answer = handle(
                admission((verdicts, at) -> written.addAll(verdicts)),
                record("m1", body("contact.created")),
                record("m2", odd),
                record("m3", body("contact.created")));
        assertThat(Json.parse(answer))
                .extracting(event -> event.path("messageId").asText())
                .containsExactly("m1", "m3");
        assertThat(quarantined)
                .singleElement()
                .satisfies(one -> assertThat(one.original()).isEqualTo(odd));
        assertThat(written).hasSize(3);
    }

    @Test
    void anEventThatTheJournalRefusesIsRejectedAlone() throws IOException {
        Journal picky = (verdicts, at) -> {
            if (verdicts.stream().anyMatch(verdict -> verdict.toString().contains("refused"))) {
                throw DynamoDbException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ValidationException")
                                .build())
                        .message("no such key")
                        .build();
            }
            written.addAll(verdicts);
        };
        String answer = handle(
                admission(picky),
                record("m1", body("contact.created")),
                record("m2", body("contact.created").replace("e-1", "refused")),
                record("m3", body("contact.created")));
        assertThat(Json.parse(answer))
                .extracting(event -> event.path("messageId").asText())
                .containsExactly("m1", "m3");
        assertThat(quarantined).singleElement().satisfies(one -> {
            assertThat(one.verdict().reason()).isEqualTo(Reason.CHECK_FAILED);
            assertThat(one.verdict().detail()).contains("no such key");
        });
    }

    private Admission admission(Journal journal) {
        AdmissionControl control =
                new AdmissionControl(Catalog.load(Path.of("src/test/resources/catalog")), "000000000000", CLOCK);
        return new Admission(control, quarantined::addAll, journal, CLOCK);
    }

    private static String handle(Admission admission, String... records) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String batch = "[" + String.join(",", records) + "]";
        admission.handleRequest(new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8)), output, null);
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String record(String id, String body) {
        return Json.text(Json.object().put("messageId", id).put("body", body));
    }

    private static String body(String type) {
        return "{\"version\":\"0\",\"id\":\"e-1\",\"detail-type\":\"" + type
                + "\",\"source\":\"com.acme.crm\",\"account\":\"210987654321\","
                + "\"time\":\"2026-11-24T11:59:00Z\",\"region\":\"us-east-1\",\"resources\":[],"
                + "\"detail\":{\"contactId\":\"c\",\"tenant\":\"blue\",\"email\":\"a@b.example\"}}";
    }
}
