package dev.sluice.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Access;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.time.Time;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Kernels for tests of one service. */
public final class TestKernel {

    private TestKernel() {}

    /** A kernel whose policies allow everything. */
    public static Kernel open(Path folder, Time time) {
        Store store = Store.open(folder);
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, folder, false);
        return new Kernel(settings, store, time, Ids.random(), new AllowAll(), new Aws());
    }

    private static final class AllowAll implements Access {
        @Override
        public void require(Caller caller, String action, String resourceArn, Context context) {}

        @Override
        public void resourcePolicies(String service, Function<String, Optional<JsonNode>> policies) {}

        @Override
        public void requireTrust(Caller caller, String roleArn) {}

        @Override
        public Caller assume(String roleArn, String service, String sourceArn) {
            return Caller.role(roleArn, "test");
        }
    }
}
