package dev.sluice.engine.pipes.target;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Gathers which events of a batch failed. Not thread-safe. */
final class Failures {

    private final Set<String> ids = new HashSet<>();
    private Optional<Fault> first = Optional.empty();
    private boolean unnamed;

    void add(Element element, Fault fault) {
        unnamed |= element.id().isEmpty();
        ids.add(element.id());
        first = first.isPresent() ? first : Optional.of(fault);
    }

    /**
     * Sends events in requests of at most {@code mostBytes} of text. A request that is refused as a whole fails its own events,
     * and none of another request.
     *
     * @throws AwsException if there was only one request
     */
    void inRequests(List<Element> elements, long mostBytes, Consumer<List<Element>> send) {
        for (List<Element> request : requests(elements, mostBytes)) {
            try {
                send.accept(request);
            } catch (AwsException e) {
                if (request.size() == elements.size()) {
                    throw e;
                }
                request.forEach(element -> add(element, Fault.of(e)));
            }
        }
    }

    private static List<List<Element>> requests(List<Element> elements, long mostBytes) {
        List<List<Element>> requests = new ArrayList<>();
        long bytes = mostBytes;
        for (Element element : elements) {
            int size = element.text().getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > mostBytes) {
                requests.add(new ArrayList<>());
                bytes = 0;
            }
            bytes += size;
            requests.get(requests.size() - 1).add(element);
        }
        return requests;
    }

    /** An event whose source's record is not known can only be tried again with its whole batch. */
    Outcome outcome() {
        if (first.isEmpty()) {
            return Outcome.done();
        }
        return unnamed ? Outcome.failed(first.get()) : new Outcome.Partial(Set.copyOf(ids), first.get());
    }
}
