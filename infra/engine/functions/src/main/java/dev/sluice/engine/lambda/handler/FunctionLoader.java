package dev.sluice.engine.lambda.handler;

import dev.sluice.engine.lambda.guest.FunctionSystem;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of a function. It sees nothing of the engine and of other packages. All instances of a version share it, so
 * unlike on AWS they share static fields.
 */
public final class FunctionLoader extends URLClassLoader implements FunctionSystem.Home {

    static {
        registerAsParallelCapable();
    }

    private volatile Map<String, String> environment = Map.of();

    FunctionLoader(String name, List<Path> classPath) {
        super(name, urls(classPath), SharedClasses.INSTANCE);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    /** What {@code System.getenv} shows on threads that do not belong to an instance: the environment of the newest instance. */
    public void environment(Map<String, String> now) {
        environment = now;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        URL url = findResource(name.replace('.', '/') + ".class");
        if (url == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            URLConnection connection = url.openConnection();
            Optional<byte[]> turned;
            try (InputStream in = connection.getInputStream()) {
                turned = SystemCalls.turn(in.readAllBytes());
            }
            if (turned.isEmpty()) {
                return super.findClass(name);
            }
            URL place = connection instanceof JarURLConnection jar ? jar.getJarFileURL() : url;
            CodeSource source = new CodeSource(place, (Certificate[]) null);
            return defineClass(name, turned.get(), 0, turned.get().length, source);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static URL[] urls(List<Path> classPath) {
        try {
            URL[] urls = new URL[classPath.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = classPath.get(i).toUri().toURL();
            }
            return urls;
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a path has no URL", e);
        }
    }
}
