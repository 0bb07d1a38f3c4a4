package dev.sluice.rules.catalog.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A table of the owner whose changes become events.
 *
 * @param table the table's name
 * @param keys the table's key attributes, the partition key first
 * @param filter the pipe's filter over stream records; empty for all
 * @param changes which change becomes which event; the first that fits counts
 */
public record TableSource(
        String source,
        String tenant,
        String table,
        List<String> keys,
        Optional<JsonNode> filter,
        List<Change> changes,
        List<EventType> types)
        implements Source {}
