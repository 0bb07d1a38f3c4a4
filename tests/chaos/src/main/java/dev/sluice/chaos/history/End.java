package dev.sluice.chaos.history;

import java.util.List;
import java.util.Set;

/**
 * How things stand when all faults have healed and nothing moves any more.
 *
 * @param subscriptions who must have received what
 * @param rejected ids of the events that the journal says were rejected
 * @param quarantined keys of the events that lie in the quarantine queue
 * @param ingressOrder stable ids in the order in which the ingress bus first took them in
 * @param impossible deliveries that are said to have been made to endpoints that nobody can reach
 * @param balanced whether the books balance
 * @param books the account, for people
 * @param faults how many faults there were
 */
public record End(
        List<Subscription> subscriptions,
        Set<String> rejected,
        Set<String> quarantined,
        List<String> ingressOrder,
        Set<String> impossible,
        boolean balanced,
        String books,
        int faults) {}
