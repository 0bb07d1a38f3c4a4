package dev.sluice.engine.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An API or a part of one, as it is kept.
 *
 * @param apiId the API that it belongs to; its own id if it is one
 * @param number counts up in the order in which things were made
 * @param created epoch milliseconds
 * @param body the members that it was given, in AWS's names
 */
record Item(Kind kind, String id, String apiId, String account, long number, long created, JsonNode body) {

    String key() {
        return apiId + "/" + kind + "/" + id;
    }

    Item with(JsonNode changed) {
        return new Item(kind, id, apiId, account, number, created, changed);
    }
}
