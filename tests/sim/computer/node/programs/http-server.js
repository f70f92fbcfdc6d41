const http = require('http');
const server = http.createServer((request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  console.log(request.method, url.pathname, url.searchParams.get('q'));
  if (url.pathname === '/json') {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ ok: true }));
  } else if (request.method === 'POST') {
    const parts = [];
    request.on('data', (part) => parts.push(part)).on('end', () => {
      response.statusCode = 201;
      response.setHeader('X-Length', Buffer.concat(parts).length);
      response.end(`received ${Buffer.concat(parts)}`);
    });
  } else {
    response.statusCode = 404;
    response.end('nothing here');
  }
});
const ask = (path, options = {}, body) =>
  new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: server.address().port, path, ...options }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (text += part));
      response.on('end', () => resolve([response.statusCode, response.statusMessage, response.headers['content-type'], response.headers['x-length'], text]));
    });
    request.on('error', reject);
    request.end(body);
  });
server.listen(0, '127.0.0.1', async () => {
  console.log(await ask('/json?q=1'));
  console.log(await ask('/form', { method: 'POST', headers: { 'Content-Type': 'text/plain' } }, 'a body'));
  console.log(await ask('/missing'));
  const response = await fetch(`http://127.0.0.1:${server.address().port}/json`);
  console.log(response.status, response.ok, response.headers.get('content-type'), await response.json());
  server.close(() => console.log('closed'));
  server.closeAllConnections();
});
