package dev.sluice.engine.cfn.types.gateway;

import dev.sluice.engine.cfn.resource.ResourceType;
import java.util.List;

/** All of them. */
public final class GatewayTypes {

    public static final List<ResourceType> ALL = List.of(
            new HttpApi(), new HttpApiAuthorizer(), new HttpApiIntegration(), new HttpApiRoute(), new HttpApiStage());

    private GatewayTypes() {}
}
