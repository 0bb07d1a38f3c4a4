package dev.sluice.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule, kept and violated. */
class CheckerTest {

    private static final Change PLACED = new Change("o-1 PLACED", "red", 0);
    private static final Change PAID = new Change("o-1 PAID", "red", 1);
    private static final Change DEAL = new Change("d-1", "blue", -1);

    private final History history = new History();
    private Set<String> rejected = Set.of("bad-id");
    private Set<String> quarantined = Set.of("d-2", "x-1 PLACED");
    private List<String> order = List.of("id o-1 PLACED", "id o-1 PAID", "id d-1");
    private Set<String> impossible = Set.of();
    private boolean balanced = true;
    private int faults;

    @BeforeEach
    void allIsWell() {
        for (Change change : List.of(PLACED, PAID, DEAL)) {
            history.ask(change);
            history.acknowledge(change);
            receive(change, change.tenant());
        }
        history.acknowledgeBad("bad-id", "d-2");
        history.poison("x-1 PLACED", true);
        history.poison("x-2 PLACED", false);
        history.ask(new Change("o-9 PLACED", "red", 0));
    }

    @Test
    void aHistoryWithoutFaultsViolatesNothing() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void anAcknowledgedEventMustReachEverySubscriber() {
        Change lost = new Change("o-2 PLACED", "blue", 0);
        history.ask(lost);
        assertThat(violations()).as("in doubt").isEmpty();
        history.acknowledge(lost);
        assertThat(violations()).containsExactly("lost: o-2 PLACED was acknowledged but never reached blue");
    }

    @Test
    void aReceiverNeedNotGetWhatItDoesNotSubscribeTo() {
        Change unwanted = new Change("o-2 PLACED", "grey", 0);
        history.ask(unwanted);
        history.acknowledge(unwanted);
        assertThat(violations()).isEmpty();
    }

    @Test
    void nothingIsInvented() {
        receive(new Change("o-77 PLACED", "red", 0), "red");
        assertThat(violations()).singleElement().asString().startsWith("invented: ");
    }

    @Test
    void noTenantGetsWhatBelongsToAnother() {
        history.receive(new Receipt("blue", "blue", "id d-1", "d-1", "red", true));
        assertThat(violations()).singleElement().asString().startsWith("tenant: blue received an event of red");
    }

    @Test
    void everySignatureHolds() {
        history.receive(new Receipt("blue", "blue", "id d-1", "d-1", "blue", false));
        assertThat(violations()).singleElement().asString().startsWith("signature: ");
    }

    @Test
    void aRejectedEventReachesNoOne() {
        receive(new Change("d-2", "red", -1), "red");
        receive(new Change("x-2 PLACED", "red", 0), "red");
        assertThat(violations()).hasSize(2).allMatch(violation -> violation.startsWith("admission: a rejected event"));
    }

    @Test
    void anEventToBeRejectedHasAVerdictAndIsInQuarantine() {
        rejected = Set.of();
        quarantined = Set.of();
        assertThat(violations())
                .containsExactlyInAnyOrder(
                        "admission: d-2 (bad-id) was acknowledged, but has no verdict",
                        "lost: d-2 must be in quarantine, but is not",
                        "lost: x-1 PLACED must be in quarantine, but is not");
    }

    @Test
    void aRowKeepsItsOrderOnTheBus() {
        order = List.of("id o-1 PAID", "id d-1", "id o-1 PLACED");
        assertThat(violations()).containsExactly("order: o-1 PLACED reached the bus after o-1 PAID");
    }

    @Test
    void duplicatesAreAsManyAsFaultsExplain() {
        for (int i = 1; i < Checker.FREE_DELIVERIES; i++) {
            receive(DEAL, "blue");
        }
        assertThat(violations()).isEmpty();
        receive(DEAL, "blue");
        assertThat(violations()).singleElement().asString().startsWith("duplicates: d-1 reached blue 5 times");
        faults = 1;
        assertThat(violations()).isEmpty();
    }

    @Test
    void theCountsBalance() {
        balanced = false;
        assertThat(violations()).containsExactly("reconciliation: does not balance: the counts");
    }

    @Test
    void nothingIsDeliveredToAnUnreachableEndpoint() {
        impossible = Set.of("an attempt");
        assertThat(violations()).containsExactly("outcome: cannot have been received: an attempt");
    }

    @Test
    void whatClientsNotedIsAViolation() {
        history.note("refused: a valid request got 500");
        assertThat(violations()).containsExactly("refused: a valid request got 500");
    }

    private void receive(Change change, String receiver) {
        history.receive(new Receipt(receiver, receiver, "id " + change.key(), change.key(), receiver, true));
    }

    private List<String> violations() {
        return Checker.check(
                history,
                new End(
                        List.of(
                                new Subscription(
                                        "red", change -> change.tenant().equals("red")),
                                new Subscription(
                                        "blue", change -> change.tenant().equals("blue"))),
                        rejected,
                        quarantined,
                        order,
                        impossible,
                        balanced,
                        "the counts",
                        faults));
    }
}
