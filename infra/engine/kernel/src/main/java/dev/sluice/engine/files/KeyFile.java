package dev.sluice.engine.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The keys of a data folder: each is 32 random bytes in a file that only its owner can read. */
public enum KeyFile {
    /** Every access key, secret and session token is made from it. */
    MASTER("master.key", "every access key and session token"),
    /** Secrets, SecureString parameters and the material of KMS keys are sealed with it. */
    SECRETS("secrets.key", "every secret, SecureString parameter and KMS key");

    private static final int BYTES = 32;

    private final String file;
    private final String uses;

    KeyFile(String file, String uses) {
        this.file = file;
        this.uses = uses;
    }

    /** The name of its file in the data folder. */
    public String file() {
        return file;
    }

    /**
     * The key of a data folder; makes it if it is missing.
     *
     * @throws IllegalStateException if it is damaged
     */
    public byte[] in(Path data) {
        if (!Files.exists(data.resolve(file))) {
            create(data);
        }
        return read(data);
    }

    /**
     * The key of a data folder that an engine has run on.
     *
     * @throws IllegalStateException if it is missing or damaged
     */
    public byte[] of(Path data) {
        return read(data);
    }

    /** @param used whether an engine has run on the folder, so that a key that is missing has been lost */
    void require(Path data, boolean used) {
        if (!used && !Files.exists(data.resolve(file))) {
            create(data);
        }
        read(data);
    }

    private byte[] read(Path data) {
        Path path = data.resolve(file);
        try {
            byte[] key = Files.readAllBytes(path);
            if (key.length != BYTES) {
                throw new IllegalStateException("the key " + path + " is damaged: it has " + key.length
                        + " bytes, and a key has " + BYTES + ". " + remedy(data));
            }
            return key;
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(
                    "the key " + path + " is missing, but the folder has been used before. " + remedy(data), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key " + path, e);
        }
    }

    private String remedy(Path data) {
        return "Restore " + file + " from a backup: " + uses
                + " depends on it. To start afresh without the data, move the" + " folder " + data + " away.";
    }

    private void create(Path data) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            PrivateFiles.write(PrivateFiles.folder(data).resolve(file), key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the key " + data.resolve(file), e);
        }
    }
}
