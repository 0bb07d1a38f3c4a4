package dev.sluice.engine.more;

import dev.sluice.engine.aws.Service;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Addition;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Shared;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.ssm.SsmService;
import dev.sluice.engine.sts.StsService;
import java.util.List;

/** Parameter Store and STS. */
public final class MoreServices implements Addition {

    @Override
    public List<Service> services(Kernel kernel, Shared shared) {
        return List.of(
                new SsmService(kernel, shared.get(Vault.class)),
                new StsService(kernel, shared.get(LocalCredentials.class)));
    }
}
