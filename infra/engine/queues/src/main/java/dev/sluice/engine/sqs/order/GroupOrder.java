package dev.sluice.engine.sqs.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * FIFO queues: strictly in order within a message group; a message waits while an earlier one of its group is in flight or
 * delayed. One receive takes as many as possible of one group before it goes to the next; a group that was held goes behind
 * those that waited meanwhile.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO delivery logic</a>
 */
public final class GroupOrder implements Order {

    private static final class Group {
        /** All messages of the group, in flight and delayed ones too. */
        final NavigableMap<Long, Entry> entries = new TreeMap<>();
        /** Whose turn it is; negative while its first message is not ready. */
        long turn = -1;
    }

    private final Map<String, Group> groups = new HashMap<>();

    /** Groups whose first message is ready, in the order in which they became so. */
    private final NavigableMap<Long, Group> offered = new TreeMap<>();

    private long turns;

    @Override
    public void arrived(Entry entry) {
        Group group = groups.computeIfAbsent(entry.group, unused -> new Group());
        group.entries.put(entry.seq, entry);
        settle(group);
    }

    @Override
    public void readied(Entry entry) {
        entry.state = Entry.State.READY;
        Group group = groups.get(entry.group);
        if (group != null) {
            settle(group);
        }
    }

    @Override
    public boolean any() {
        return !offered.isEmpty();
    }

    @Override
    public List<Entry> take(int most) {
        List<Entry> taken = new ArrayList<>(most);
        while (taken.size() < most && !offered.isEmpty()) {
            Group group = offered.firstEntry().getValue();
            for (Entry entry : group.entries.values()) {
                if (entry.state != Entry.State.READY || taken.size() == most) {
                    break;
                }
                entry.state = Entry.State.IN_FLIGHT;
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
        group.entries.remove(entry.seq);
        settle(group);
        if (group.entries.isEmpty()) {
            groups.remove(entry.group);
        }
    }

    private void settle(Group group) {
        boolean ready = !group.entries.isEmpty() && group.entries.firstEntry().getValue().state == Entry.State.READY;
        if (ready && group.turn < 0) {
            group.turn = turns++;
            offered.put(group.turn, group);
        } else if (!ready && group.turn >= 0) {
            offered.remove(group.turn);
            group.turn = -1;
        }
    }
}
