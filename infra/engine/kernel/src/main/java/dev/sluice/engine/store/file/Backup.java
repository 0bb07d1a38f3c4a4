package dev.sluice.engine.store.file;

import dev.sluice.engine.files.KeyFile;
import dev.sluice.engine.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a data folder, taken while an engine runs on it or while none does: the database as of one moment, the keys, and
 * the code of functions. It is a data folder itself, which only its owner may read.
 *
 * @see <a href="https://www.sqlite.org/lang_vacuum.html#vacuuminto">VACUUM INTO</a>
 */
public final class Backup {

    private static final String FUNCTIONS = "functions";

    /** Code lies in a folder named by its hash; others are being unpacked. */
    private static final String HASH = "[0-9a-f]{64}";

    private Backup() {}

    /**
     * Copies {@code data} to the new folder {@code target}, which is complete if it exists.
     *
     * @throws StoreException if there is no data, if the target exists, or if the copy cannot be made or is damaged
     */
    public static void take(Path data, Path target) {
        Path database = data.resolve(Database.FILE);
        if (!Files.exists(database)) {
            throw new StoreException("there is no data to back up in " + data + ": it has no " + Database.FILE);
        }
        if (Files.exists(target)) {
            throw new StoreException(target + " exists already: name a folder that does not");
        }
        Database.check(data);
        Path fresh = target.resolveSibling(target.getFileName() + ".partial");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.createDirectory(
                    fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            copy(data, database, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(fresh + " is left from a backup that did not end: delete it, then try again", e);
        } catch (IOException e) {
            delete(fresh);
            throw new StoreException("cannot write the backup " + target + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            delete(fresh);
            throw e;
        }
    }

    private static void copy(Path data, Path database, Path fresh) throws IOException {
        // Before and after: code that the database knows may be taken away, or come to be, while this runs.
        copyFunctions(data, fresh, true);
        Path copy = fresh.resolve(Database.FILE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        } catch (SQLException e) {
            throw Damage.of(Damage.isOfDisk(e) ? copy : database, "cannot back up", e);
        }
        check(copy);
        keep(copy);
        for (KeyFile key : KeyFile.values()) {
            Files.copy(data.resolve(key.file()), fresh.resolve(key.file()));
            keep(fresh.resolve(key.file()));
        }
        copyFunctions(data, fresh, false);
        PrivateFiles.closeAll(fresh);
    }

    /** @param mayGo whether code that goes while it is copied is left out */
    private static void copyFunctions(Path data, Path fresh, boolean mayGo) throws IOException {
        Path functions = data.resolve(FUNCTIONS);
        if (!Files.isDirectory(functions)) {
            return;
        }
        List<Path> packages;
        try (Stream<Path> all = Files.list(functions)) {
            packages = all.filter(folder -> folder.getFileName().toString().matches(HASH))
                    .toList();
        }
        for (Path code : packages) {
            Path copy = fresh.resolve(FUNCTIONS).resolve(code.getFileName());
            try {
                if (!Files.exists(copy)) {
                    copyTree(code, copy);
                }
            } catch (NoSuchFileException | UncheckedIOException e) {
                delete(copy);
                if (!mayGo) {
                    throw e;
                }
            }
        }
    }

    private static void check(Path copy) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!found.next() || !found.getString(1).equals("ok")) {
                throw new StoreException("the copy is damaged: " + found.getString(1));
            }
        } catch (SQLException e) {
            throw Damage.of(copy, "cannot check", e);
        }
    }

    /** Private, and on disk. */
    private static void keep(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inside = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inside) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What made the copy fail is what counts; the next attempt names what is left.
            return;
        }
    }
}
