package dev.sluice.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How things stand when all faults have healed and nothing moves any more.
 *
 * @param receivers the names of each tenant's receivers that get everything
 * @param rejected ids of the events that the journal says were rejected
 * @param ingressOrder stable ids in the order in which the ingress bus first took them in
 * @param balanced whether the books balance
 * @param books the account, for people
 * @param faults how many faults there were
 */
public record End(
        Map<String, List<String>> receivers,
        Set<String> rejected,
        List<String> ingressOrder,
        boolean balanced,
        String books,
        int faults) {}
