const fs = require('fs');
const http = require('http');
const https = require('https');
const { Module, register, syncBuiltinESMExports } = require('module');
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
const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const json = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const least = json ? levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL) : 0;

function log(level, message) {
  if (levels.indexOf(level) < least) return;
  const timestamp = new Date().toISOString();
  print(json ? JSON.stringify({ timestamp, level, requestId: id, message }) : `${timestamp}\t${id}\t${level}\t${message}`);
}

for (const [method, level] of Object.entries({ trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' })) {
  console[method] = (...args) => log(level, util.format(...args));
}

// Lambda's runtime brings the SDK along. Here it is in a folder of the machine, and nothing else of that folder is shown.
const sdk = /^(@aws-sdk|@smithy)\//;
const places = (process.env.SLUICE_SDK_MODULES ?? '').split(path.delimiter).filter((place) => place !== '');
delete process.env.SLUICE_SDK_MODULES;
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  try {
    return resolveFilename.call(this, request, parent, ...rest);
  } catch (error) {
    for (const place of sdk.test(request) && error.code === 'MODULE_NOT_FOUND' ? places : []) {
      try {
        return resolveFilename.call(this, request, null, false, { paths: [place] });
      } catch {
        // Perhaps the next place has it.
      }
    }
    throw error;
  }
};
const hooks = `
  let places;
  export const initialize = (given) => { places = given; };
  export async function resolve(specifier, context, next) {
    try {
      return await next(specifier, context);
    } catch (error) {
      for (const parentURL of ${sdk}.test(specifier) ? places : []) {
        try {
          return await next(specifier, { ...context, parentURL });
        } catch {
        }
      }
      throw error;
    }
  }`;
if (register && places.length > 0) {
  const data = places.map((place) => url.pathToFileURL(path.join(place, 'function.js')).href);
  register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data });
}

// Functions send the responses of custom resources to the host of the URL by HTTPS, whatever else the URL says: on AWS it is S3.
const engine = new URL(process.env.AWS_ENDPOINT_URL);
const request = https.request;
https.request = (...given) => {
  const [place, more] = given;
  const options = typeof place === 'string' || place instanceof URL ? { ...url.urlToHttpOptions(new URL(place)), ...more } : place;
  if (!String(options?.path).startsWith('/_sluice/responses/') || (options.hostname ?? options.host) !== engine.hostname) {
    return request(...given);
  }
  const { agent, protocol, ...plain } = options;
  return http.request({ ...plain, port: engine.port }, given.find((one) => typeof one === 'function'));
};
syncBuiltinESMExports();

function failure(error) {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function missing(error) {
  const name = /Cannot find (?:module|package) '((?:@aws-sdk|@smithy)\/[^'/]+)/.exec(error.message)?.[1];
  if (name) {
    error.message = `${error.message}\n${name} comes with Lambda's runtime and is not on this machine: run "npm install ${name}" in the folder of the CDK app, or name a node_modules folder that has it in the environment variable SLUICE_NODE_MODULES`;
  }
  return error;
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
  const loaded = await import(url.pathToFileURL(found).href).catch((error) => {
    throw missing(error);
  });
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
    answer({ error: error.errorType ? error : { ...failure(error), ...(/MODULE_NOT_FOUND/.test(error.code) && { errorType: 'Runtime.ImportModuleError' }) } });
    process.exit(0);
  },
);
