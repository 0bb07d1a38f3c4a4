package dev.sluice.delivery.api;

/**
 * The application that a path names.
 *
 * @param id such as {@code app_2ZbZHnPtnhEVdWzVgRTzBzk4Cdf}
 * @param tenant under which its endpoints, messages and attempts are kept; it never changes
 */
public record Owner(String id, String tenant) {}
