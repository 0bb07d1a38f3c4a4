// A receiver on loopback for all clients: appends each request as one JSON line to FOLDER/<first segment of its path>.
// Usage: node receiver.mjs FOLDER; prints its URL.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const name = request.url.split('/')[1].replace(/[^a-z0-9-]/g, '') || 'root';
    const { method, url, headers } = request;
    const line = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    appendFileSync(join(folder, name), JSON.stringify(line) + '\n');
    response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
