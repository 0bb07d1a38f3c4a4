package dev.sluice.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine without the module that only other people's templates need. */
class WithoutAdditionsTest {

    @TempDir
    Path data;

    @Test
    void sluicesOwnStackRuns() throws Exception {
        try (URLClassLoader loader = withoutMore()) {
            Class<?> settings = loader.loadClass("dev.sluice.engine.kernel.Settings");
            Class<?> options = loader.loadClass("dev.sluice.engine.Options");
            Class<?> engine = loader.loadClass("dev.sluice.engine.Engine");
            // DriverManager does not look into this loader by itself.
            Class.forName("org.sqlite.JDBC", true, loader);
            Object home = loader.loadClass("dev.sluice.cli.local.Home")
                    .getMethod("find")
                    .invoke(null);
            Object template = home.getClass().getMethod("template").invoke(home);
            Object chosen = options.getConstructor(settings, int.class, Optional.class, Map.class)
                    .newInstance(
                            settings.getConstructor(String.class, String.class, Path.class, boolean.class)
                                    .newInstance("000000000000", "us-east-1", data, true),
                            0,
                            Optional.of(template),
                            Map.of());
            try (AutoCloseable running =
                    (AutoCloseable) engine.getMethod("start", options).invoke(null, chosen)) {
                assertThat(running).isNotNull();
            }
            assertThat(Stream.of("ssm.SsmService", "sts.StsService"))
                    .allSatisfy(name -> assertThat(known(loader, "dev.sluice.engine." + name))
                            .isFalse());
        }
    }

    private static URLClassLoader withoutMore() {
        URL[] urls = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> !entry.contains("engine" + File.separator + "more") && !entry.contains("engine-more"))
                .map(entry -> url(Path.of(entry)))
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(entry.toString(), e);
        }
    }

    private static boolean known(ClassLoader loader, String name) {
        try {
            loader.loadClass(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
