package dev.sluice.engine.trace;

import dev.sluice.engine.store.Tx;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A run of consecutive lines with the keys in them.
 *
 * @param last the number of the last line
 * @param lines how many
 * @param records how many records these hold
 * @param keys in order of their hashes, and of line numbers for each hash
 */
record Run(long last, int lines, long records, List<Key> keys) {

    /** A hash and the number of a line where it occurs. */
    record Key(long hash, long seq) {}

    /**
     * Some keys in order; equal hashes are never in two chunks.
     *
     * @param hash of the first key
     * @param keys 16 bytes each: hash, number of the line
     */
    record Chunk(long hash, byte[] keys) {}

    /** As many as a row of a B-tree page of 4 KiB takes without overflowing. */
    private static final int CHUNK = 56;

    private static final int BYTES = 2 * Long.BYTES;

    static Run read(Tx tx, long first, int most) throws SQLException {
        List<Key> keys = new ArrayList<>(4 * most);
        long[] sums = new long[2];
        int lines = tx.query(
                        row -> {
                            long seq = row.getLong(1);
                            sums[0] = seq;
                            sums[1] += row.getLong(2);
                            ByteBuffer hashes = ByteBuffer.wrap(row.getBytes(3));
                            while (hashes.hasRemaining()) {
                                keys.add(new Key(hashes.getLong(), seq));
                            }
                            return true;
                        },
                        "SELECT seq, records, keys FROM trace_line WHERE seq >= ? ORDER BY seq LIMIT ?",
                        first,
                        most)
                .size();
        keys.sort(Comparator.comparingLong(Key::hash).thenComparingLong(Key::seq));
        return new Run(sums[0], lines, sums[1], keys);
    }

    List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>(keys.size() / CHUNK + 1);
        int from = 0;
        while (from < keys.size()) {
            int to = Math.min(from + CHUNK, keys.size());
            while (to < keys.size() && keys.get(to).hash() == keys.get(to - 1).hash()) {
                to++;
            }
            ByteBuffer bytes = ByteBuffer.allocate(BYTES * (to - from));
            keys.subList(from, to).forEach(key -> bytes.putLong(key.hash()).putLong(key.seq()));
            chunks.add(new Chunk(keys.get(from).hash(), bytes.array()));
            from = to;
        }
        return chunks;
    }

    /** The numbers of the lines where {@code hash} occurs, of the keys of one chunk. */
    static List<Long> find(byte[] keys, long hash) {
        List<Long> found = new ArrayList<>(1);
        ByteBuffer bytes = ByteBuffer.wrap(keys);
        while (bytes.hasRemaining()) {
            long each = bytes.getLong();
            long seq = bytes.getLong();
            if (each == hash) {
                found.add(seq);
            }
        }
        return found;
    }
}
