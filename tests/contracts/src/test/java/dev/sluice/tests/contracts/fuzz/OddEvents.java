package dev.sluice.tests.contracts.fuzz;

import java.util.List;

/** Envelopes of events, good and odd. */
final class OddEvents {

    private OddEvents() {}

    /** A partner's event as the ingress bus delivers it. */
    static String deal(String id, String tenant, String amount, String more) {
        return "{\"version\":\"0\",\"id\":\"" + id + "\",\"detail-type\":\"deal.won\",\"source\":\"com.acme.crm\","
                + "\"account\":\"210987654321\",\"time\":\"2026-11-30T11:59:00Z\",\"region\":\"us-east-1\",\"resources\":[],"
                + "\"detail\":{\"dealId\":\"d\",\"tenant\":" + tenant + ",\"amount\":" + amount
                + ",\"currency\":\"EUR\"" + more + "}}";
    }

    static String oddDeal(OddJson odd, String id) {
        return switch (odd.below(6)) {
            case 0 -> deal(id, odd.text(), "1.5", "");
            case 1 -> deal(id, "\"blue\"", odd.number(), "");
            case 2 -> deal(id, "\"blue\"", "1.5", ",\"more\":" + odd.value());
            case 3 -> deal(id, odd.value(), odd.value(), "," + odd.text() + ":" + odd.value());
            case 4 -> row(odd, "com.example.orders", "000000000000");
            default -> odd.value();
        };
    }

    /** A row's event whose members of metadata are odd. */
    static String row(OddJson odd, String source, String account) {
        List<String> members = List.of(
                "id",
                "tenant",
                "type",
                "schemaVersion",
                "occurredAt",
                "hops",
                "traceparent",
                "idempotencyKey",
                "table",
                "keys",
                "sequenceNumber",
                "change",
                "changed",
                "old");
        StringBuilder metadata = new StringBuilder();
        String spoiled = odd.one(members);
        for (String member : members) {
            String good = switch (member) {
                case "schemaVersion", "hops" -> "1";
                case "keys", "old" -> "{\"orderId\":\"1\"}";
                case "changed" -> "[\"status\"]";
                case "occurredAt" -> "\"2026-11-30T11:00:00Z\"";
                default -> "\"x\"";
            };
            String value =
                    member.equals(spoiled) ? odd.chance(4) ? "{\"orderId\":" + odd.text() + "}" : odd.value() : good;
            metadata.append(metadata.isEmpty() ? "" : ",")
                    .append("\"" + member + "\":")
                    .append(value);
        }
        return "{\"version\":\"0\",\"id\":\"bus-1\",\"detail-type\":\"order.placed\",\"source\":\"" + source
                + "\",\"account\":\"" + account
                + "\",\"time\":\"2026-11-30T11:59:00Z\",\"region\":\"us-east-1\",\"resources\":[],"
                + "\"detail\":{\"metadata\":{" + metadata
                + "},\"data\":{\"orderId\":\"1\",\"tenant\":\"blue\",\"status\":\"PLACED\"}}}";
    }
}
