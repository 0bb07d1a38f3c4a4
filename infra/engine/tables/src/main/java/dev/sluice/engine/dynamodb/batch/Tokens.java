package dev.sluice.engine.dynamodb.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.value.Numbers;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ClientRequestTokens of the last ten minutes: a transaction repeated with its token is not executed again. */
public final class Tokens {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    public Tokens(Store store) {
        store.schema("""
                CREATE TABLE IF NOT EXISTS ddb_token(account TEXT, token TEXT, request BLOB NOT NULL, at INTEGER NOT NULL,
                    PRIMARY KEY(account, token)) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS ddb_token_at ON ddb_token(at)""");
    }

    /**
     * Remembers a token within the write that does the transaction; true if that was done before.
     *
     * @throws AwsException IdempotentParameterMismatchException if the token came with another request
     */
    boolean seen(Tx tx, String account, String token, byte[] request, Instant now) throws SQLException {
        tx.update("DELETE FROM ddb_token WHERE at <= ?", now.minus(WINDOW).toEpochMilli());
        List<byte[]> known = tx.query(
                row -> row.getBytes(1),
                "SELECT request FROM ddb_token WHERE account = ? AND token = ?",
                account,
                token);
        if (known.isEmpty()) {
            tx.update(
                    "INSERT INTO ddb_token(account, token, request, at) VALUES (?, ?, ?, ?)",
                    account,
                    token,
                    request,
                    now.toEpochMilli());
            return false;
        }
        if (!Arrays.equals(known.get(0), request)) {
            throw AwsException.of(
                    "IdempotentParameterMismatchException",
                    "The provided ClientRequestToken was used before with a request that has other parameters");
        }
        return true;
    }

    /**
     * What a request must repeat to be the same one: what it means, however it is written. Neither the order of members nor that
     * of a set counts, nor how a number is spelled.
     */
    static byte[] digest(ObjectNode input) {
        ObjectNode compared = input.deepCopy();
        compared.remove(List.of("ClientRequestToken", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics"));
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(Json.text(canonical(compared)).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = Json.array();
            node.forEach(element -> array.add(canonical(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = Json.object();
        node.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .sorted(Map.Entry.comparingByKey())
                .forEach(member -> object.set(member.getKey(), member(member.getKey(), member.getValue())));
        return object;
    }

    /** Members of values: the name of an attribute can be {@code N} or {@code SS} too, and its value is an object then. */
    private static JsonNode member(String name, JsonNode value) {
        if (name.equals("N") && value.isTextual()) {
            return number(value);
        }
        if (Set.of("SS", "NS", "BS").contains(name) && value.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            value.forEach(element -> elements.add(name.equals("NS") ? number(element) : element));
            elements.sort(Comparator.comparing(JsonNode::asText));
            return Json.array().addAll(elements);
        }
        return canonical(value);
    }

    private static JsonNode number(JsonNode text) {
        return TextNode.valueOf(Numbers.parse(text.asText()).toPlainString());
    }
}
