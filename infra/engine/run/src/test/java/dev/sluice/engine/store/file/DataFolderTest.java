package dev.sluice.engine.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.store.Store;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    private Path data;
    private Path database;

    @BeforeEach
    void aFolderThatAnEngineHasUsed() throws IOException {
        data = folder.resolve("data");
        database = data.resolve("sluice.db");
        start(data);
        Files.writeString(data.resolve("engine.json"), "{}");
    }

    private static void start(Path data) {
        Engine.start(Options.empty(new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, data, true), 0))
                .close();
    }

    private void fill() {
        try (Store store = Store.open(data)) {
            store.schema("CREATE TABLE filler(n INTEGER PRIMARY KEY, text TEXT)");
            store.write(tx -> {
                for (int i = 0; i < 2_000; i++) {
                    tx.update("INSERT INTO filler VALUES (?, ?)", i, "x".repeat(500));
                }
                return true;
            });
        }
    }

    private void isRefused(Path file, String cause) {
        assertThatThrownBy(() -> start(data))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(file + " " + cause)
                .hasMessageContaining("restore it from a backup");
    }

    @Test
    void aTruncatedDatabaseIsRefused() throws IOException {
        fill();
        truncate(Files.size(database) / 2);
        isRefused(database, "is truncated: it has ");
        truncate(50);
        isRefused(database, "has only 50 bytes");
        truncate(0);
        isRefused(database, "is empty");
        Files.delete(database);
        isRefused(database, "is missing");
        assertThat(database).doesNotExist();
    }

    @Test
    void aDatabaseOfZerosOrOfSomethingElseIsRefused() throws IOException {
        Files.write(database, new byte[(int) Files.size(database)]);
        isRefused(database, "begins with zeros");
        Files.writeString(database, "not a database, ".repeat(100));
        isRefused(database, "is not an SQLite database");
    }

    @Test
    void damagedPagesAreReportedWithTheFile() throws IOException {
        fill();
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(100);
            file.write(new byte[(int) file.length() - 100]);
        }
        isRefused(database, "has damaged pages");
    }

    @Test
    void aFirstStartThatWasCutShortIsNotDamage() throws IOException {
        Path cut = Files.createDirectories(folder.resolve("cut"));
        Files.copy(data.resolve("master.key"), cut.resolve("master.key"));
        Files.createFile(cut.resolve("sluice.db"));
        assertThatCode(() -> start(cut)).doesNotThrowAnyException();
    }

    @Test
    void dataOfANewerProgramIsRefusedWithTheOneThatIsNeeded() throws Exception {
        execute(database, "PRAGMA user_version=7", "INSERT INTO format VALUES (7, '2.4.0')");
        assertThatThrownBy(() -> start(data))
                .hasMessageContaining("has format 7, and this program, sluice " + Format.PROGRAM + ", reads "
                        + Format.CURRENT + " and older. Start it with sluice 2.4.0 or newer");
        execute(database, "DROP TABLE format");
        assertThatThrownBy(() -> start(data)).hasMessageContaining("Start it with the newer sluice that wrote it");
    }

    @Test
    void dataOfAnOlderProgramIsBackedUpAndThenMigrated() throws Exception {
        fill();
        execute(database, "PRAGMA user_version=0", "DROP TABLE format");
        start(data);
        assertThat(version(database)).isEqualTo(Format.CURRENT);
        Path before = data.resolve("before-format-" + Format.CURRENT);
        assertThat(version(before.resolve("sluice.db"))).isZero();
        assertThat(files(before)).contains("sluice.db", "master.key", "secrets.key");
        start(data);
        assertThat(files(data)).filteredOn(name -> name.startsWith("before-")).hasSize(1);
    }

    @Test
    void anOlderFolderThatCannotBeBackedUpIsLeftAsItIs() throws Exception {
        execute(database, "PRAGMA user_version=0", "DROP TABLE format");
        Files.createDirectory(data.resolve("before-format-" + Format.CURRENT + ".partial"));
        assertThatThrownBy(() -> start(data)).hasMessageContaining("is left from a backup that did not end");
        assertThat(version(database)).isZero();
    }

    @Test
    void aBackupIsTakenWhileTheStoreIsWrittenAndIsAPrivateDataFolder() throws Exception {
        Path target = folder.resolve("backups/monday");
        Files.createDirectories(data.resolve("functions/" + "a".repeat(64) + "/task"));
        Files.writeString(data.resolve("functions/" + "a".repeat(64) + "/task/code"), "code");
        try (Store store = Store.open(data)) {
            store.schema("CREATE TABLE t(n INTEGER)");
            IntStream.range(0, 100).forEach(n -> store.write(tx -> tx.update("INSERT INTO t VALUES (?)", n)));
            Backup.take(data, target);
            IntStream.range(100, 200).forEach(n -> store.write(tx -> tx.update("INSERT INTO t VALUES (?)", n)));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
        for (String name : List.of("sluice.db", "master.key", "secrets.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve(name))))
                    .isEqualTo("rw-------");
        }
        Path code = target.resolve("functions/" + "a".repeat(64) + "/task/code");
        assertThat(code).hasContent("code");
        for (Path at = code; !at.equals(target); at = at.getParent()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at)))
                    .as(at.toString())
                    .endsWith("------");
        }
        assertThat(Files.readAllBytes(target.resolve("master.key")))
                .isEqualTo(Files.readAllBytes(data.resolve("master.key")));
        try (Store store = Store.open(target)) {
            List<Integer> count = store.read(tx -> tx.query(row -> row.getInt(1), "SELECT count(*) FROM t"));
            assertThat(count).containsExactly(100);
        }
        start(target);
    }

    @Test
    void aBackupIsRefusedWhereItCannotBeWhole() throws IOException {
        assertThatThrownBy(() -> Backup.take(folder.resolve("nothing"), folder.resolve("copy")))
                .hasMessageContaining("there is no data to back up in");
        assertThatThrownBy(() -> Backup.take(data, data)).hasMessageContaining("exists already");
        fill();
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(file.length() - 40_000);
            file.write(new byte[20_000]);
        }
        assertThatThrownBy(() -> Backup.take(data, folder.resolve("copy"))).hasMessageContaining("has damaged pages");
        assertThat(files(folder)).containsExactly("data");
    }

    private void truncate(long bytes) throws IOException {
        try (var channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void execute(Path database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int version(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            return Format.version(connection);
        }
    }
}
