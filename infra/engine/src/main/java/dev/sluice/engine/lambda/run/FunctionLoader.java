package dev.sluice.engine.lambda.run;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of one version of a function. It sees nothing of the engine and of other functions. All instances of the
 * version share it, so unlike on AWS they share static fields.
 */
final class FunctionLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    FunctionLoader(String name, List<Path> classPath) {
        super(name, urls(classPath), SharedClasses.INSTANCE);
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
