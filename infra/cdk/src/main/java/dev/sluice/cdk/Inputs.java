package dev.sluice.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the synthesized template depends on: the catalog, the functions and this program, by their content.
 *
 * @param hash of all of it
 */
record Inputs(String hash) {

    private static final String FILE = "cdk.inputs";

    static Inputs of(Path catalog, Path jar) throws IOException {
        List<Path> roots = new ArrayList<>(List.of(jar, catalog));
        Stream.of(System.getProperty("java.class.path", "").split(System.getProperty("path.separator", ":")))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(Files::exists)
                .sorted()
                .forEach(roots::add);
        MessageDigest digest = sha256();
        for (Path root : roots) {
            add(digest, root);
        }
        return new Inputs(HexFormat.of().formatHex(digest.digest()));
    }

    /** Whether {@code out} was made from the same. */
    boolean made(Path out) throws IOException {
        Path file = out.resolveSibling(FILE);
        return Files.isRegularFile(out.resolve("manifest.json"))
                && Files.isRegularFile(file)
                && Files.readString(file).equals(hash);
    }

    void record(Path out) throws IOException {
        Files.writeString(out.resolveSibling(FILE), hash);
    }

    private static void add(MessageDigest digest, Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
