package dev.sluice.engine.logs.group;

/**
 * Lets AWS services write to log groups of this account.
 *
 * @param document the policy as it was given
 * @param updated epoch milliseconds
 */
record ResourcePolicy(String account, String name, String document, long updated) {}
