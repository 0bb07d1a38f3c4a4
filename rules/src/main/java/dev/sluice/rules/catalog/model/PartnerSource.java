package dev.sluice.rules.catalog.model;

import java.util.List;

/**
 * A partner that publishes from its own AWS account.
 *
 * @param account the partner's 12-digit account, the only one that may use this source
 */
public record PartnerSource(String source, String tenant, String account, List<EventType> types) implements Source {}
