package dev.sluice.cli.deployed;

import dev.sluice.runtime.journal.JournalEntry;
import dev.sluice.runtime.journal.JournalStore;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads the platform's journal: the records of admission control, the dispatcher and the sender. */
public final class JournalTable implements AutoCloseable {

    private final DynamoDbClient client;
    private final JournalStore table;

    public JournalTable(Deployment deployment) {
        this.client = deployment.clients().dynamoDb();
        this.table = new JournalStore(client, deployment.journalTable());
    }

    /** The entries of one event, in order. */
    public List<JournalEntry> of(String id) {
        return table.of(id);
    }

    /** All entries. */
    public List<JournalEntry> all() {
        return table.all();
    }

    @Override
    public void close() {
        client.close();
    }
}
