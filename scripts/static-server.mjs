// A small server for a folder of static files, for `npm start` and the browser tests.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * @typedef {object} StaticServer
 * @property {string} url with the port it got, ending in `/`
 * @property {() => Promise<void>} close ends open connections too
 */

/**
 * Serves a folder on this machine only.
 * @param {string} folder
 * @param {number} port 0 for any free one; a port in use is passed over for the next, up to twenty times
 * @returns {Promise<StaticServer>} rejects when no port could be had
 */
export async function serveFolder(folder, port) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => response.writeHead(500).end('Internal error\n'));
  });
  const taken = await listen(server, port, 20);
  return {
    url: `http://localhost:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {number} tries how many further ports may be tried
 * @returns {Promise<number>} the port
 */
function listen(server, port, tries) {
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE' && tries > 0) resolve(listen(server, port + 1, tries - 1));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * @param {string} folder
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(folder, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end('Method not allowed\n');
    return;
  }
  const file = await findFile(folder, request.url ?? '/');
  if (!file) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  const tag = `"${file.size}-${Math.trunc(file.mtimeMs)}"`;
  const headers = {
    'Content-Type': types[extname(file.path)] ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    ETag: tag,
    // Files under assets/ carry a digest in their names and never change; everything else is asked for again.
    'Cache-Control': file.path.startsWith(join(folder, 'assets') + sep)
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
  };
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Length': file.size });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file.path)
      .on('error', () => response.destroy())
      .pipe(response);
}

/**
 * @param {string} folder
 * @param {string} target the request's path, with or without a query
 * @returns {Promise<{ path: string, size: number, mtimeMs: number } | undefined>} undefined for what is not there or outside the folder
 */
async function findFile(folder, target) {
  const path = pathOf(folder, target);
  if (path === undefined) return undefined;
  for (const candidate of [path, join(path, 'index.html')]) {
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isFile()) return { path: candidate, size: found.size, mtimeMs: found.mtimeMs };
  }
  return undefined;
}

/**
 * @param {string} folder
 * @param {string} target
 * @returns {string | undefined} undefined when it leads out of the folder or cannot be decoded
 */
function pathOf(folder, target) {
  try {
    const path = join(folder, decodeURIComponent(new URL(target, 'http://localhost').pathname));
    return path.startsWith(folder + sep) ? path : undefined;
  } catch {
    return undefined;
  }
}
