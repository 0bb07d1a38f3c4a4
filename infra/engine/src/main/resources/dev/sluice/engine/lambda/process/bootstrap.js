const fs = require('fs');
const net = require('net');
const path = require('path');
const readline = require('readline');
const url = require('url');
const util = require('util');

let id = '';

const pause = new Int32Array(new SharedArrayBuffer(4));

// Descriptors that the function made non-blocking refuse what does not fit at once.
function write(descriptor, bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(descriptor, bytes, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

function answer(message) {
  write(2, Buffer.from('\0end\n'));
  write(3, Buffer.from(JSON.stringify(message) + '\n'));
}

function print(text) {
  write(2, Buffer.from(text.replace(/\n/g, '\r') + '\n'));
}

for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, done) => {
    write(2, Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8'));
    const then = typeof encoding === 'function' ? encoding : done;
    if (then) then();
    return true;
  };
}
for (const [method, level] of Object.entries({ trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' })) {
  console[method] = (...args) => print(`${new Date().toISOString()}\t${id}\t${level}\t${util.format(...args)}`);
}

function failure(error) {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function wrong(errorType, errorMessage) {
  return { errorType, errorMessage, trace: [`${errorType}: ${errorMessage}`] };
}

async function load(name) {
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  if (dot < 0) throw wrong('Runtime.MalformedHandlerName', 'Bad handler');
  const file = path.join(process.env.LAMBDA_TASK_ROOT, name.slice(0, dot));
  const found = ['', '.js', '.mjs', '.cjs'].map((end) => file + end).find((one) => fs.existsSync(one) && fs.statSync(one).isFile());
  const module = name.slice(0, dot);
  if (!found) throw wrong('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
  const loaded = await import(url.pathToFileURL(found).href);
  let handler = loaded;
  for (const part of name.slice(dot + 1).split('.')) handler = handler?.[part] ?? loaded.default?.[part];
  if (typeof handler !== 'function') throw wrong('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  return handler;
}

function handle(handler, call) {
  const context = {
    awsRequestId: call.id,
    invokedFunctionArn: call.arn,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, call.deadline - Date.now()),
  };
  return new Promise((resolve, reject) => {
    const done = (error, result) => (error ? reject(error) : resolve(result));
    context.done = done;
    context.succeed = resolve;
    context.fail = (error) => reject(error ?? 'handled');
    const returned = handler(JSON.parse(call.payload), context, done);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
    else if (handler.length < 3 && returned !== undefined) resolve(returned);
    else if (handler.length < 3) setImmediate(() => resolve(null));
  });
}

load(process.env._HANDLER).then(
  async (handler) => {
    answer({});
    for await (const line of readline.createInterface({ input: new net.Socket({ fd: 4 }) })) {
      const call = JSON.parse(line);
      id = call.id;
      process.env._X_AMZN_TRACE_ID = call.trace;
      try {
        const result = await handle(handler, call);
        answer({ payload: JSON.stringify(result === undefined ? null : result) });
      } catch (error) {
        answer({ error: failure(error) });
      }
    }
    process.exit(0);
  },
  (error) => {
    answer({ error: error.errorType ? error : failure(error) });
    process.exit(0);
  },
);
