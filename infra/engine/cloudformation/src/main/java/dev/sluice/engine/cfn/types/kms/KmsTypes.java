package dev.sluice.engine.cfn.types.kms;

import dev.sluice.engine.cfn.resource.ResourceType;
import java.util.List;

/** All of them. */
public final class KmsTypes {

    public static final List<ResourceType> ALL = List.of(new KmsAlias(), new KmsKey());

    private KmsTypes() {}
}
