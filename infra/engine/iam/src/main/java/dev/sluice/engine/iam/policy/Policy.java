package dev.sluice.engine.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;

/** A customer-managed policy. */
public record Policy(String arn, String name, String path, String id, String created, JsonNode document) {}
