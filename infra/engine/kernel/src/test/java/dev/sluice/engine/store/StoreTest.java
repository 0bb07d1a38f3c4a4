package dev.sluice.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.store.file.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredIsThereAfterReopening() {
        try (Store store = Store.open(folder)) {
            store.schema("CREATE TABLE IF NOT EXISTS t(n INTEGER)");
            store.write(tx -> tx.update("INSERT INTO t VALUES (?)", 7));
        }
        try (Store store = Store.open(folder)) {
            assertThat(numbers(store)).containsExactly(7);
        }
    }

    @Test
    void closingWaitsForAQueryThatRunsAndRefusesTheNextOne() throws Exception {
        Store store = Store.open(folder);
        store.schema("CREATE TABLE t(n INTEGER)");
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        CompletableFuture<Integer> query = CompletableFuture.supplyAsync(() -> store.read(tx -> {
            running.countDown();
            goOn.join();
            return tx.query(row -> row.getInt(1), "SELECT count(*) FROM t").get(0);
        }));
        running.await();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(store::close);
        assertThatThrownBy(() -> closed.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.complete(null);
        assertThat(query.get()).isZero();
        closed.get();
        assertThatThrownBy(() -> store.read(tx -> true)).hasMessage("the store is closed");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("sluice.db");
        }
    }

    @Test
    void aWriteThatThrowsUndoesItselfAndNobodyElse() {
        try (Store store = Store.open(folder)) {
            store.schema("CREATE TABLE t(n INTEGER)");
            List<CompletableFuture<Integer>> good = new ArrayList<>();
            List<Integer> hooks = new ArrayList<>();
            CompletableFuture<Integer> bad = null;
            for (int i = 0; i < 50; i++) {
                int n = i;
                CompletableFuture<Integer> future = store.submit(tx -> {
                    tx.update("INSERT INTO t VALUES (?)", n);
                    tx.afterCommit(() -> hooks.add(n));
                    if (n == 25) {
                        throw new IllegalArgumentException("no");
                    }
                    return n;
                });
                if (n == 25) {
                    bad = future;
                } else {
                    good.add(future);
                }
            }
            CompletableFuture<Integer> failed = bad;
            assertThatThrownBy(() -> Store.await(failed)).isInstanceOf(IllegalArgumentException.class);
            good.forEach(Store::await);
            assertThat(numbers(store)).hasSize(49).doesNotContain(25);
            assertThat(hooks).hasSize(49).doesNotContain(25);
        }
    }

    @Test
    void documentsSurviveAndForget() {
        try (Store store = Store.open(folder)) {
            Documents<Thing> things = new Documents<>(store, "thing", Thing.class);
            things.put("a", new Thing("one", 1));
            things.put("b", new Thing("two", 2));
            things.remove("a");
        }
        try (Store store = Store.open(folder)) {
            Documents<Thing> things = new Documents<>(store, "thing", Thing.class);
            assertThat(things.list()).containsExactly(new Thing("two", 2));
            assertThat(things.get("a")).isEmpty();
        }
    }

    @Test
    void aFullDiskFailsWritesCleanlyAndTheNextOneAfterItIsMendedSucceeds() {
        try (Store store = Store.open(folder)) {
            store.schema("CREATE TABLE t(n INTEGER, filling BLOB)");
            store.write(tx -> tx.update("INSERT INTO t VALUES (1, NULL)"));
            store.write(tx -> tx.query(row -> row.getInt(1), "PRAGMA max_page_count = 16"));
            byte[] filling = new byte[200_000];
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO t VALUES (2, ?)", filling)))
                        .isInstanceOf(DiskException.class)
                        .isInstanceOf(StoreBusyException.class)
                        .hasMessageContaining("SQLITE_FULL");
            }
            assertThat(numbers(store)).containsExactly(1);
            store.write(tx -> tx.query(row -> row.getInt(1), "PRAGMA max_page_count = 100000"));
            store.write(tx -> tx.update("INSERT INTO t VALUES (3, ?)", filling));
            assertThat(numbers(store)).containsExactly(1, 3);
        }
    }

    @Test
    void aStatementThatFailedOnceWorksTheNextTime() {
        try (Store store = Store.open(folder)) {
            store.schema("CREATE TABLE t(n INTEGER PRIMARY KEY)");
            store.write(tx -> tx.update("INSERT INTO t VALUES (?)", 1));
            assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO t VALUES (?)", 1)))
                    .isInstanceOf(StoreException.class);
            store.write(tx -> tx.update("INSERT INTO t VALUES (?)", 2));
            assertThat(numbers(store)).containsExactly(1, 2);
        }
    }

    @Test
    void anActionAfterACommitThatThrowsDoesNotEndTheWriter() {
        try (Store store = Store.open(folder)) {
            store.schema("CREATE TABLE t(n INTEGER)");
            int answer = store.write(tx -> {
                tx.afterCommit(() -> {
                    throw new IllegalStateException("deaf");
                });
                return tx.update("INSERT INTO t VALUES (?)", 1);
            });
            store.write(tx -> tx.update("INSERT INTO t VALUES (?)", 2));
            assertThat(answer).isEqualTo(1);
            assertThat(numbers(store)).containsExactly(1, 2);
        }
    }

    record Thing(String name, int size) {}

    private static List<Integer> numbers(Store store) {
        return store.read(tx -> tx.query(row -> row.getInt(1), "SELECT n FROM t"));
    }
}
