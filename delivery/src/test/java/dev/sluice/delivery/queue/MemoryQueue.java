package dev.sluice.delivery.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A queue in memory that can be made to refuse. */
public final class MemoryQueue implements Queue {

    private final List<Outgoing> messages = new ArrayList<>();
    private Predicate<Outgoing> refused = message -> false;

    /** From now on it does not take these. */
    public synchronized void refuse(Predicate<Outgoing> which) {
        refused = which;
    }

    @Override
    public synchronized Map<Integer, String> send(List<Outgoing> all) {
        Map<Integer, String> failed = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (refused.test(all.get(i))) {
                failed.put(i, "the queue is not there");
            } else {
                messages.add(all.get(i));
            }
        }
        return failed;
    }

    public synchronized List<Outgoing> messages() {
        return List.copyOf(messages);
    }

    /** Takes all messages away, as a function would receive them. */
    public synchronized List<Received> take() {
        List<Received> taken = new ArrayList<>();
        for (Outgoing message : messages) {
            taken.add(new Received("m-" + taken.size(), "queue", 1, message.attributes(), message.body()));
        }
        messages.clear();
        return taken;
    }
}
