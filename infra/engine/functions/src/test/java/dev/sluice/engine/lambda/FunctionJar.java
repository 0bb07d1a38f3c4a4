package dev.sluice.engine.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A real jar, compiled in memory from sources. */
final class FunctionJar {

    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern CLASS = Pattern.compile("public (?:final )?(?:class|record|interface) (\\w+)");
    private static final String IMPORTS = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            import java.nio.file.*;
            import java.util.*;
            import java.util.concurrent.*;
            """;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** @param sources each with one public class; usual imports are added */
    static FunctionJar of(String... sources) {
        FunctionJar jar = new FunctionJar();
        jar.compile(sources);
        return jar;
    }

    FunctionJar with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    Map<String, byte[]> files() {
        return files;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void compile(String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Source> units = new ArrayList<>();
        for (String source : sources) {
            units.add(Source.of(source));
        }
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, new Manager(standard, files), null, options, null, units)
                    .call()) {
                throw new IllegalArgumentException("the function does not compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String find(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        static Source of(String source) {
            String name = find(PACKAGE, source) + "." + find(CLASS, source);
            return new Source(name, source.replaceFirst(";", ";\n" + Matcher.quoteReplacement(IMPORTS)));
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Manager extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, byte[]> files;

        Manager(StandardJavaFileManager standard, Map<String, byte[]> files) {
            super(standard);
            this.files = files;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location,
                String name,
                JavaFileObject.Kind kind,
                javax.tools.FileObject sibling) {
            String path = name.replace('.', '/') + ".class";
            return new SimpleJavaFileObject(URI.create("bytes:///" + path), kind) {
                @Override
                public java.io.OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            files.put(path, toByteArray());
                        }
                    };
                }
            };
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
