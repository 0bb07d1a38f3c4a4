package dev.sluice.bench.traffic;

import dev.sluice.bench.load.Client;
import dev.sluice.bench.load.Stamp;
import dev.sluice.bench.subject.Access;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.local.Principals;

/** The partner of the example catalog, publishing deals that are too small for the ledger: they go to webhooks and the audit log. */
public final class Deals implements Client {

    private static final String PARTNER = "210987654321";
    private static final Operation PUT_EVENTS = Operation.events("PutEvents");

    private final Connection connection;
    private final String bus;
    private final String tenantPrefix;
    private final int tenants;

    /** @param tenants events go to {@code tenantPrefix0}, {@code tenantPrefix1} ... in turn */
    public Deals(Subject subject, String tenantPrefix, int tenants) {
        Principals principals = Principals.of(subject.data());
        Clients partner = principals.account(PARTNER);
        this.connection = new Connection(
                partner.endpoint(), new Access(partner.accessKey(), partner.secretKey(), partner.region()));
        this.bus = principals.ingressBus();
        this.tenantPrefix = tenantPrefix;
        this.tenants = tenants;
    }

    @Override
    public void send(long first, int count, long intended) {
        StringBuilder body = new StringBuilder(600 * count).append("{\"Entries\":[");
        for (int i = 0; i < count; i++) {
            long number = first + i;
            body.append(i == 0 ? "" : ",")
                    .append("{\"Source\":\"com.acme.crm\",\"DetailType\":\"deal.won\",\"EventBusName\":\"")
                    .append(bus)
                    .append("\",\"Detail\":\"{\\\"dealId\\\":\\\"d-")
                    .append(number)
                    .append("\\\",\\\"tenant\\\":\\\"")
                    .append(tenantPrefix)
                    .append(number % tenants)
                    .append("\\\",\\\"amount\\\":12.5,\\\"currency\\\":\\\"EUR\\\",");
            Stamp.quoted(body, number, intended).append("}\"}");
        }
        connection.send(PUT_EVENTS, body.append("]}").toString());
    }

    @Override
    public void close() {
        connection.close();
    }
}
