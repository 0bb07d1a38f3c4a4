package dev.sluice.authorizers.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.event.FailedChange;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionControlTest {

    private static final String OWNER = "000000000000";
    private static final String PARTNER = "210987654321";
    private static final String CONTACT =
            "{\"contactId\":\"c\",\"tenant\":\"blue\",\"email\":\"a@b.example\",\"score\":1.50}";
    private static final String ROW =
            "{\"metadata\":{\"id\":\"m-1\",\"tenant\":\"blue\",\"type\":\"order.placed\",\"schemaVersion\":1,"
                    + "\"occurredAt\":\"2026-11-24T11:00:00Z\",\"hops\":HOPS,\"table\":\"orders\",\"keys\":{\"orderId\":\"1\"},"
                    + "\"sequenceNumber\":\"9\",\"change\":\"INSERT\"},\"data\":{\"orderId\":\"1\",\"tenant\":\"blue\",\"status\":\"PLACED\"}}";

    private final AdmissionControl control = new AdmissionControl(
            Catalog.load(Path.of("src/test/resources/catalog")),
            OWNER,
            InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")));

    @Test
    void aPartnersEventPassesWithNewMetadataAndItsDataUntouched() {
        Verdict.Admitted admitted =
                (Verdict.Admitted) control.judge(envelope("com.acme.crm", "contact.created", PARTNER, CONTACT), "f");
        assertThat(Json.text(admitted.event().json()))
                .isEqualTo(
                        "{\"source\":\"com.acme.crm\",\"detailType\":\"contact.created\",\"time\":\"2026-11-24T11:59:00Z\","
                                + "\"detail\":{\"metadata\":{\"id\":\"e-1\",\"tenant\":\"blue\",\"sourceAccount\":\"210987654321\","
                                + "\"type\":\"contact.created\",\"schemaVersion\":1,\"occurredAt\":\"2026-11-24T11:59:00Z\","
                                + "\"admittedAt\":\"2026-11-24T12:00:00Z\",\"hops\":1},\"data\":" + CONTACT + "}}");
    }

    @Test
    void aRowsEventPassesWithItsOwnIdAndOneMoreHop() {
        Verdict.Admitted admitted = (Verdict.Admitted) control.judge(row(0), "f");
        assertThat(admitted.event().metadata().id()).isEqualTo("m-1");
        assertThat(admitted.event().metadata().hops()).isEqualTo(1);
        assertThat(admitted.event().metadata().change()).isPresent();
    }

    private static String message(String data) {
        return "{\"metadata\":{\"id\":\"msg_1\",\"tenant\":\"blue\",\"type\":\"contact.created\",\"schemaVersion\":1,"
                + "\"occurredAt\":\"2026-11-24T11:00:00Z\",\"hops\":0,\"message\":{\"channels\":[\"a\"],\"tags\":[\"t\"],"
                + "\"body\":\"<x/>\"}},\"data\":" + data + "}";
    }

    @Test
    void aMessageOfTheApiPassesWithItsOwnMetadataUnderTheSourceOfItsType() {
        Verdict.Admitted admitted = (Verdict.Admitted)
                control.judge(envelope("com.acme.crm", "contact.created", OWNER, message(CONTACT)), "f");
        assertThat(admitted.event().metadata().id()).isEqualTo("msg_1");
        assertThat(Json.text(admitted.event().json()))
                .contains("\"hops\":1,\"message\":{\"channels\":[\"a\"],\"tags\":[\"t\"],\"body\":\"<x/>\"}},\"data\":"
                        + CONTACT);
        rejected(
                envelope("com.acme.crm", "contact.created", OWNER, message("{\"contactId\":7}")),
                Reason.SCHEMA_VIOLATION,
                "/contactId");
        rejected(envelope("com.acme.crm", "contact.lost", OWNER, message("{}")), Reason.UNKNOWN_TYPE, "contact.lost");
    }

    @Test
    void aMessageOfATypeThatWasDeclaredAtRunTimePassesFromTheOwnersAccountOnly() {
        Verdict.Admitted admitted = (Verdict.Admitted)
                control.judge(envelope("sluice.api", "user.signup", OWNER, message("{\"a\":1.50}")), "f");
        assertThat(Json.text(admitted.event().json())).contains("\"data\":{\"a\":1.50}");
        rejected(envelope("sluice.api", "user.signup", PARTNER, message("{}")), Reason.UNKNOWN_SOURCE, "sluice.api");
        rejected(
                envelope("sluice.api", "user.signup", OWNER, message("{}").replace("[\"a\"]", "[7]")),
                Reason.INVALID_METADATA,
                "metadata.message.channels");
        rejected(
                envelope("sluice.api", "user.signup", OWNER, message("{}").replace("[\"a\"]", "[\"\\u0000\"]")),
                Reason.INVALID_IDENTIFIER,
                "metadata.message");
    }

    @Test
    void aPartnerThatImitatesAMessagePublishesData() {
        String imitation = message("{}")
                .replace(
                        "{\"metadata\"",
                        "{\"tenant\":\"red\",\"contactId\":\"c\",\"email\":\"a@b.example\",\"metadata\"");
        Verdict.Admitted admitted =
                (Verdict.Admitted) control.judge(envelope("com.acme.crm", "contact.created", PARTNER, imitation), "f");
        assertThat(admitted.event().metadata().id()).isEqualTo("e-1");
        assertThat(admitted.event().metadata().tenant()).isEqualTo("red");
        assertThat(admitted.event().metadata().message()).isEmpty();
    }

    @Test
    void whatIsNoEventIsMalformed() {
        rejected("not json", Reason.MALFORMED, "the event is not JSON");
        rejected("{\"detail\":[]}", Reason.MALFORMED, "detail: must be an object");
        rejected("[".repeat(5_000), Reason.MALFORMED, "");
        rejected("{\"detail\":{}}", Reason.MALFORMED, "id: must be a string");
    }

    @Test
    void sizeSourceAccountAndTypeAreChecked() {
        String large = CONTACT.replace("\"c\"", "\"" + "c".repeat(300_000) + "\"");
        rejected(envelope("com.acme.crm", "contact.created", PARTNER, large), Reason.TOO_LARGE, "at most 262144");
        rejected(envelope("com.nobody", "contact.created", PARTNER, CONTACT), Reason.UNKNOWN_SOURCE, "com.nobody");
        rejected(
                envelope("com.acme.crm", "contact.created", "333333333333", CONTACT),
                Reason.SOURCE_NOT_ALLOWED_FOR_ACCOUNT,
                "333333333333");
        rejected(envelope("com.acme.crm", "contact.lost", PARTNER, CONTACT), Reason.UNKNOWN_TYPE, "contact.lost");
    }

    @Test
    void dataThatTheCoreBusWouldFindTooDeepIsRejectedHere() {
        for (int levels : new int[] {102, 998, 999}) {
            String deep = "[".repeat(levels - 1) + "]".repeat(levels - 1);
            String data = CONTACT.substring(0, CONTACT.length() - 1) + ",\"rest\":" + deep + "}";
            rejected(
                    envelope("com.acme.crm", "contact.created", PARTNER, data),
                    Reason.SCHEMA_VIOLATION,
                    "is nested deeper than 100 levels");
        }
    }

    @Test
    void aSchemaViolationNamesEachPlace() {
        rejected(
                envelope(
                        "com.acme.crm",
                        "deal.won",
                        PARTNER,
                        "{\"dealId\":7,\"tenant\":\"blue\",\"amount\":\"a lot\",\"currency\":\"EUR\"}"),
                Reason.SCHEMA_VIOLATION,
                "/dealId");
        rejected(
                envelope(
                        "com.acme.crm",
                        "deal.won",
                        PARTNER,
                        "{\"dealId\":7,\"tenant\":\"blue\",\"amount\":\"a lot\",\"currency\":\"EUR\"}"),
                Reason.SCHEMA_VIOLATION,
                "/amount");
    }

    @Test
    void aPartnersOwnMetadataGivesNoPrivilege() {
        String spoof =
                "{\"metadata\":{\"id\":\"m-9\",\"tenant\":\"red\",\"hops\":0},\"contactId\":\"c\",\"tenant\":\"blue\",\"email\":\"a@b.example\"}";
        Verdict.Admitted admitted =
                (Verdict.Admitted) control.judge(envelope("com.acme.crm", "contact.created", PARTNER, spoof), "f");
        assertThat(admitted.event().metadata().id()).isEqualTo("e-1");
        assertThat(admitted.event().metadata().tenant()).isEqualTo("blue");
        assertThat(((Verdict.Rejected) control.judge(envelope("com.acme.crm", "x.y", PARTNER, spoof), "f")).id())
                .isEqualTo("e-1");
        rejected(
                envelope("com.example.orders", "order.placed", PARTNER, ROW.replace("HOPS", "0")),
                Reason.SOURCE_NOT_ALLOWED_FOR_ACCOUNT,
                PARTNER);
    }

    @Test
    void tenantMetadataAndHopsAreChecked() {
        rejected(
                envelope("com.acme.crm", "contact.created", PARTNER, "{\"contactId\":\"c\",\"email\":\"a@b.example\"}"),
                Reason.MISSING_TENANT,
                "/tenant");
        rejected(
                envelope("com.example.orders", "order.placed", OWNER, "{\"data\":{}}"),
                Reason.INVALID_METADATA,
                "metadata.id");
        rejected(row(3), Reason.TOO_MANY_HOPS, "3 times");
    }

    @Test
    void hugeNumbersAndDuplicateKeysAreJudgedNotThrown() {
        assertThat(control.judge(
                        envelope(
                                "com.acme.crm",
                                "deal.won",
                                PARTNER,
                                "{\"dealId\":\"d\",\"tenant\":\"blue\",\"amount\":1e400,\"currency\":\"EUR\"}"),
                        "f"))
                .isInstanceOf(Verdict.Admitted.class);
        rejected(
                envelope("com.acme.crm", "deal.won", PARTNER, "{\"amount\":" + "9".repeat(2_000) + "}"),
                Reason.MALFORMED,
                "");
        assertThat(control.judge(
                        envelope(
                                "com.acme.crm",
                                "contact.created",
                                PARTNER,
                                CONTACT.replace("{", "{\"contactId\":\"x\",")),
                        "f"))
                .isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void aNumberThatCannotBeWorkedWithRejectsItsEventAndNamesPlaceAndPublisher() {
        for (String number : List.of("1e999999999999", "-1E+99999999999", "1e-999999999999", "1e999999999")) {
            Verdict.Rejected rejected = (Verdict.Rejected) control.judge(
                    envelope("com.acme.crm", "deal.won", PARTNER, "{\"amount\":" + number + ",\"dealId\":\"d\"}"), "f");
            assertThat(rejected.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(rejected.detail()).contains("/detail/amount: ");
            assertThat(rejected.id()).isEqualTo("e-1");
            assertThat(rejected.source()).isEqualTo("com.acme.crm");
            assertThat(rejected.account()).isEqualTo(PARTNER);
        }
    }

    @Test
    void aTenantThatCannotBeAKeyIsRejected() {
        String longest = "é".repeat(128);
        assertThat(control.judge(
                        envelope("com.acme.crm", "contact.created", PARTNER, CONTACT.replace("blue", longest)), "f"))
                .isInstanceOf(Verdict.Admitted.class);
        for (String tenant : List.of(
                longest + "é",
                "t".repeat(100_000),
                "a\\u0000b",
                "\\ud800",
                "\\udc00x",
                "a\\nb",
                "\\ufffe",
                "\\uffff")) {
            rejected(
                    envelope("com.acme.crm", "contact.created", PARTNER, CONTACT.replace("blue", tenant)),
                    Reason.INVALID_IDENTIFIER,
                    "the tenant at /tenant: must ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"m-1\"|\"id\":\"a.b\"|metadata.id: must not contain a dot",
                "\"id\":\"m-1\"|\"id\":\"a\\r\\nx: y\"|metadata.id: must not contain the character U+000D",
                "\"tenant\":\"blue\",\"type\"|\"tenant\":\"\\ud800\",\"type\"|metadata.tenant: must not contain the character U+D800",
                "\"hops\":0|\"hops\":0,\"traceparent\":\"a b\"|metadata.traceparent: must not contain the character U+0020",
                "\"hops\":0|\"hops\":0,\"idempotencyKey\":\"\\u0000\"|metadata.idempotencyKey: must not contain",
                "\"sequenceNumber\":\"9\"|\"sequenceNumber\":\"é\"|metadata.sequenceNumber: must not contain",
                "\"keys\":{\"orderId\":\"1\"}|\"keys\":{\"orderId\":\"\\udc00\"}|metadata.keys/orderId: must not contain",
            })
    void whatBecomesAKeyOrAHeaderIsCheckedByOneRule(String good, String bad, String detail) {
        rejected(row(0).replace(good, bad), Reason.INVALID_IDENTIFIER, detail);
    }

    @Test
    void aChangeThatCouldNotBecomeAnEventIsRejectedWithItsCause() {
        String failed = Json.text(new FailedChange("m-7", "2026-11-24T11:00:00Z", "NewImage: is odd", Json.object())
                .json()
                .get("detail"));
        Verdict.Rejected rejected =
                (Verdict.Rejected) control.judge(envelope(FailedChange.SOURCE, FailedChange.TYPE, OWNER, failed), "f");
        assertThat(rejected.reason()).isEqualTo(Reason.UNREADABLE_CHANGE);
        assertThat(rejected.detail()).isEqualTo("NewImage: is odd");
        assertThat(rejected.id()).isEqualTo("m-7");
        rejected(envelope(FailedChange.SOURCE, FailedChange.TYPE, PARTNER, failed), Reason.UNKNOWN_SOURCE, "");
    }

    @Test
    void aReportIsFiledUnderAnIdThatAnEventCanHave() {
        Verdict.Rejected stable =
                (Verdict.Rejected) control.judge(row(0).replace("\"id\":\"m-1\"", "\"id\":\"a.b\""), "f");
        assertThat(stable.id()).isEqualTo("e-1");
        String unreadable = envelope("com.acme.crm", "deal.won", PARTNER, "{\"amount\":1e999999999999}");
        Verdict.Rejected unread =
                (Verdict.Rejected) control.judge(unreadable.replace("\"id\":\"e-1\"", "\"id\":\"e 1\""), "f");
        assertThat(unread.id()).isEqualTo("f");
    }

    @Test
    void aReportHoldsNothingThatAQueueOrATableRefuses() {
        Verdict.Rejected rejected =
                (Verdict.Rejected) control.judge(envelope("x\\u0000\\ud800", "y".repeat(3_000), PARTNER, CONTACT), "f");
        assertThat(rejected.source()).isEqualTo("x\\u0000\\ud800");
        assertThat(rejected.type()).hasSize(256);
        assertThat(rejected.detail()).doesNotContain("\u0000");
    }

    @Test
    void everyReasonIsDocumented() throws IOException {
        String readme = Files.readString(Path.of("../rules/README.md"));
        assertThat(Reason.values()).allSatisfy(reason -> assertThat(readme).contains("| `" + reason + "` |"));
    }

    private void rejected(String text, Reason reason, String detail) {
        Verdict verdict = control.judge(text, "f");
        assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        Verdict.Rejected rejected = (Verdict.Rejected) verdict;
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).contains(detail).hasSizeLessThanOrEqualTo(AdmissionControl.DETAIL_CHARACTERS);
    }

    private static String row(int hops) {
        return envelope("com.example.orders", "order.placed", OWNER, ROW.replace("HOPS", Integer.toString(hops)));
    }

    private static String envelope(String source, String type, String account, String detail) {
        return "{\"version\":\"0\",\"id\":\"e-1\",\"detail-type\":\"" + type + "\",\"source\":\"" + source
                + "\",\"account\":\"" + account
                + "\",\"time\":\"2026-11-24T11:59:00Z\",\"region\":\"us-east-1\",\"resources\":[],\"detail\":" + detail
                + "}";
    }
}
