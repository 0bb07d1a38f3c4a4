package dev.sluice.engine.dynamodb.read;

import dev.sluice.engine.dynamodb.expression.condition.KeyCondition.KeyTest;
import dev.sluice.engine.dynamodb.item.ItemKey;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.KeyBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query for a page: rows in key order, from where the page begins. Only bounds that the primary key of the rows can
 * serve are used, so that a page costs what it shows.
 */
public final class PageSql {

    private static final String TABLE = "SELECT r.body FROM ddb_item r WHERE r.tbl = ?";
    private static final String INDEX = "SELECT i.body FROM ddb_index r CROSS JOIN ddb_item i ON i.tbl = ?"
            + " AND i.pk = r.tpk AND i.sk = r.tsk WHERE r.idx = ?";

    private final PageRequest page;
    private final StringBuilder sql;
    private final List<Object> arguments = new ArrayList<>();

    PageSql(PageRequest page) {
        this.page = page;
        this.sql = new StringBuilder(page.index() == null ? TABLE : INDEX);
        arguments.add(page.table().id());
        if (page.index() != null) {
            arguments.add(page.index().id());
        }
        AttributeValue hash = page.hash();
        if (hash == null) {
            segment();
        } else {
            term("r.pk = ?", ItemKey.hash(hash));
            range(page.range());
        }
        start(page.start(), hash != null);
        order();
    }

    String sql() {
        return sql.toString();
    }

    List<Object> arguments() {
        return arguments;
    }

    private void segment() {
        int number = page.segment().number();
        int total = page.segment().total();
        if (number > 0 && page.start() == null) {
            term("r.pk >= ?", bound(number, total));
        }
        if (number < total - 1) {
            term("r.pk < ?", bound(number + 1, total));
        }
    }

    private static byte[] bound(int number, int total) {
        return ByteBuffer.allocate(4)
                .putInt((int) ((number * (1L << 32)) / total))
                .array();
    }

    private void range(@Nullable KeyTest range) {
        if (range == null) {
            return;
        }
        byte[] first = KeyBytes.of(range.operands().get(0));
        switch (range.op()) {
            case EQ -> term("r.sk = ?", first);
            case LT -> high("r.sk < ?", first);
            case LE -> high("r.sk <= ?", first);
            case GT -> low("r.sk > ?", first);
            case GE -> low("r.sk >= ?", first);
            case BETWEEN -> {
                low("r.sk >= ?", first);
                high("r.sk <= ?", KeyBytes.of(range.operands().get(1)));
            }
            case BEGINS_WITH -> {
                low("r.sk >= ?", first);
                byte[] after = KeyBytes.after(first);
                if (after != null) {
                    high("r.sk < ?", after);
                }
            }
        }
    }

    /** A page that goes on begins beyond the bound, so the bound would only hide the better start. */
    private void low(String term, byte[] value) {
        if (page.start() == null || !page.forward()) {
            term(term, value);
        }
    }

    private void high(String term, byte[] value) {
        if (page.start() == null || page.forward()) {
            term(term, value);
        }
    }

    private void start(@Nullable Item start, boolean onePartition) {
        if (start == null) {
            return;
        }
        List<String> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        ItemKey key = ItemKey.of(page.schema(), start);
        if (!onePartition) {
            columns.add("r.pk");
            values.add(key.hash());
        }
        columns.add("r.sk");
        values.add(key.range());
        if (page.index() != null) {
            ItemKey item = ItemKey.of(page.table().key(), start);
            columns.addAll(List.of("r.tpk", "r.tsk"));
            values.addAll(List.of(item.hash(), item.range()));
        }
        String marks = "?, ".repeat(values.size() - 1) + "?";
        sql.append(" AND (").append(String.join(", ", columns)).append(page.forward() ? ") > (" : ") < (");
        sql.append(marks).append(")");
        arguments.addAll(values);
    }

    private void order() {
        String direction = page.forward() ? "" : " DESC";
        List<String> columns =
                page.index() == null ? List.of("r.pk", "r.sk") : List.of("r.pk", "r.sk", "r.tpk", "r.tsk");
        sql.append(" ORDER BY ").append(String.join(direction + ", ", columns)).append(direction);
    }

    private void term(String term, Object value) {
        sql.append(" AND ").append(term);
        arguments.add(value);
    }
}
