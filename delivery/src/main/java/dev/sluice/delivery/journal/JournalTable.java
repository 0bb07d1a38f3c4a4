package dev.sluice.delivery.journal;

import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.JournalStore;
import dev.sluice.runtime.journal.Message;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The journal in DynamoDB. */
public final class JournalTable implements Journal {

    private final JournalStore table;

    public JournalTable(DynamoDbClient client, String table) {
        this.table = new JournalStore(client, table);
    }

    @Override
    public void dispatched(Collection<Dispatch> dispatches, Collection<Message> messages) {
        table.dispatched(dispatches, messages);
    }

    @Override
    public Map<String, Dispatch> dispatches(Collection<String> eventIds) {
        return table.dispatches(eventIds);
    }

    @Override
    public void attempted(Collection<Attempt> attempts) {
        table.attempted(attempts);
    }

    @Override
    public Map<Attempt.Key, Attempt> attempts(Collection<Attempt.Key> keys) {
        return table.attempts(keys);
    }

    @Override
    public Map<String, Integer> lastAttempts(String eventId) {
        return table.lastAttempts(eventId);
    }
}
