// The module that CloudFormation adds to inline code in JavaScript: it answers the event of a custom resource.
const http = require('http');
const https = require('https');

exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = (event, context, status, data, physicalId, noEcho) => {
  const body = JSON.stringify({
    Status: status,
    Reason: `See the details in CloudWatch Log Stream: ${context.logStreamName}`,
    PhysicalResourceId: physicalId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: data,
  });
  const place = new URL(event.ResponseURL);
  const client = place.protocol === 'https:' ? https : http;
  return new Promise((resolve) => {
    const done = () => {
      context.done();
      resolve();
    };
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const request = client.request(place, { method: 'PUT', headers }, (response) => response.resume().on('end', done));
    request.on('error', (error) => {
      console.log(`the response could not be sent: ${error}`);
      done();
    });
    request.end(body);
  });
};
