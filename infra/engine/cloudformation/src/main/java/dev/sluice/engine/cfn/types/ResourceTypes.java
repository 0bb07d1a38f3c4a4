package dev.sluice.engine.cfn.types;

import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.cfn.types.dynamodb.DynamoDbGlobalTable;
import dev.sluice.engine.cfn.types.dynamodb.DynamoDbTable;
import dev.sluice.engine.cfn.types.events.EventsApiDestination;
import dev.sluice.engine.cfn.types.events.EventsArchive;
import dev.sluice.engine.cfn.types.events.EventsConnection;
import dev.sluice.engine.cfn.types.events.EventsEventBus;
import dev.sluice.engine.cfn.types.events.EventsEventBusPolicy;
import dev.sluice.engine.cfn.types.events.EventsRule;
import dev.sluice.engine.cfn.types.gateway.GatewayTypes;
import dev.sluice.engine.cfn.types.iam.IamManagedPolicy;
import dev.sluice.engine.cfn.types.iam.IamPolicy;
import dev.sluice.engine.cfn.types.iam.IamRole;
import dev.sluice.engine.cfn.types.kms.KmsTypes;
import dev.sluice.engine.cfn.types.lambda.LambdaTypes;
import dev.sluice.engine.cfn.types.logs.LogDeliveryTypes;
import dev.sluice.engine.cfn.types.logs.LogsLogGroup;
import dev.sluice.engine.cfn.types.logs.LogsLogStream;
import dev.sluice.engine.cfn.types.logs.LogsResourcePolicy;
import dev.sluice.engine.cfn.types.secrets.SecretsManagerResourcePolicy;
import dev.sluice.engine.cfn.types.secrets.SecretsManagerSecret;
import dev.sluice.engine.cfn.types.secrets.SsmParameter;
import dev.sluice.engine.cfn.types.sqs.SqsQueue;
import dev.sluice.engine.cfn.types.sqs.SqsQueuePolicy;
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
