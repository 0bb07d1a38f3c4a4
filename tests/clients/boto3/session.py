"""boto3 against an empty engine: makes everything from a bus to a replay, checks what arrives, and cleans up."""

import json
import os
import time
import uuid
from datetime import datetime, timedelta, timezone

import boto3
from botocore.exceptions import ClientError

NAME = "boto3-" + uuid.uuid4().hex[:8]
RECEIVER, RECEIVED = os.environ["RECEIVER"], os.environ["RECEIVED"]
events, sqs, iam, pipes, dynamodb, sts = (
    boto3.client(service) for service in ("events", "sqs", "iam", "pipes", "dynamodb", "sts")
)
account = sts.get_caller_identity()["Account"]


def until(what, check, seconds=30):
    end = time.monotonic() + seconds
    while True:
        found = check()
        if found:
            return found
        assert time.monotonic() < end, f"{what} did not happen within {seconds} s"
        time.sleep(0.1)


def queue(suffix, open_to=None):
    url = sqs.create_queue(QueueName=f"{NAME}-{suffix}")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    if open_to:
        policy = {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage",
            "Resource": arn, "Condition": {"ArnEquals": {"aws:SourceArn": open_to}}}]}
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    return url, arn


def role(service, **allowed):
    name = f"{NAME}-{service}"
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    statements = [{"Effect": "Allow", "Action": actions, "Resource": resource}
                  for actions, resource in allowed.values()]
    iam.put_role_policy(RoleName=name, PolicyName="its-job",
                        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": statements}))
    return arn


def receive(url, wanted):
    """The next message that `wanted` accepts; messages are deleted as they are read."""
    def one():
        answer = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=2, MaxNumberOfMessages=10,
                                     MessageAttributeNames=["All"], AttributeNames=["All"])
        for message in answer.get("Messages", []):
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            if wanted(message):
                return message
        return None
    return until(f"a message in {url}", one)


def body(message):
    return json.loads(message["Body"])


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{call} was not refused with {code}")


# A bus, rules, queues
bus = events.create_event_bus(Name=NAME)["EventBusArn"]
rules = {rule: events.put_rule(Name=rule, EventBusName=NAME, EventPattern=json.dumps(pattern))["RuleArn"]
         for rule, pattern in {
             "orders": {"source": ["shop"], "detail-type": [{"prefix": "order."}]},
             "closed": {"detail": {"total": [{"numeric": [">", 100]}]}},
             "hook": {"detail-type": ["order.placed"]}}.items()}
dlq_url, dlq = queue("dlq", list(rules.values()))
target_url, target = queue("target", rules["orders"])
source_url, source = queue("source")
closed_url, closed = queue("closed")
changes_url, changes = queue("changes")

# An API destination behind a connection
connection = events.create_connection(
    Name=NAME, AuthorizationType="API_KEY",
    AuthParameters={"ApiKeyAuthParameters": {"ApiKeyName": "x-api-key", "ApiKeyValue": "s3cret"}})["ConnectionArn"]
until("authorization", lambda: events.describe_connection(Name=NAME)["ConnectionState"] == "AUTHORIZED")
destination = events.create_api_destination(
    Name=NAME, ConnectionArn=connection, HttpMethod="POST", InvocationEndpoint=f"{RECEIVER}/{NAME}/*",
    InvocationRateLimitPerSecond=300)["ApiDestinationArn"]
invoker = role("events", call=("events:InvokeApiDestination", destination))
late = {"MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": 60}
for rule, targets in {
    "orders": [{"Id": "queue", "Arn": target, "DeadLetterConfig": {"Arn": dlq}, "RetryPolicy": late}],
    "closed": [{"Id": "queue", "Arn": closed, "DeadLetterConfig": {"Arn": dlq}, "RetryPolicy": late}],
    "hook": [{"Id": "http", "Arn": destination, "RoleArn": invoker,
              "HttpParameters": {"PathParameterValues": ["$.detail.id"], "QueryStringParameters": {"from": "bus"}},
              "InputTransformer": {"InputPathsMap": {"id": "$.detail.id"}, "InputTemplate": '{"order": <id>}'}}],
}.items():
    answer = events.put_targets(Rule=rule, EventBusName=NAME, Targets=targets)
    assert answer["FailedEntryCount"] == 0, answer

# Pipes: a queue to the bus, and a table's stream to a queue
table = dynamodb.create_table(
    TableName=NAME, BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})["TableDescription"]
dynamodb.get_waiter("table_exists").wait(TableName=NAME, WaiterConfig={"Delay": 1})
stream = table["LatestStreamArn"]
piper = role("pipes",
             read=(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], source),
             follow=(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
                      "dynamodb:ListStreams"], stream),
             put=("events:PutEvents", bus), send=("sqs:SendMessage", changes))
pipes.create_pipe(
    Name=f"{NAME}-queue", RoleArn=piper, Source=source, Target=bus,
    SourceParameters={"SqsQueueParameters": {"BatchSize": 1},
                      "FilterCriteria": {"Filters": [{"Pattern": '{"body": {"kind": ["order"]}}'}]}},
    TargetParameters={"EventBridgeEventBusParameters": {"Source": "shop", "DetailType": "order.queued"},
                      "InputTemplate": '{"id": <$.body.id>}'})
pipes.create_pipe(
    Name=f"{NAME}-stream", RoleArn=piper, Source=stream, Target=changes,
    SourceParameters={"DynamoDBStreamParameters": {"StartingPosition": "TRIM_HORIZON", "BatchSize": 10}})
for pipe in ("queue", "stream"):
    until("a running pipe", lambda: pipes.describe_pipe(Name=f"{NAME}-{pipe}")["CurrentState"] == "RUNNING")

# Publish
archive = events.create_archive(ArchiveName=NAME, EventSourceArn=bus, RetentionDays=1,
                                EventPattern=json.dumps({"source": ["shop"]}))["ArchiveArn"]
begin = datetime.now(timezone.utc) - timedelta(seconds=1)
answer = events.put_events(Entries=[
    {"EventBusName": NAME, "Source": "shop", "DetailType": "order.placed",
     "Detail": '{"id": "o-1", "total": 19.90, "note": "naïve ☃"}', "Resources": ["arn:of:order"]},
    {"EventBusName": bus, "Source": "shop", "DetailType": "order.large", "Detail": '{"id": "o-2", "total": 250}'},
    {"EventBusName": NAME, "Source": "shop", "DetailType": "order.broken", "Detail": "{"}])
assert answer["FailedEntryCount"] == 1 and answer["Entries"][2]["ErrorCode"] == "MalformedDetail", answer
first, second = (entry["EventId"] for entry in answer["Entries"][:2])

placed = body(receive(target_url, lambda message: body(message)["id"] == first))
assert placed["detail"] == {"id": "o-1", "total": 19.90, "note": "naïve ☃"}, placed
assert (placed["account"], placed["source"], placed["resources"]) == (account, "shop", ["arn:of:order"]), placed
dead = receive(dlq_url, lambda message: body(message)["id"] == second)
attributes = {name: value["StringValue"] for name, value in dead["MessageAttributes"].items()}
assert attributes["ERROR_CODE"] == "NO_PERMISSIONS", attributes
assert (attributes["RULE_ARN"], attributes["TARGET_ARN"]) == (rules["closed"], closed), attributes


def posts():
    path = os.path.join(RECEIVED, NAME)
    return [json.loads(line) for line in open(path, encoding="utf-8")] if os.path.exists(path) else []


post = until("a call", posts)[0]
assert (post["method"], post["url"]) == ("POST", f"/{NAME}/o-1?from=bus"), post
assert json.loads(post["body"]) == {"order": "o-1"} and post["headers"]["x-api-key"] == "s3cret", post

for order in ({"kind": "other", "id": "o-0"}, {"kind": "order", "id": "o-3"}):
    sqs.send_message(QueueUrl=source_url, MessageBody=json.dumps(order))
queued = body(receive(target_url, lambda message: body(message)["detail-type"] == "order.queued"))
assert queued["detail"] == {"id": "o-3"}, queued

dynamodb.put_item(TableName=NAME, Item={"id": {"S": "r-1"}, "n": {"N": "1"}})
dynamodb.update_item(TableName=NAME, Key={"id": {"S": "r-1"}}, UpdateExpression="ADD n :one",
                     ExpressionAttributeValues={":one": {"N": "1"}})
change = body(receive(changes_url, lambda message: body(message)["eventName"] == "MODIFY"))
assert (change["dynamodb"]["OldImage"]["n"], change["dynamodb"]["NewImage"]["n"]) == ({"N": "1"}, {"N": "2"}), change

# Replay
until("the archive", lambda: events.describe_archive(ArchiveName=NAME)["EventCount"] == 3)
events.start_replay(ReplayName=NAME, EventSourceArn=archive, EventStartTime=begin,
                    EventEndTime=datetime.now(timezone.utc),
                    Destination={"Arn": bus, "FilterArns": [rules["orders"]]})
again = body(receive(target_url, lambda message: body(message).get("replay-name") == NAME
                     and body(message)["detail"]["id"] == "o-1"))
assert again["detail"] == placed["detail"], again
until("the end of the replay", lambda: events.describe_replay(ReplayName=NAME)["State"] == "COMPLETED")
assert len(posts()) == 1, "a replay for one rule also went to another"

# Clean up
for pipe in ("queue", "stream"):
    pipes.delete_pipe(Name=f"{NAME}-{pipe}")
events.delete_archive(ArchiveName=NAME)
for rule, arn in rules.items():
    ids = [target["Id"] for target in events.list_targets_by_rule(Rule=rule, EventBusName=NAME)["Targets"]]
    events.remove_targets(Rule=rule, EventBusName=NAME, Ids=ids)
    events.delete_rule(Name=rule, EventBusName=NAME)
events.delete_api_destination(Name=NAME)
events.delete_connection(Name=NAME)
events.delete_event_bus(Name=NAME)
dynamodb.delete_table(TableName=NAME)
for service in ("events", "pipes"):
    iam.delete_role_policy(RoleName=f"{NAME}-{service}", PolicyName="its-job")
    iam.delete_role(RoleName=f"{NAME}-{service}")
for url in (dlq_url, target_url, source_url, closed_url, changes_url):
    sqs.delete_queue(QueueUrl=url)

refused("ResourceNotFoundException", events.describe_event_bus, Name=NAME)
until("the end of the pipes", lambda: not pipes.list_pipes(NamePrefix=NAME)["Pipes"])
refused("NotFoundException", pipes.describe_pipe, Name=f"{NAME}-queue")
refused("NoSuchEntity", iam.get_role, RoleName=f"{NAME}-pipes")
refused("AWS.SimpleQueueService.NonExistentQueue", sqs.get_queue_url, QueueName=f"{NAME}-target")
refused("ResourceNotFoundException", dynamodb.describe_table, TableName=NAME)
