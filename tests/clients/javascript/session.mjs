// The AWS SDK for JavaScript v3 against an empty engine: makes everything from a bus to a replay, checks what arrives, and
// cleans up.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDB, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { Pipes } from '@aws-sdk/client-pipes';
import { SQS } from '@aws-sdk/client-sqs';
import { STS } from '@aws-sdk/client-sts';

const name = `js-${randomUUID().slice(0, 8)}`;
const { RECEIVER, RECEIVED } = process.env;
const [events, sqs, iam, pipes, dynamodb, sts] = [EventBridge, SQS, IAM, Pipes, DynamoDB, STS].map((Client) => new Client());
const account = (await sts.getCallerIdentity()).Account;

async function until(what, check) {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await check();
    if (found) return found;
    assert(Date.now() < end, `${what} did not happen within 30 s`);
    await sleep(100);
  }
}

async function queue(suffix, openTo) {
  const url = (await sqs.createQueue({ QueueName: `${name}-${suffix}` })).QueueUrl;
  const arn = (await sqs.getQueueAttributes({ QueueUrl: url, AttributeNames: ['QueueArn'] })).Attributes.QueueArn;
  if (openTo) {
    const statement = {
      Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn,
      Condition: { ArnEquals: { 'aws:SourceArn': openTo } },
    };
    await sqs.setQueueAttributes({ QueueUrl: url, Attributes: { Policy: JSON.stringify({ Statement: [statement] }) } });
  }
  return { url, arn };
}

async function role(service, allowed) {
  const trust = [{ Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' }];
  const made = await iam.createRole({
    RoleName: `${name}-${service}`,
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: trust }),
  });
  const statements = allowed.map(([actions, resource]) => ({ Effect: 'Allow', Action: actions, Resource: resource }));
  await iam.putRolePolicy({
    RoleName: `${name}-${service}`,
    PolicyName: 'its-job',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  });
  return made.Role.Arn;
}

const body = (message) => JSON.parse(message.Body);

/** The next message that `wanted` accepts; messages are deleted as they are read. */
const receive = ({ url }, wanted) => until(`a message in ${url}`, async () => {
  const answer = await sqs.receiveMessage({
    QueueUrl: url, WaitTimeSeconds: 2, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'],
  });
  for (const message of answer.Messages ?? []) {
    await sqs.deleteMessage({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle });
    if (wanted(message)) return message;
  }
  return undefined;
});

// A bus, rules, queues
const bus = (await events.createEventBus({ Name: name })).EventBusArn;
const patterns = {
  orders: { source: ['shop'], 'detail-type': [{ prefix: 'order.' }] },
  closed: { detail: { total: [{ numeric: ['>', 100] }] } },
  hook: { 'detail-type': ['order.placed'] },
};
const rules = {};
for (const [rule, pattern] of Object.entries(patterns)) {
  const made = await events.putRule({ Name: rule, EventBusName: name, EventPattern: JSON.stringify(pattern) });
  rules[rule] = made.RuleArn;
}
const dlq = await queue('dlq', Object.values(rules));
const target = await queue('target', rules.orders);
const [source, closed, changes] = [await queue('source'), await queue('closed'), await queue('changes')];

// An API destination behind a connection
const connection = await events.createConnection({
  Name: name, AuthorizationType: 'BASIC', AuthParameters: { BasicAuthParameters: { Username: 'sluice', Password: 's3cret' } },
});
await until('authorization', async () => (await events.describeConnection({ Name: name })).ConnectionState === 'AUTHORIZED');
const destination = (await events.createApiDestination({
  Name: name, ConnectionArn: connection.ConnectionArn, HttpMethod: 'PUT', InvocationEndpoint: `${RECEIVER}/${name}`,
})).ApiDestinationArn;
const invoker = await role('events', [['events:InvokeApiDestination', destination]]);
const late = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 };
const targets = {
  orders: { Id: 'queue', Arn: target.arn, DeadLetterConfig: { Arn: dlq.arn }, RetryPolicy: late },
  closed: { Id: 'queue', Arn: closed.arn, DeadLetterConfig: { Arn: dlq.arn }, RetryPolicy: late },
  hook: { Id: 'http', Arn: destination, RoleArn: invoker, InputPath: '$.detail' },
};
for (const [rule, one] of Object.entries(targets)) {
  assert.equal((await events.putTargets({ Rule: rule, EventBusName: name, Targets: [one] })).FailedEntryCount, 0);
}

// Pipes: a queue to the bus, and a table's stream to a queue
const table = await dynamodb.createTable({
  TableName: name, BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
});
await waitUntilTableExists({ client: dynamodb, maxWaitTime: 30, minDelay: 1 }, { TableName: name });
const stream = table.TableDescription.LatestStreamArn;
const piper = await role('pipes', [
  [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], source.arn],
  [['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'], stream],
  ['events:PutEvents', bus],
  ['sqs:SendMessage', changes.arn],
]);
await pipes.createPipe({
  Name: `${name}-queue`, RoleArn: piper, Source: source.arn, Target: bus,
  SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '{"body": {"kind": ["order"]}}' }] } },
  TargetParameters: {
    EventBridgeEventBusParameters: { Source: 'shop', DetailType: 'order.queued' }, InputTemplate: '{"id": <$.body.id>}',
  },
});
await pipes.createPipe({
  Name: `${name}-stream`, RoleArn: piper, Source: stream, Target: changes.arn,
  SourceParameters: { DynamoDBStreamParameters: { StartingPosition: 'TRIM_HORIZON' } },
});
for (const pipe of ['queue', 'stream']) {
  const running = async () => (await pipes.describePipe({ Name: `${name}-${pipe}` })).CurrentState === 'RUNNING';
  await until('a running pipe', running);
}

// Publish
const archive = (await events.createArchive({ ArchiveName: name, EventSourceArn: bus, RetentionDays: 1 })).ArchiveArn;
const begin = new Date(Date.now() - 1_000);
const answer = await events.putEvents({
  Entries: [
    { EventBusName: name, Source: 'shop', DetailType: 'order.placed', Detail: '{"id": "o-1", "total": 19.90, "note": "naïve ☃"}' },
    { EventBusName: bus, Source: 'shop', DetailType: 'large', Detail: '{"id": "o-2", "total": 250}' },
    { EventBusName: name, Source: 'shop', DetailType: 'order.broken', Detail: '{' },
  ],
});
assert.deepEqual([answer.FailedEntryCount, answer.Entries[2].ErrorCode], [1, 'MalformedDetail']);
const placed = body(await receive(target, (message) => body(message).id === answer.Entries[0].EventId));
assert.deepEqual(placed.detail, { id: 'o-1', total: 19.9, note: 'naïve ☃' });
assert.equal(placed.account, account);
const dead = await receive(dlq, (message) => body(message).id === answer.Entries[1].EventId);
assert.equal(dead.MessageAttributes.ERROR_CODE.StringValue, 'NO_PERMISSIONS');
assert.equal(dead.MessageAttributes.RULE_ARN.StringValue, rules.closed);

const calls = () => {
  const file = join(RECEIVED, name);
  return existsSync(file) && readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
};
const [call] = await until('a call', calls);
assert.equal(call.method, 'PUT');
assert.equal(call.headers.authorization, `Basic ${Buffer.from('sluice:s3cret').toString('base64')}`);
assert.deepEqual(JSON.parse(call.body), placed.detail);

for (const order of [{ kind: 'other', id: 'o-0' }, { kind: 'order', id: 'o-3' }]) {
  await sqs.sendMessage({ QueueUrl: source.url, MessageBody: JSON.stringify(order) });
}
const queued = body(await receive(target, (message) => body(message)['detail-type'] === 'order.queued'));
assert.deepEqual(queued.detail, { id: 'o-3' });

await dynamodb.putItem({ TableName: name, Item: { id: { S: 'r-1' }, n: { N: '1' } } });
const change = body(await receive(changes, (message) => body(message).eventName === 'INSERT'));
assert.deepEqual(change.dynamodb.NewImage, { id: { S: 'r-1' }, n: { N: '1' } });

// Replay
await until('the archive', async () => (await events.describeArchive({ ArchiveName: name })).EventCount === 3);
await events.startReplay({
  ReplayName: name, EventSourceArn: archive, EventStartTime: begin, EventEndTime: new Date(),
  Destination: { Arn: bus, FilterArns: [rules.orders] },
});
const replayed = (message) => body(message)['replay-name'] === name && body(message).detail.id === 'o-1';
assert.deepEqual(body(await receive(target, replayed)).detail, placed.detail);
await until('the end of the replay', async () => (await events.describeReplay({ ReplayName: name })).State === 'COMPLETED');
assert.equal(calls().length, 1, 'a replay for one rule also went to another');

// Clean up
for (const pipe of ['queue', 'stream']) await pipes.deletePipe({ Name: `${name}-${pipe}` });
await events.deleteArchive({ ArchiveName: name });
for (const [rule, { Id }] of Object.entries(targets)) {
  await events.removeTargets({ Rule: rule, EventBusName: name, Ids: [Id] });
  await events.deleteRule({ Name: rule, EventBusName: name });
}
await events.deleteApiDestination({ Name: name });
await events.deleteConnection({ Name: name });
await events.deleteEventBus({ Name: name });
await dynamodb.deleteTable({ TableName: name });
for (const service of ['events', 'pipes']) {
  await iam.deleteRolePolicy({ RoleName: `${name}-${service}`, PolicyName: 'its-job' });
  await iam.deleteRole({ RoleName: `${name}-${service}` });
}
for (const { url } of [dlq, target, source, closed, changes]) await sqs.deleteQueue({ QueueUrl: url });

await assert.rejects(events.describeEventBus({ Name: name }), { name: 'ResourceNotFoundException' });
await until('the end of the pipes', async () => (await pipes.listPipes({ NamePrefix: name })).Pipes.length === 0);
await assert.rejects(pipes.describePipe({ Name: `${name}-queue` }), { name: 'NotFoundException' });
await assert.rejects(iam.getRole({ RoleName: `${name}-pipes` }), { name: 'NoSuchEntityException' });
await assert.rejects(sqs.getQueueUrl({ QueueName: `${name}-target` }), { name: 'QueueDoesNotExist' });
await assert.rejects(dynamodb.describeTable({ TableName: name }), { name: 'ResourceNotFoundException' });
