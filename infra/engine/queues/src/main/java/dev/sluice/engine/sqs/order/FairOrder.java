package dev.sluice.engine.sqs.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Standard queues: oldest first; with message groups, the group with the fewest messages in flight first, so that one noisy
 * tenant does not delay the others.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">Fair queues</a>
 */
public final class FairOrder implements Order {

    private static final Comparator<Entry> OLDEST = (a, b) -> Long.compare(a.seq, b.seq);

    private static final class Group extends Slotted {
        final Heap<Entry> ready = new Heap<>(OLDEST);
        int inFlight;

        long head() {
            Entry first = ready.first();
            return first == null ? Long.MAX_VALUE : first.seq;
        }
    }

    private final Map<String, Group> groups = new HashMap<>();

    /** Groups with ready messages. */
    private final Heap<Group> offered =
            new Heap<>(Comparator.<Group>comparingInt(group -> group.inFlight).thenComparingLong(Group::head));

    @Override
    public void arrived(Entry entry) {
        if (entry.state == Entry.State.IN_FLIGHT) {
            group(entry).inFlight++;
            settle(group(entry));
        } else if (entry.state == Entry.State.READY) {
            offer(group(entry), entry);
        }
    }

    @Override
    public void readied(Entry entry) {
        Group group = group(entry);
        if (entry.state == Entry.State.IN_FLIGHT) {
            group.inFlight--;
        }
        entry.state = Entry.State.READY;
        offer(group, entry);
    }

    @Override
    public boolean any() {
        return !offered.isEmpty();
    }

    @Override
    public List<Entry> take(int most) {
        List<Entry> taken = new ArrayList<>(most);
        for (Group group = offered.first(); taken.size() < most && group != null; group = offered.first()) {
            Entry entry = group.ready.poll();
            if (entry != null) {
                entry.state = Entry.State.IN_FLIGHT;
                group.inFlight++;
                taken.add(entry);
            }
            settle(group);
        }
        return taken;
    }

    @Override
    public void left(Entry entry, Entry.State from) {
        Group group = groups.get(entry.group);
        if (group == null) {
            return;
        }
        if (from == Entry.State.READY) {
            group.ready.remove(entry);
        } else if (from == Entry.State.IN_FLIGHT) {
            group.inFlight--;
        }
        settle(group);
        if (group.inFlight == 0 && group.ready.isEmpty()) {
            groups.remove(entry.group);
        }
    }

    private Group group(Entry entry) {
        return groups.computeIfAbsent(entry.group, unused -> new Group());
    }

    private void offer(Group group, Entry entry) {
        group.ready.add(entry);
        settle(group);
    }

    private void settle(Group group) {
        if (group.ready.isEmpty()) {
            if (group.slot != Slotted.NOWHERE) {
                offered.remove(group);
            }
        } else if (group.slot == Slotted.NOWHERE) {
            offered.add(group);
        } else {
            offered.moved(group);
        }
    }
}
