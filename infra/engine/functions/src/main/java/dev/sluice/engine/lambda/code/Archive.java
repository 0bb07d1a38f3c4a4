package dev.sluice.engine.lambda.code;

import dev.sluice.engine.lambda.function.LambdaLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** A zip file. Classes stay in it, since a class loader reads them there faster than from thousands of files. */
final class Archive {

    private final byte[] zip;
    private boolean classes;

    Archive(byte[] zip) {
        this.zip = zip;
    }

    /** Whether {@link #unpack} found classes. */
    boolean hasClasses() {
        return classes;
    }

    /** @throws ZipException if this is not a zip file, or if an entry would lie outside of the folder or in the place of another */
    void unpack(Path folder) throws IOException {
        long left = LambdaLimits.UNZIPPED;
        int entries = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > Tree.MOST_FILES) {
                    throw new ZipException("more than " + Tree.MOST_FILES + " entries");
                }
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new ZipException("an entry lies outside: " + entry.getName());
                }
                if (!entry.isDirectory()) {
                    left -= unpack(in, folder, entry.getName(), left);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ZipException("an entry has no valid name");
        }
        if (entries == 0) {
            throw new ZipException("no zip file, or an empty one");
        }
    }

    private static Path place(Path folder, String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        try {
            Files.createDirectories(file.getParent());
        } catch (FileAlreadyExistsException e) {
            throw new ZipException("the entry " + name + " lies below " + folder.relativize(Path.of(e.getFile()))
                    + ", which is a file");
        }
        if (Files.isDirectory(file)) {
            throw new ZipException("the entry " + name + " is a file, and other entries lie below it");
        }
        return file;
    }

    private long unpack(InputStream in, Path folder, String name, long left) throws IOException {
        OutputStream out = OutputStream.nullOutputStream();
        if (name.endsWith(".class")) {
            classes = true;
        } else {
            out = Files.newOutputStream(place(folder, name));
        }
        try (OutputStream closing = out) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > left) {
                    throw Tree.tooLarge();
                }
                closing.write(buffer, 0, read);
            }
            return size;
        }
    }
}
