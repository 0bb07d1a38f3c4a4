package dev.sluice.bench.traffic;

import dev.sluice.bench.load.Client;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;

/** The owner, placing orders: rows of a table like the example catalog's. */
public final class Orders implements Client {

    private static final Operation PUT_ITEM = Operation.dynamoDb("PutItem");

    private final Connection connection;
    private final String table;
    private final String tenant;

    /** @param table in which the rows are put, with the key {@code orderId} */
    public Orders(Subject subject, String table, String tenant) {
        this.connection = subject.connect();
        this.table = table;
        this.tenant = tenant;
    }

    @Override
    public void send(long first, int count, long intended) {
        for (int i = 0; i < count; i++) {
            connection.send(
                    PUT_ITEM,
                    "{\"TableName\":\"" + table + "\",\"Item\":{\"orderId\":{\"S\":\"o-" + (first + i)
                            + "\"},\"tenant\":{\"S\":\"" + tenant
                            + "\"},\"status\":{\"S\":\"PLACED\"},\"n\":{\"N\":\"" + (first + i) + "\"},\"t\":{\"N\":\""
                            + intended + "\"}}}");
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
