package dev.sluice.engine.wire;

import java.util.List;

/** Requests that are nearly right: what the fuzzer begins with. */
final class Seeds {

    /** @param target of the JSON protocols, or the action of the query protocol */
    record Seed(String service, String target, String input) {}

    private Seeds() {}

    /** Single quotes are double ones, and backticks those of JSON in JSON. */
    private static Seed json(String service, String target, String input) {
        return new Seed(service, target, input.replace('\'', '"').replace("`", "\\\""));
    }

    static final List<Seed> JSON = List.of(
            json(
                    "events",
                    "AWSEvents.PutEvents",
                    "{'Entries':[{'Source':'a','DetailType':'b','Detail':'{}','Time':1,'Resources':['x'],'EventBusName':'default'}]}"),
            json(
                    "events",
                    "AWSEvents.PutRule",
                    "{'Name':'r','EventPattern':'{`source`:[`a`]}','State':'ENABLED','Tags':[{'Key':'k','Value':'v'}]}"),
            json(
                    "events",
                    "AWSEvents.PutTargets",
                    "{'Rule':'r','Targets':[{'Id':'t','Arn':'arn:aws:sqs:us-east-1:000000000000:q','InputTransformer':{'InputPathsMap':{'a':'$.b'},'InputTemplate':'<a>'},'RetryPolicy':{'MaximumRetryAttempts':1},'DeadLetterConfig':{'Arn':'arn'}}]}"),
            json(
                    "events",
                    "AWSEvents.CreateEventBus",
                    "{'Name':'b','Description':'d','DeadLetterConfig':{'Arn':'a'},'Tags':[{'Key':'k','Value':'v'}]}"),
            json(
                    "events",
                    "AWSEvents.PutPermission",
                    "{'EventBusName':'b','StatementId':'s','Action':'events:PutEvents','Principal':'*','Condition':{'Type':'StringEquals','Key':'k','Value':'v'}}"),
            json("events", "AWSEvents.PutPermission", "{'Policy':'{`Statement`:[]}'}"),
            json("events", "AWSEvents.ListRules", "{'NamePrefix':'a','Limit':3,'NextToken':'x'}"),
            json("events", "AWSEvents.TestEventPattern", "{'EventPattern':'{}','Event':'{}'}"),
            json(
                    "events",
                    "AWSEvents.CreateArchive",
                    "{'ArchiveName':'a','EventSourceArn':'arn:aws:events:us-east-1:000000000000:event-bus/default','EventPattern':'{}','RetentionDays':1}"),
            json(
                    "events",
                    "AWSEvents.StartReplay",
                    "{'ReplayName':'r','EventSourceArn':'arn','EventStartTime':1,'EventEndTime':2,'Destination':{'Arn':'arn','FilterArns':['a']}}"),
            json(
                    "events",
                    "AWSEvents.CreateConnection",
                    "{'Name':'c','AuthorizationType':'API_KEY','AuthParameters':{'ApiKeyAuthParameters':{'ApiKeyName':'n','ApiKeyValue':'v'}}}"),
            json(
                    "events",
                    "AWSEvents.CreateApiDestination",
                    "{'Name':'d','ConnectionArn':'arn','InvocationEndpoint':'https://x','HttpMethod':'POST','InvocationRateLimitPerSecond':1}"),
            json(
                    "sqs",
                    "AmazonSQS.CreateQueue",
                    "{'QueueName':'q','Attributes':{'VisibilityTimeout':'1','RedrivePolicy':'{}'},'tags':{'a':'b'}}"),
            json(
                    "sqs",
                    "AmazonSQS.SendMessage",
                    "{'QueueUrl':'http://x/000000000000/q','MessageBody':'b','DelaySeconds':0,'MessageAttributes':{'a':{'DataType':'String','StringValue':'v'}}}"),
            json(
                    "sqs",
                    "AmazonSQS.SendMessageBatch",
                    "{'QueueUrl':'http://x/000000000000/q','Entries':[{'Id':'1','MessageBody':'b'}]}"),
            json(
                    "sqs",
                    "AmazonSQS.ReceiveMessage",
                    "{'QueueUrl':'http://x/000000000000/q','MaxNumberOfMessages':1,'WaitTimeSeconds':0,'AttributeNames':['All']}"),
            json(
                    "sqs",
                    "AmazonSQS.DeleteMessageBatch",
                    "{'QueueUrl':'http://x/000000000000/q','Entries':[{'Id':'1','ReceiptHandle':'r'}]}"),
            json(
                    "sqs",
                    "AmazonSQS.SetQueueAttributes",
                    "{'QueueUrl':'http://x/000000000000/q','Attributes':{'Policy':'{}'}}"),
            json(
                    "dynamodb",
                    "DynamoDB_20120810.CreateTable",
                    "{'TableName':'tab','BillingMode':'PAY_PER_REQUEST','KeySchema':[{'AttributeName':'a','KeyType':'HASH'}],'AttributeDefinitions':[{'AttributeName':'a','AttributeType':'S'}],'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}}"),
            json(
                    "dynamodb",
                    "DynamoDB_20120810.PutItem",
                    "{'TableName':'tab','Item':{'a':{'S':'x'},'b':{'M':{'c':{'L':[{'N':'1'},{'NS':['1','2']},{'B':'AA=='},{'NULL':true}]}}}},'ConditionExpression':'attribute_not_exists(#a)','ExpressionAttributeNames':{'#a':'a'}}"),
            json(
                    "dynamodb",
                    "DynamoDB_20120810.UpdateItem",
                    "{'TableName':'tab','Key':{'a':{'S':'x'}},'UpdateExpression':'SET b = if_not_exists(b, :v) + :v REMOVE c','ExpressionAttributeValues':{':v':{'N':'1'}},'ReturnValues':'ALL_NEW'}"),
            json(
                    "dynamodb",
                    "DynamoDB_20120810.Query",
                    "{'TableName':'tab','KeyConditionExpression':'a = :v','ExpressionAttributeValues':{':v':{'S':'x'}},'Limit':1,'ExclusiveStartKey':{'a':{'S':'x'}}}"),
            json(
                    "dynamodb",
                    "DynamoDB_20120810.TransactWriteItems",
                    "{'TransactItems':[{'Put':{'TableName':'tab','Item':{'a':{'S':'y'}}}}],'ClientRequestToken':'t'}"),
            json(
                    "dynamodb",
                    "DynamoDB_20120810.BatchGetItem",
                    "{'RequestItems':{'tab':{'Keys':[{'a':{'S':'x'}}],'ProjectionExpression':'a'}}}"),
            json(
                    "dynamodb",
                    "DynamoDBStreams_20120810.GetShardIterator",
                    "{'StreamArn':'arn','ShardId':'s','ShardIteratorType':'LATEST','SequenceNumber':'1'}"),
            json("logs", "Logs_20140328.CreateLogGroup", "{'logGroupName':'g','tags':{'a':'b'}}"),
            json(
                    "logs",
                    "Logs_20140328.PutLogEvents",
                    "{'logGroupName':'g','logStreamName':'s','logEvents':[{'timestamp':1,'message':'m'}]}"),
            json(
                    "logs",
                    "Logs_20140328.FilterLogEvents",
                    "{'logGroupName':'g','filterPattern':'{ $.a = 1 && ($.b != `x*`) }','startTime':1,'limit':5,'logStreamNames':['s']}"),
            json(
                    "logs",
                    "Logs_20140328.GetLogEvents",
                    "{'logGroupName':'g','logStreamName':'s','nextToken':'f/1','limit':1,'startTime':0}"),
            json(
                    "logs",
                    "Logs_20140328.PutResourcePolicy",
                    "{'policyName':'p','policyDocument':'{`Statement`:[{`Effect`:`Allow`}]}'}"),
            json(
                    "monitoring",
                    "GraniteServiceVersion20100801.GetMetricData",
                    "{'StartTime':1,'EndTime':200,'MetricDataQueries':[{'Id':'m','MetricStat':{'Metric':{'Namespace':'N','MetricName':'M','Dimensions':[{'Name':'a','Value':'b'}]},'Period':60,'Stat':'Sum'}}]}"),
            json(
                    "monitoring",
                    "GraniteServiceVersion20100801.PutMetricData",
                    "{'Namespace':'N','MetricData':[{'MetricName':'M','Value':1,'Timestamp':1.5,'Values':[1,2],'Counts':[1,1],'StatisticValues':{'SampleCount':1,'Sum':1,'Minimum':1,'Maximum':1}}]}"),
            json(
                    "monitoring",
                    "GraniteServiceVersion20100801.PutMetricAlarm",
                    "{'AlarmName':'a','Namespace':'N','MetricName':'M','Statistic':'Sum','Period':60,'EvaluationPeriods':1,'DatapointsToAlarm':1,'Threshold':1,'ComparisonOperator':'GreaterThanThreshold','AlarmActions':['x'],'TreatMissingData':'ignore'}"),
            json(
                    "states",
                    "AWSStepFunctions.CreateStateMachine",
                    "{'name':'m','roleArn':'arn:aws:iam::000000000000:role/r','definition':'{`StartAt`:`P`,`States`:{`P`:{`Type`:`Pass`,`End`:true}}}','tags':[{'key':'k','value':'v'}]}"),
            json(
                    "states",
                    "AWSStepFunctions.StartExecution",
                    "{'stateMachineArn':'arn:aws:states:us-east-1:000000000000:stateMachine:m','name':'e','input':'{}'}"),
            json(
                    "states",
                    "AWSStepFunctions.ValidateStateMachineDefinition",
                    "{'definition':'{`StartAt`:`C`,`States`:{`C`:{`Type`:`Choice`,`Choices`:[{`Not`:{`Variable`:`$.a`,`IsNull`:true},`Next`:`C`}]}}}'}"),
            json(
                    "states",
                    "AWSStepFunctions.GetExecutionHistory",
                    "{'executionArn':'arn:aws:states:us-east-1:000000000000:execution:m:e','maxResults':1,'reverseOrder':true}"),
            json("secretsmanager", "secretsmanager.GetSecretValue", "{'SecretId':'s','VersionId':'v'}"));

    static final List<Seed> QUERY = List.of(
            new Seed(
                    "sts",
                    "AssumeRole",
                    "RoleArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Arole%2Fr&RoleSessionName=s&DurationSeconds=900"),
            new Seed("sts", "GetCallerIdentity", "Version=2011-06-15"),
            new Seed("sts", "GetSessionToken", "DurationSeconds=900"),
            new Seed(
                    "iam",
                    "CreateRole",
                    "RoleName=r&AssumeRolePolicyDocument=%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%7D%7D"),
            new Seed("iam", "PutRolePolicy", "RoleName=r&PolicyName=p&PolicyDocument=%7B%22Statement%22%3A%5B1%5D%7D"),
            new Seed("cloudformation", "DescribeStacks", "StackName=s&NextToken=t"),
            new Seed(
                    "cloudformation",
                    "CreateStack",
                    "StackName=s&TemplateBody=%7B%22Resources%22%3A%7B%7D%7D&Parameters.member.1.ParameterKey=a"),
            new Seed("monitoring", "ListMetrics", "Namespace=N&Dimensions.member.1.Name=a&Dimensions.member.1.Value=b"),
            new Seed(
                    "monitoring",
                    "PutMetricAlarm",
                    "AlarmName=a&Period=60&Threshold=1.5&Dimensions.member.1.Name=x&EvaluationPeriods=1"),
            new Seed("sqs", "CreateQueue", "QueueName=q&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=1"),
            new Seed(
                    "sqs",
                    "SendMessage",
                    "QueueUrl=http%3A%2F%2Fx%2F000000000000%2Fq&MessageBody=b&MessageAttribute.1.Name=n"));

    /** Method and path of the REST services. */
    static final List<Seed> REST = List.of(
            new Seed(
                    "lambda",
                    "POST /2015-03-31/functions",
                    "{\"FunctionName\":\"f\",\"Runtime\":\"java17\",\"Role\":\"r\",\"Handler\":\"h\",\"Code\":{\"ZipFile\":\"AA==\"}}"),
            new Seed("lambda", "POST /2015-03-31/functions/f/invocations", "{\"a\":1}"),
            new Seed("lambda", "GET /2015-03-31/functions/f/configuration?Qualifier=1", ""),
            new Seed("lambda", "GET /2015-03-31/functions?MaxItems=5&Marker=x", ""),
            new Seed(
                    "lambda",
                    "POST /2015-03-31/event-source-mappings",
                    "{\"FunctionName\":\"f\",\"EventSourceArn\":\"arn\",\"BatchSize\":1,\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{}\"}]}}"),
            new Seed(
                    "pipes",
                    "POST /v1/pipes/p",
                    "{\"Source\":\"arn:aws:sqs:us-east-1:000000000000:q\",\"Target\":\"arn\",\"RoleArn\":\"arn:aws:iam::000000000000:role/r\",\"SourceParameters\":{\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{}\"}]}},\"TargetParameters\":{\"InputTemplate\":\"<$.a>\"}}"),
            new Seed("pipes", "GET /v1/pipes?Limit=1&NextToken=x", ""),
            new Seed("pipes", "DELETE /v1/pipes/p", ""));
}
