package dev.sluice.engine.cfn.types;

import dev.sluice.engine.cfn.ResourceType;
import dev.sluice.engine.cfn.TypeTable;
import dev.sluice.engine.cfn.types.gateway.GatewayTypes;
import dev.sluice.engine.cfn.types.kms.KmsTypes;
import dev.sluice.engine.cfn.types.lambda.LambdaTypes;
import dev.sluice.engine.cfn.types.logs.LogDeliveryTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The table of resource types: one line each. */
public final class ResourceTypes {

    private static final List<ResourceType> SIMULATED = List.of(
            new DynamoDbGlobalTable(),
            new DynamoDbTable(),
            new EventsApiDestination(),
            new EventsArchive(),
            new EventsConnection(),
            new EventsEventBus(),
            new EventsEventBusPolicy(),
            new EventsRule(),
            new IamManagedPolicy(),
            new IamPolicy(),
            new IamRole(),
            new LogsLogGroup(),
            new LogsLogStream(),
            new LogsResourcePolicy(),
            new PipesPipe(),
            new SecretsManagerResourcePolicy(),
            new SecretsManagerSecret(),
            new SsmParameter(),
            new SqsQueue(),
            SqsQueuePolicy.inline(),
            SqsQueuePolicy.ofSeveral(),
            new CloudWatchAlarm(),
            new StepFunctionsStateMachine());

    /** Types without a meaning on one machine. */
    private static final Set<String> ACCEPTED = Set.of(
            "AWS::ApplicationInsights::Application",
            "AWS::Budgets::Budget",
            "AWS::CDK::Metadata",
            "AWS::CloudFormation::WaitConditionHandle",
            "AWS::CloudWatch::AnomalyDetector",
            "AWS::CloudWatch::CompositeAlarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::Logs::MetricFilter",
            "AWS::Logs::QueryDefinition",
            "AWS::ResourceGroups::Group",
            "AWS::XRay::Group",
            "AWS::XRay::SamplingRule");

    private ResourceTypes() {}

    public static TypeTable table() {
        List<ResourceType> all = new ArrayList<>(SIMULATED);
        all.addAll(GatewayTypes.ALL);
        all.addAll(KmsTypes.ALL);
        all.addAll(LambdaTypes.ALL);
        all.addAll(LogDeliveryTypes.ALL);
        return TypeTable.of(all, ACCEPTED);
    }
}
