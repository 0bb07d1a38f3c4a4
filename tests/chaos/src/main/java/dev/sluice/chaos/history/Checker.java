package dev.sluice.chaos.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the rules. Each violation is a line that names the rule and the event. */
public final class Checker {

    /** Deliveries of one event to one receiver that need no explanation; each fault may bring it back once more. */
    static final int FREE_DELIVERIES = 4;

    private final History history;
    private final End end;
    private final Map<String, Change> asked;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Map<String, Integer>> deliveries = new HashMap<>();

    private Checker(History history, End end) {
        this.history = history;
        this.end = end;
        this.asked = history.asked();
    }

    /** What the history violates; empty if nothing. */
    public static List<String> check(History history, End end) {
        Checker checker = new Checker(history, end);
        checker.receipts();
        checker.atLeastOnce();
        checker.rejected();
        checker.order();
        checker.reconciliation();
        return List.copyOf(checker.violations);
    }

    private void receipts() {
        Set<String> bad = new HashSet<>(history.refusable().values());
        bad.addAll(history.poison().keySet());
        for (Receipt receipt : history.receipts()) {
            require(
                    receipt.verified(),
                    "signature: a webhook at " + receipt.receiver() + " does not verify: " + receipt);
            require(!bad.contains(receipt.key()), "admission: a rejected event was delivered: " + receipt);
            require(
                    asked.containsKey(receipt.key()) || bad.contains(receipt.key()),
                    "invented: was never sent: " + receipt);
            require(
                    receipt.tenant().equals(receipt.bodyTenant()),
                    "tenant: " + receipt.tenant() + " received an event of " + receipt.bodyTenant() + ": " + receipt);
            deliveries
                    .computeIfAbsent(receipt.receiver(), name -> new HashMap<>())
                    .merge(receipt.key(), 1, Integer::sum);
        }
        deliveries.forEach((receiver, keys) -> keys.forEach((key, count) -> require(
                count <= FREE_DELIVERIES + end.faults(),
                "duplicates: " + key + " reached " + receiver + " " + count + " times" + ", with " + end.faults()
                        + " faults")));
        end.impossible().forEach(delivery -> violations.add("outcome: cannot have been received: " + delivery));
    }

    private void atLeastOnce() {
        for (String key : history.acknowledged()) {
            Change change = asked.get(key);
            if (change == null) {
                continue;
            }
            for (Subscription subscription : end.subscriptions()) {
                require(
                        !subscription.wants().test(change)
                                || deliveries
                                        .getOrDefault(subscription.receiver(), Map.of())
                                        .containsKey(key),
                        "lost: " + key + " was acknowledged but never reached " + subscription.receiver());
            }
        }
    }

    private void rejected() {
        history.refusable().forEach((id, key) -> {
            require(
                    end.rejected().contains(id),
                    "admission: " + key + " (" + id + ") was acknowledged, but has no verdict");
            quarantined(key);
        });
        history.poison().forEach((key, written) -> {
            if (written) {
                quarantined(key);
            }
        });
        history.notes().forEach(violations::add);
    }

    private void quarantined(String key) {
        require(end.quarantined().contains(key), "lost: " + key + " must be in quarantine, but is not");
    }

    /** The pipe keeps the order of each row's changes up to the bus. */
    private void order() {
        Map<String, String> keyOfId = new HashMap<>();
        history.receipts().forEach(receipt -> keyOfId.put(receipt.id(), receipt.key()));
        keyOfId.remove("");
        Map<String, Change> latest = new HashMap<>();
        for (String id : end.ingressOrder()) {
            Change change = asked.get(keyOfId.getOrDefault(id, ""));
            if (change != null && change.order() >= 0) {
                Change before = latest.put(change.row(), change);
                require(
                        before == null || before.order() < change.order(),
                        "order: " + change.key() + " reached the bus after " + (before == null ? "" : before.key()));
            }
        }
    }

    private void reconciliation() {
        require(end.balanced(), "reconciliation: does not balance: " + end.counts());
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
