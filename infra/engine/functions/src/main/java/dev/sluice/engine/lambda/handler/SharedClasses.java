package dev.sluice.engine.lambda.handler;

import dev.sluice.engine.lambda.guest.FunctionSystem;

/** The parent of every function's class loader: the JDK, and Lambda's own interfaces, which engine and functions share. */
public final class SharedClasses extends ClassLoader {

    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime.";
    private static final String GUEST = FunctionSystem.class.getName();
    private static final String LOGGING = LAMBDA + "logging.";

    static final SharedClasses INSTANCE = new SharedClasses();

    static {
        registerAsParallelCapable();
    }

    private SharedClasses() {
        super("shared with functions", getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        boolean shared = name.startsWith(GUEST)
                || name.startsWith(LAMBDA) && (name.indexOf('.', LAMBDA.length()) < 0 || name.startsWith(LOGGING));
        if (!shared) {
            throw new ClassNotFoundException(name);
        }
        return SharedClasses.class.getClassLoader().loadClass(name);
    }
}
