package dev.sluice.engine.dynamodb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A table as one would write it on a napkin: items in a sorted map, every read a filter over all of them. It shares no code
 * with the engine.
 */
final class NaiveTable {

    /** The key {@code pk}, {@code sk}; a number, a group (an index key), and a list of words; null where there is none. */
    record Row(String pk, BigDecimal sk, BigDecimal n, String g, List<String> list) {

        String json() {
            StringBuilder json =
                    new StringBuilder("{\"pk\":{\"S\":\"" + pk + "\"},\"sk\":{\"N\":\"" + sk.toPlainString() + "\"}");
            if (n != null) {
                json.append(",\"n\":{\"N\":\"").append(n.toPlainString()).append("\"}");
            }
            if (g != null) {
                json.append(",\"g\":{\"S\":\"").append(g).append("\"}");
            }
            if (list != null) {
                json.append(",\"list1\":{\"L\":[");
                json.append(String.join(
                        ",",
                        list.stream().map(word -> "{\"S\":\"" + word + "\"}").toList()));
                json.append("]}");
            }
            return json.append("}").toString();
        }
    }

    private final Map<String, Row> rows = new TreeMap<>();

    private static String id(String pk, BigDecimal sk) {
        return pk + "/" + sk.toPlainString();
    }

    Row get(String pk, BigDecimal sk) {
        return rows.get(id(pk, sk));
    }

    void put(Row row) {
        rows.put(id(row.pk(), row.sk()), row);
    }

    void delete(String pk, BigDecimal sk) {
        rows.remove(id(pk, sk));
    }

    List<Row> select(Predicate<Row> wanted, boolean forward) {
        List<Row> found = new ArrayList<>(rows.values().stream().filter(wanted).toList());
        Comparator<Row> order = Comparator.comparing(Row::sk);
        found.sort(forward ? order : order.reversed());
        return found;
    }
}
