package dev.sluice.engine.store.file;

import dev.sluice.engine.files.DataFolder;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The database's file, checked before anything is made or changed: a missing or damaged one would otherwise be replaced by an
 * empty one in silence.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_database_header">The header of an SQLite database</a>
 */
public final class Database {

    /** Its file in the data folder. */
    public static final String FILE = DataFolder.DATABASE;

    /** Written when an engine was ready for the first time. */
    private static final String STARTED = "engine.json";

    private static final String REMEDY = ": restore it from a backup, or start over with an empty folder";

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int PAGE_SIZE_AT = 16;
    private static final int CHANGES_AT = 24;
    private static final int PAGES_AT = 28;
    private static final int PAGES_VALID_FOR_AT = 92;
    private static final int LARGEST_PAGE = 65_536;

    private Database() {}

    /**
     * Checks the database of a data folder and the keys beside it.
     *
     * @throws StoreException naming the file that is missing or damaged, and how
     * @throws IllegalStateException likewise, for a key
     */
    public static void check(Path folder) {
        try {
            Path database = folder.resolve(FILE);
            boolean used = Files.exists(database) && Files.size(database) > 0;
            if (!used && Files.exists(folder.resolve(STARTED))) {
                throw damaged(database, Files.exists(database) ? "is empty" : "is missing");
            }
            if (used) {
                checkDatabase(database);
            }
            DataFolder.requireKeys(folder, used);
        } catch (IOException e) {
            throw new StoreException("the data folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void checkDatabase(Path database) throws IOException {
        long size = Files.size(database);
        byte[] header = new byte[HEADER];
        try (DataInputStream input = new DataInputStream(Files.newInputStream(database))) {
            int read = input.readNBytes(header, 0, HEADER);
            if (read < HEADER) {
                throw damaged(database, "has only " + read + " bytes");
            }
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        if (fields.equals(ByteBuffer.allocate(HEADER))) {
            throw damaged(database, "begins with zeros");
        }
        if (!fields.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw damaged(database, "is not an SQLite database");
        }
        int said = Short.toUnsignedInt(fields.getShort(PAGE_SIZE_AT));
        long page = said == 1 ? LARGEST_PAGE : said;
        long pages = Integer.toUnsignedLong(fields.getInt(PAGES_AT));
        boolean counted = fields.getInt(CHANGES_AT) == fields.getInt(PAGES_VALID_FOR_AT);
        // With a log beside it, pages may be in the log only.
        if (counted && size < pages * page && !hasLog(database)) {
            throw damaged(database, "is truncated: it has " + size + " of " + pages * page + " bytes");
        }
    }

    private static boolean hasLog(Path database) throws IOException {
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        return Files.exists(log) && Files.size(log) > 0;
    }

    private static StoreException damaged(Path file, String how) {
        return new StoreException(file + " " + how + REMEDY);
    }
}
