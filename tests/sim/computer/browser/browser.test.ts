// The learner's browser: what it asks for over the simulated network, what it shows, and that a replay shows the same.
import { describe, expect, it } from 'vitest';
import type { BrowserRecord } from '../../../../src/sim/computer/browser/record.ts';
import { createWorld, type World } from '../../../../src/sim/world.ts';
import type { BrowserAct } from '../../../../src/sim/kernel/log.ts';
import { Learner } from '../../../support/learner.ts';

const patience = 600_000;

const recordOf = (world: World): BrowserRecord => world.kernel.store.get('browser', 'drydock') as BrowserRecord;

async function use(world: World, act: BrowserAct): Promise<string> {
  world.useBrowser(act);
  await world.settle(patience);
  return told(recordOf(world));
}

const visit = (world: World, url: string): Promise<string> => use(world, { action: 'visit', url });

/** What is shown: `200 http://localhost:8080/ Welcome to nginx!`, or the error. */
function told({ steps, at }: BrowserRecord): string {
  const shown = steps[at]?.shown;
  if (!shown) return 'nothing';
  if (shown.kind === 'failure') return `${shown.error} ${shown.url}`;
  const text = shown.content.kind === 'text' ? shown.content.text : `${shown.content.size} bytes of ${shown.type}`;
  return `${shown.status} ${shown.url} ${/<title>(.*)<\/title>/.exec(text)?.[1] ?? text.trim()}`;
}

/** HTTP requests that anybody sent: `GET / 200`. */
function requests(world: World): string[] {
  const { entries } = world.kernel.log;
  return entries.flatMap((entry) => {
    if (entry.type !== 'message' || entry.protocol !== 'http' || entry.role !== 'request') return [];
    const answer = entries.find(
      (other) => other.type === 'message' && other.exchange === entry.id && other.role === 'response',
    );
    return [`${entry.method} ${entry.path} ${(answer?.type === 'message' && answer.status) || '-'}`];
  });
}

describe('browser', () => {
  it('shows a published nginx, with what its access log says', async () => {
    const learner = await Learner.at('browser-nginx');
    await learner.run('docker run -d -p 8080:80 --name web nginx');
    expect(await visit(learner.world, 'localhost:8080')).toBe('200 http://localhost:8080/ Welcome to nginx!');
    expect(requests(learner.world)).toEqual(['GET / 200', 'GET /favicon.ico 404']);
    const log = await learner.run('docker logs web 2>&1 | grep Drydock');
    expect(log.replace(/\[[^\]]*\]/g, '[]').split('\n')).toEqual([
      '172.17.0.1 - - [] "GET / HTTP/1.1" 200 615 "-" "Mozilla/5.0 (X11; Linux x86_64) Drydock/1.0" "-"',
      '172.17.0.1 - - [] "GET /favicon.ico HTTP/1.1" 404 153 "http://localhost:8080/" "Mozilla/5.0 (X11; Linux x86_64) Drydock/1.0" "-"',
    ]);
    expect(await visit(learner.world, 'http://localhost:8080/missing')).toBe(
      '404 http://localhost:8080/missing 404 Not Found',
    );
    expect(await use(learner.world, { action: 'go', by: -1 })).toContain('Welcome to nginx!');
    expect(await use(learner.world, { action: 'go', by: 5 })).toContain('404 Not Found');
    await learner.run('docker rm -f web');
    expect(await use(learner.world, { action: 'reload' })).toBe('ERR_CONNECTION_REFUSED http://localhost:8080/missing');
    expect(recordOf(learner.world).steps).toHaveLength(2);
  });

  it('says in a browser’s words why there is no page', async () => {
    const learner = await Learner.at('browser-errors');
    const { world } = learner;
    await learner.run('docker run -d -p 8080:80 --name web nginx');
    await learner.run('docker run -d -p 6379:6379 redis:7-alpine');
    await learner.run('docker run -d -p 9000:9000 --name idle alpine sleep 1000000');
    const answers = [];
    for (const url of [
      'localhost:81',
      'https://localhost:8080',
      'localhost:6379',
      'localhost:9000',
      'nowhere.example',
      'ftp://localhost',
      'http://',
      'localhost:6000',
      '192.168.64.99:80',
      'https://example.com',
    ])
      answers.push(await visit(world, url));
    expect(answers).toEqual([
      'ERR_CONNECTION_REFUSED http://localhost:81/',
      'ERR_SSL_PROTOCOL_ERROR https://localhost:8080/',
      'ERR_EMPTY_RESPONSE http://localhost:6379/',
      'ERR_CONNECTION_RESET http://localhost:9000/',
      'ERR_NAME_NOT_RESOLVED http://nowhere.example/',
      'ERR_UNKNOWN_URL_SCHEME ftp://localhost/',
      'ERR_INVALID_URL http://',
      'ERR_UNSAFE_PORT http://localhost:6000/',
      'ERR_ADDRESS_UNREACHABLE http://192.168.64.99/',
      'NOT_SIMULATED https://example.com/',
    ]);
  });

  it('sends forms, follows redirections, keeps cookies, loads style sheets and images', async () => {
    const learner = await Learner.at('browser-app');
    const { world } = learner;
    await learner.run(`cat > app.py <<'E'
from http.server import BaseHTTPRequestHandler, HTTPServer
notes = []
class App(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/style.css':
            return self.answer('text/css', 'body { background: url("dot.png") }')
        if self.path == '/dot.png':
            return self.answer('image/png', 'PNG')
        seen = self.headers.get('Cookie', 'no cookie')
        self.answer('text/html', '<link rel="stylesheet" href="style.css"><title>' + ', '.join(notes) + ' | ' + seen + '</title>')
    def do_POST(self):
        notes.append(self.rfile.read(int(self.headers['Content-Length'])).decode())
        self.send_response(303)
        self.send_header('Set-Cookie', 'last=' + str(len(notes)) + '; Path=/; Max-Age=100')
        self.send_header('Location', '/')
        self.end_headers()
    def answer(self, kind, text):
        self.send_response(200)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())
HTTPServer(('', 8000), App).serve_forever()
E`);
    await learner.run('docker run -d -p 8000:8000 -v $PWD/app.py:/app.py python:3.12-slim python /app.py');
    await world.settle(5000);
    expect(await visit(world, 'localhost:8000')).toBe('200 http://localhost:8000/  | no cookie');
    const parts = (record: BrowserRecord): string[] => {
      const shown = record.steps[record.at]?.shown;
      return shown?.kind === 'page' ? Object.keys(shown.parts) : [];
    };
    expect(parts(recordOf(world))).toEqual(['http://localhost:8000/style.css', 'http://localhost:8000/dot.png']);
    const form = { type: 'application/x-www-form-urlencoded', body: 'note=milk' };
    expect(await use(world, { action: 'visit', url: 'http://localhost:8000/', linked: true, form })).toBe(
      '200 http://localhost:8000/ note=milk | last=1',
    );
    await world.settle(101_000);
    expect(await use(world, { action: 'visit', url: 'http://localhost:8000/' })).toBe(
      '200 http://localhost:8000/ note=milk | no cookie',
    );
  });

  it('is replayed', async () => {
    const learner = await Learner.at('browser-replay');
    await learner.run('docker run -d -p 80:80 traefik/whoami');
    await visit(learner.world, 'localhost/a?b=c');
    learner.world.useBrowser({ action: 'visit', url: 'localhost/slow' });
    learner.world.useBrowser({ action: 'stop' });
    await visit(learner.world, 'localhost/data');
    const session = learner.world.session();
    const again = createWorld(session);
    for (const wait of again.replay(session)) if (wait) await wait;
    expect(JSON.stringify(again.kernel.log.entries)).toBe(JSON.stringify(learner.world.kernel.log.entries));
    expect(recordOf(again).steps).toHaveLength(2);
  });
});
