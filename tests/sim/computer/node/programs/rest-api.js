// An HTTP API with routes by hand, asked with http.request and fetch; JSON bodies, headers, status, errors.
const http = require('http');
const { URL, URLSearchParams } = require('url');

const notes = new Map([[1, { id: 1, text: 'first' }]]);
const readBody = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const routes = {
  'GET /notes': ({ url }) => [200, [...notes.values()].filter(({ text }) => text.includes(url.searchParams.get('q') ?? ''))],
  'POST /notes': async ({ request }) => {
    const { text } = JSON.parse(await readBody(request));
    if (!text) return [422, { error: 'text is required' }];
    const note = { id: notes.size + 1, text };
    notes.set(note.id, note);
    return [201, note, { Location: `/notes/${note.id}` }];
  },
  'GET /notes/:id': ({ params }) => (notes.has(Number(params.id)) ? [200, notes.get(Number(params.id))] : [404, { error: 'not found' }]),
  'DELETE /notes/:id': ({ params }) => (notes.delete(Number(params.id)) ? [204] : [404, { error: 'not found' }]),
  'GET /crash': () => { throw new Error('boom'); },
};

function match(method, pathname) {
  for (const [route, handler] of Object.entries(routes)) {
    const [verb, pattern] = route.split(' ');
    const found = new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(pathname);
    if (verb === method && found) return { handler, params: { ...found.groups } };
  }
}

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const send = (status, body, headers = {}) => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'X-Powered-By': 'hand', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const found = match(request.method, url.pathname);
  if (!found) return send(404, { error: `Cannot ${request.method} ${url.pathname}` });
  try {
    send(...(await found.handler({ request, url, params: found.params })));
  } catch (error) {
    send(error instanceof SyntaxError ? 400 : 500, { error: error.name });
  }
});
server.on('request', ({ method, url }) => console.log('>', method, url));

function ask(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ port: server.address().port, path, method, headers: { 'Content-Type': 'application/json', Accept: '*/*' } }, async (response) => {
      const text = await readBody(response);
      console.log(response.statusCode, response.statusMessage, response.headers['content-type'], response.headers.location ?? '-', text);
      resolve();
    });
    request.on('error', reject);
    request.end(body);
  });
}

server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  await ask('GET', '/notes');
  await ask('POST', '/notes', JSON.stringify({ text: 'second ü' }));
  await ask('POST', '/notes', '{oops');
  await ask('POST', '/notes', '{}');
  await ask('GET', '/notes/2');
  await ask('GET', `/notes?${new URLSearchParams({ q: 'second', page: 2 })}`);
  await ask('DELETE', '/notes/1');
  await ask('DELETE', '/notes/1');
  await ask('PUT', '/x');
  await ask('GET', '/crash');
  const answer = await fetch(`${base}/notes`, { method: 'POST', body: JSON.stringify({ text: 'by fetch' }), headers: { 'Content-Type': 'application/json' } });
  console.log(answer.status, answer.ok, answer.headers.get('location'), await answer.json());
  const missing = await fetch(base + '/none');
  console.log(missing.status, missing.ok, missing.statusText, await missing.text());
  http.get(`${base}/notes/2`, (response) => {
    let data = '';
    response.setEncoding('utf8');
    response.on('data', (chunk) => (data += chunk)).on('end', () => {
      console.log(JSON.parse(data), response.complete);
      server.close(() => {
        console.log('closed');
        http.get(base, { agent: false }).on('error', (error) => {
          console.log(error.code, error.syscall, error.message.replace(/\d+$/, 'PORT'));
        });
      });
      server.closeAllConnections();
    });
  });
});
