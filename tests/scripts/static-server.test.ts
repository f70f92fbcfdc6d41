// The server behind `npm start`, asked over real sockets.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder, type StaticServer } from '../../scripts/static-server.mjs';

let folder: string;
let server: StaticServer;

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'drydock-')), 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, '..', 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'assets', 'main-1.js'), 'export {}');
  writeFileSync(join(folder, 'assets', 'engine.wasm'), '\0asm');
  server = await serveFolder(folder, 0);
});

afterAll(async () => {
  await server.close();
  rmSync(join(folder, '..'), { recursive: true });
});

test.each([
  ['/', 200, 'text/html; charset=utf-8', 'no-cache', '<p>page</p>'],
  ['/?present', 200, 'text/html; charset=utf-8', 'no-cache', '<p>page</p>'],
  ['/assets/main-1.js', 200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable', 'export {}'],
  ['/assets/engine.wasm', 200, 'application/wasm', 'public, max-age=31536000, immutable', '\0asm'],
  ['/nothing.js', 404, 'text/plain; charset=utf-8', null, 'Not found\n'],
  ['/%2e%2e/secret.txt', 404, 'text/plain; charset=utf-8', null, 'Not found\n'],
  ['/..%2fsecret.txt', 404, 'text/plain; charset=utf-8', null, 'Not found\n'],
  ['/%ff', 404, 'text/plain; charset=utf-8', null, 'Not found\n'],
  ['/index.html%00', 404, 'text/plain; charset=utf-8', null, 'Not found\n'],
])('GET %s', async (path, status, type, cache, body) => {
  const response = await fetch(server.url + path.slice(1));
  expect({
    status: response.status,
    type: response.headers.get('content-type'),
    cache: response.headers.get('cache-control'),
    body: await response.text(),
  }).toEqual({ status, type, cache, body });
});

test('a path that climbs out, sent as it is, finds nothing', async () => {
  const { hostname, port } = new URL(server.url);
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect({ host: hostname, port: Number(port) }, () =>
      socket.write('GET /../secret.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
    );
    socket.on('data', (data) => (text += data.toString()));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
});

test('an unchanged file is not sent again', async () => {
  const first = await fetch(server.url);
  const again = await fetch(server.url, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('HEAD brings the headers alone, and any other method is refused', async () => {
  const head = await fetch(server.url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '11', '']);
  const post = await fetch(server.url, { method: 'POST', body: 'x' });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('a port in use is passed over for the next', async () => {
  const port = Number(new URL(server.url).port);
  const second = await serveFolder(folder, port);
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  await second.close();
});
