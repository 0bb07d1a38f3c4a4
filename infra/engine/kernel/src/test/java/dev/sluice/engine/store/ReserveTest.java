package dev.sluice.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up, made of a number. */
class ReserveTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private final AtomicLong usable = new AtomicLong(900 * MIB);

    @Test
    void aNearlyFullDiskTakesDeletesAndReadsOnlyUntilThereIsRoomAgain() {
        try (Store store = open()) {
            store.write(tx -> tx.update("INSERT INTO t VALUES (1)"));
            usable.set(10 * MIB);
            assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO t VALUES (2)")))
                    .isInstanceOf(DiskException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("10 MiB are free");
            assertThat(count(store)).isEqualTo(1);
            store.free(tx -> tx.update("DELETE FROM t"));
            assertThat(count(store)).isZero();
            usable.set(18 * MIB);
            assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO t VALUES (2)")))
                    .as("a little more than the reserve is not yet enough again")
                    .isInstanceOf(DiskException.class);
            usable.set(21 * MIB);
            store.write(tx -> tx.update("INSERT INTO t VALUES (3)"));
            assertThat(count(store)).isEqualTo(1);
        }
    }

    @Test
    void theReserveMayBeUsedUntilTheEngineHasStarted() {
        usable.set(10 * MIB);
        try (Store store = Store.open(folder, ignored -> disk())) {
            store.schema("CREATE TABLE t(n INTEGER)");
            store.write(tx -> tx.update("INSERT INTO t VALUES (1)"));
            assertThat(count(store)).isEqualTo(1);
        }
    }

    @Test
    void whatIsFreeInsideTheDatabaseCountsAsRoom() {
        try (Store store = open()) {
            byte[] filling = new byte[(int) (30 * MIB)];
            store.schema("CREATE TABLE big(filling BLOB)");
            store.write(tx -> tx.update("INSERT INTO big VALUES (?)", filling));
            usable.set(10 * MIB);
            assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO t VALUES (1)")))
                    .isInstanceOf(DiskException.class);
            store.free(tx -> tx.update("DELETE FROM big"));
            store.write(tx -> tx.update("INSERT INTO t VALUES (2)"));
            assertThat(count(store)).isEqualTo(1);
            // What leads to the free pages is a log, and that needs the disk.
            usable.set(3 * MIB);
            assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO t VALUES (3)")))
                    .isInstanceOf(DiskException.class);
        }
    }

    @Test
    void aFileIsHeldOnATightDiskAndGivenBackWhenOthersHaveFilledIt() {
        Path reserve = folder.resolve("reserve");
        try (Store store = open()) {
            assertThat(reserve).doesNotExist();
            usable.set(100 * MIB);
            store.free(tx -> true);
            assertThat(reserve).hasSize(16 * MIB);
            usable.set(MIB);
            store.free(tx -> true);
            assertThat(reserve).doesNotExist();
            usable.set(100 * MIB);
            store.free(tx -> true);
            assertThat(reserve).exists();
            usable.set(900 * MIB);
            store.free(tx -> true);
            assertThat(reserve).doesNotExist();
        }
    }

    @Test
    void ofABatchThatTheDiskRefusesTheDeletesAreCommittedAlone() {
        try (Store store = open()) {
            byte[] filling = new byte[(int) MIB];
            store.schema("CREATE TABLE big(n INTEGER, filling BLOB)");
            store.write(tx -> tx.update("INSERT INTO big VALUES (1, ?)", filling));
            store.write(tx -> tx.query(row -> row.getInt(1), "PRAGMA max_page_count = 300"));
            CompletableFuture<Void> begun = new CompletableFuture<>();
            CompletableFuture<Void> held = new CompletableFuture<>();
            var first = store.submit(tx -> {
                begun.complete(null);
                held.join();
                return true;
            });
            // The next two then wait for one batch of their own.
            begun.join();
            var growing = store.submit(tx -> tx.update("INSERT INTO big VALUES (2, ?)", filling));
            var freeing = store.submitFreeing(tx -> tx.update("DELETE FROM big WHERE n = 1"));
            held.complete(null);
            assertThat(first.join()).isTrue();
            assertThatThrownBy(() -> Store.await(growing)).isInstanceOf(DiskException.class);
            assertThat(Store.await(freeing)).isEqualTo(1);
        }
    }

    @Test
    void aDocumentThatDoesNotGrowNeedsNoRoom() {
        try (Store store = open()) {
            Documents<StoreTest.Thing> things = new Documents<>(store, "thing", StoreTest.Thing.class);
            things.put("a", new StoreTest.Thing("three", 3));
            usable.set(10 * MIB);
            things.put("a", new StoreTest.Thing("two", 2));
            assertThatThrownBy(() -> things.put("a", new StoreTest.Thing("three", 3)))
                    .isInstanceOf(DiskException.class);
            things.remove("a");
            assertThat(things.list()).isEmpty();
        }
    }

    private Store open() {
        Store store = Store.open(folder, ignored -> disk());
        store.schema("CREATE TABLE t(n INTEGER)");
        store.keepReserve();
        assertThat(Files.exists(folder.resolve("sluice.db"))).isTrue();
        return store;
    }

    private Reserve.Disk disk() {
        return new Reserve.Disk() {
            @Override
            public long usable() {
                return usable.get();
            }

            @Override
            public long total() {
                return 1_000 * MIB;
            }
        };
    }

    private static int count(Store store) {
        return store.read(tx -> tx.query(row -> row.getInt(1), "SELECT count(*) FROM t"))
                .get(0);
    }
}
