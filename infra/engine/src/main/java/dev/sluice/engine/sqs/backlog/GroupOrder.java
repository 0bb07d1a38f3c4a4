package dev.sluice.engine.sqs.backlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * FIFO queues: strictly in order within a message group; a message waits while an earlier one of its group is in flight or
 * delayed. One receive takes as many as possible of one group before it goes to the next.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO delivery logic</a>
 */
final class GroupOrder implements Order {

    private static final class Group {
        /** All messages of the group, in flight and delayed ones too. */
        final NavigableMap<Long, Entry> entries = new TreeMap<>();
        /** Under which number it is offered; negative if it is not. */
        long offered = -1;
    }

    private final Map<String, Group> groups = new HashMap<>();

    /** Groups whose first message is ready, by its number. */
    private final NavigableMap<Long, Group> heads = new TreeMap<>();

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
        return !heads.isEmpty();
    }

    @Override
    public List<Entry> take(int most) {
        List<Entry> taken = new ArrayList<>(most);
        while (taken.size() < most && !heads.isEmpty()) {
            Group group = heads.firstEntry().getValue();
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
        if (group.offered >= 0) {
            heads.remove(group.offered);
            group.offered = -1;
        }
        if (!group.entries.isEmpty() && group.entries.firstEntry().getValue().state == Entry.State.READY) {
            group.offered = group.entries.firstKey();
            heads.put(group.offered, group);
        }
    }
}
