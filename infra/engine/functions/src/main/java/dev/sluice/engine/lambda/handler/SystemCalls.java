package dev.sluice.engine.lambda.handler;

import dev.sluice.engine.lambda.guest.FunctionSystem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns calls of {@code System.exit} and {@code System.getenv} in a class file into calls of {@link FunctionSystem}: only the
 * constant pool changes, where such a method reference is pointed at another class.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">The constant pool</a>
 */
public final class SystemCalls {

    private static final String SYSTEM = "java/lang/System";
    private static final Map<String, Set<String>> METHODS = Map.of(
            "exit", Set.of("(I)V"),
            "getenv", Set.of("(Ljava/lang/String;)Ljava/lang/String;", "()Ljava/util/Map;"));
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;
    private static final int HEAD = 8;

    private final byte[] file;
    private final int[] at;
    private final int end;

    private SystemCalls(byte[] file) throws IOException {
        this.file = file;
        this.at = new int[unsigned(HEAD)];
        int position = HEAD + 2;
        for (int i = 1; i < at.length; i++) {
            at[i] = position;
            int tag = file[position];
            position += 1 + size(tag, position);
            i += tag == 5 || tag == 6 ? 1 : 0;
        }
        this.end = position;
    }

    /** The class with its calls turned; empty if it has none. */
    static Optional<byte[]> turn(byte[] file) {
        if (!contains(file, SYSTEM) || METHODS.keySet().stream().noneMatch(name -> contains(file, name))) {
            return Optional.empty();
        }
        try {
            return new SystemCalls(file).turn();
        } catch (IOException e) {
            throw new UncheckedIOException("a class file cannot be read", e);
        } catch (ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> turn() throws IOException {
        byte[] turned = file.clone();
        int newClass = at.length + 1;
        boolean any = false;
        for (int index = 1; index < at.length; index++) {
            if (at[index] > 0 && file[at[index]] == METHOD && isOurs(at[index])) {
                turned[at[index] + 1] = (byte) (newClass >> 8);
                turned[at[index] + 2] = (byte) newClass;
                any = true;
            }
        }
        return any && newClass < 0xFFFF ? Optional.of(withClass(turned)) : Optional.empty();
    }

    private boolean isOurs(int method) throws IOException {
        int nameAndType = at[unsigned(method + 3)];
        return className(unsigned(method + 1)).equals(SYSTEM)
                && file[nameAndType] == NAME_AND_TYPE
                && METHODS.getOrDefault(text(unsigned(nameAndType + 1)), Set.of())
                        .contains(text(unsigned(nameAndType + 3)));
    }

    private String className(int index) throws IOException {
        return file[at[index]] == CLASS ? text(unsigned(at[index] + 1)) : "";
    }

    private String text(int index) throws IOException {
        int length = unsigned(at[index] + 1);
        return new DataInputStream(new ByteArrayInputStream(file, at[index] + 1, length + 2)).readUTF();
    }

    /** Adds the stand-in's name and class at the end of the pool. */
    private byte[] withClass(byte[] turned) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(turned.length + 64);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(turned, 0, HEAD);
        out.writeShort(at.length + 2);
        out.write(turned, HEAD + 2, end - HEAD - 2);
        out.writeByte(UTF8);
        out.writeUTF(FunctionSystem.class.getName().replace('.', '/'));
        out.writeByte(CLASS);
        out.writeShort(at.length);
        out.write(turned, end, turned.length - end);
        return bytes.toByteArray();
    }

    private int unsigned(int position) {
        return (file[position] & 0xFF) << 8 | file[position + 1] & 0xFF;
    }

    /** Bytes of an entry after its tag. */
    private int size(int tag, int position) throws IOException {
        return switch (tag) {
            case UTF8 -> 2 + unsigned(position + 1);
            case CLASS, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, METHOD, 11, NAME_AND_TYPE, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IOException("a constant has the unknown tag " + tag);
        };
    }

    private static boolean contains(byte[] file, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= file.length - wanted.length; i++) {
            int j = 0;
            while (j < wanted.length && file[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
