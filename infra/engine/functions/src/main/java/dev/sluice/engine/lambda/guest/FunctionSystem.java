package dev.sluice.engine.lambda.guest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@link System} in the classes of functions, where calls of the methods below lead here: on AWS a function has
 * its own process, which it may leave and whose environment is its own. {@code Runtime.exit}, {@code Runtime.halt} and reflection
 * are not covered.
 */
public final class FunctionSystem {

    /** The threads of a function's instance, or its classes. */
    public interface Home {

        /** The environment of the function. */
        Map<String, String> environment();
    }

    /** Thrown by {@code System.exit}: ends the invocation and its instance. */
    public static final class Exit extends Error {

        private static final long serialVersionUID = 1L;

        private final int status;

        Exit(int status) {
            super("exit status " + status, null, false, false);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final String TRACE = "_X_AMZN_TRACE_ID";
    private static final InheritableThreadLocal<@Nullable String> TRACED = new InheritableThreadLocal<>();

    private FunctionSystem() {}

    /** What the variable {@code _X_AMZN_TRACE_ID} shows from now on to this thread and to those that it makes. */
    public static void trace(String header) {
        TRACED.set(header);
    }

    public static void exit(int status) {
        throw new Exit(status);
    }

    public static @Nullable String getenv(String name) {
        String trace = TRACED.get();
        return name.equals(TRACE) && trace != null
                ? trace
                : environment(WALKER.getCallerClass()).get(name);
    }

    public static Map<String, String> getenv() {
        return environment(WALKER.getCallerClass());
    }

    /** That of the thread's instance; on threads that belong to the process, such as those of the common pool, the class's. */
    private static Map<String, String> environment(Class<?> caller) {
        for (ThreadGroup group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof Home home) {
                return home.environment();
            }
        }
        return caller.getClassLoader() instanceof Home home ? home.environment() : Map.of();
    }
}
