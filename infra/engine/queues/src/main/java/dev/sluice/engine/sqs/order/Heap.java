package dev.sluice.engine.sqs.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap whose elements know their place, so that any of them leaves in O(log n): a queue of a million messages in
 * flight leaves nothing behind when they are deleted. Not thread-safe.
 */
public final class Heap<T extends Slotted> {

    private final List<T> elements = new ArrayList<>();
    private final Comparator<T> order;

    Heap(Comparator<T> order) {
        this.order = order;
    }

    int size() {
        return elements.size();
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    @Nullable
    T first() {
        return elements.isEmpty() ? null : elements.get(0);
    }

    @Nullable
    T poll() {
        T first = first();
        if (first != null) {
            remove(first);
        }
        return first;
    }

    void add(T element) {
        elements.add(element);
        up(element, elements.size() - 1);
    }

    void remove(T element) {
        int slot = element.slot;
        T last = elements.remove(elements.size() - 1);
        element.slot = Slotted.NOWHERE;
        if (last != element) {
            up(last, slot);
            down(last, last.slot);
        }
    }

    /** Puts an element right whose order has changed. */
    void moved(T element) {
        up(element, element.slot);
        down(element, element.slot);
    }

    private void up(T element, int from) {
        int slot = from;
        while (slot > 0) {
            T parent = elements.get((slot - 1) / 2);
            if (order.compare(element, parent) >= 0) {
                break;
            }
            place(parent, slot);
            slot = (slot - 1) / 2;
        }
        place(element, slot);
    }

    private void down(T element, int from) {
        int slot = from;
        while (2 * slot + 1 < elements.size()) {
            int child = 2 * slot + 1;
            if (child + 1 < elements.size() && order.compare(elements.get(child + 1), elements.get(child)) < 0) {
                child++;
            }
            if (order.compare(element, elements.get(child)) <= 0) {
                break;
            }
            place(elements.get(child), slot);
            slot = child;
        }
        place(element, slot);
    }

    private void place(T element, int slot) {
        elements.set(slot, element);
        element.slot = slot;
    }
}
