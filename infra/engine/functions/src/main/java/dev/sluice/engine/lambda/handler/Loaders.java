package dev.sluice.engine.lambda.handler;

import dev.sluice.engine.lambda.code.Packages;
import dev.sluice.engine.lambda.function.Code;
import dev.sluice.engine.lambda.function.Settings;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Chooses the class loader of each version of a function. Functions whose handlers take their environment in the constructor
 * ask nothing of their process, so those of one package share their classes: they are loaded and compiled once, and static
 * fields of theirs are shared. Every other version has classes of its own, as its process on AWS has. Thread-safe.
 */
public final class Loaders {

    private final Packages packages;
    private final Map<String, WeakReference<FunctionLoader>> shared = new HashMap<>();

    public Loaders(Packages packages) {
        this.packages = packages;
    }

    /** @param name names the loader in errors */
    public FunctionLoader of(String name, Settings settings) {
        FunctionLoader common = shared(settings.code());
        return Handlers.takesEnvironment(common, settings.handler())
                ? common
                : new FunctionLoader(name, packages.classPath(settings.code()));
    }

    private synchronized FunctionLoader shared(Code code) {
        shared.values().removeIf(known -> known.get() == null);
        WeakReference<FunctionLoader> known = shared.get(code.hash());
        FunctionLoader present = known == null ? null : known.get();
        if (present == null) {
            present = new FunctionLoader("package " + code.hash(), packages.classPath(code));
            shared.put(code.hash(), new WeakReference<>(present));
        }
        return present;
    }
}
