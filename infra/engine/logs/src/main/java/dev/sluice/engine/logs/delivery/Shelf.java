package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.logs.group.LogPage;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.store.Documents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** All sources, destinations or deliveries, with the operations that differ in their names only: get, describe and delete. */
final class Shelf<T extends Owned> {

    /** How many an account may have of each. */
    static final int MOST = 1_000;

    /**
     * What AWS calls them.
     *
     * @param one in operations, such as {@code DeliverySource}
     * @param many in operations, such as {@code DeliverySources}
     * @param arn in ARNs, such as {@code delivery-source}
     * @param member by which a request names one
     */
    record Words(String one, String many, String arn, String member, TextConstraint constraint) {

        String text() {
            return arn.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + arn.substring(1).replace('-', ' ');
        }

        private static String lower(String name) {
            return name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
        }
    }

    private final Registry registry;
    private final Documents<T> documents;
    private final Words words;
    private final Function<T, ObjectNode> view;
    private final Predicate<T> used;

    /** @param used whether deliveries prevent deleting one */
    Shelf(Registry registry, Documents<T> documents, Words words, Function<T, ObjectNode> view, Predicate<T> used) {
        this.registry = registry;
        this.documents = documents;
        this.words = words;
        this.view = view;
        this.used = used;
    }

    /** With the operation that makes one. */
    Map<String, Operation> operations(String make, Operation making) {
        Map<String, Operation> all = new HashMap<>();
        all.put(make, making);
        all.put("Get" + words.one(), this::get);
        all.put("Describe" + words.many(), this::describe);
        all.put("Delete" + words.one(), this::delete);
        return all;
    }

    /**
     * Keeps one; the caller holds the registry's monitor.
     *
     * @throws AwsException ServiceQuotaExceededException if the account has too many
     */
    void put(T one) {
        if (documents.get(one.place()).isEmpty() && of(one.account()).size() >= MOST) {
            throw AwsException.of(
                    "ServiceQuotaExceededException", "An account can have " + MOST + " " + words.many() + ".");
        }
        documents.put(one.place(), one);
    }

    Response answer(T one) {
        ObjectNode answer = Json.object();
        answer.set(Words.lower(words.one()), view.apply(one));
        return Response.of(answer);
    }

    private Response get(Request request) {
        return answer(find(request, "Get" + words.one()));
    }

    private Response describe(Request request) {
        String operation = "Describe" + words.many();
        registry.allow(request.caller(), operation, words.arn(), "*");
        return Response.of(LogPage.of(
                new Members(request.input()),
                Words.lower(words.many()),
                of(request.caller().account()),
                Owned::label,
                view::apply));
    }

    private Response delete(Request request) {
        synchronized (registry) {
            T one = find(request, "Delete" + words.one());
            if (used.test(one)) {
                throw Registry.conflict(words.text() + " " + one.label() + " has deliveries; delete them first.");
            }
            documents.remove(one.place());
        }
        return Response.empty();
    }

    private T find(Request request, String operation) {
        Members members = new Members(request.input());
        String label = members.required(words.member(), words.constraint());
        members.check();
        registry.allow(request.caller(), operation, words.arn(), label);
        return documents
                .get(request.caller().account() + "/" + label)
                .orElseThrow(() -> Registry.missing(words.text(), label));
    }

    private List<T> of(String account) {
        return documents.list().stream()
                .filter(one -> one.account().equals(account))
                .toList();
    }
}
