package dev.sluice.engine.cfn.assembly;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file or folder that a template's asset manifest names.
 *
 * @param folder where the manifest lies
 * @param path what it calls the asset
 */
public record Asset(Assembly assembly, Path folder, String path) {

    /** @throws IOException whose message says what is wrong with the path */
    public Path locate() throws IOException {
        return assembly.locate(folder, path);
    }
}
