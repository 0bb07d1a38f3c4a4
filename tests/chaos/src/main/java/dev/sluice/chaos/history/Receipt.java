package dev.sluice.chaos.history;

/**
 * A webhook that a receiver took, with an answer of 2xx.
 *
 * @param receiver who took it
 * @param tenant whose receiver that is
 * @param id the {@code webhook-id}
 * @param key the change that the body names; empty if it names none
 * @param bodyTenant the tenant that the body names
 * @param verified whether the signature held
 */
public record Receipt(String receiver, String tenant, String id, String key, String bodyTenant, boolean verified) {}
