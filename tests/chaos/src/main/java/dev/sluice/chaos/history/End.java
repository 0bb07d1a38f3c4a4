package dev.sluice.chaos.history;

import java.util.List;
import java.util.Set;

/**
 * The state after all faults are removed and nothing moves any more.
 *
 * @param subscriptions who must have received what
 * @param rejected ids of the events that the journal says were rejected
 * @param quarantined keys of the events in the quarantine queue
 * @param ingressOrder stable ids in the order in which the ingress bus first received them
 * @param impossible deliveries reported for endpoints that cannot be reached
 * @param balanced whether the counts balance
 * @param counts the counts, as text
 * @param faults how many faults there were
 */
public record End(
        List<Subscription> subscriptions,
        Set<String> rejected,
        Set<String> quarantined,
        List<String> ingressOrder,
        Set<String> impossible,
        boolean balanced,
        String counts,
        int faults) {}
