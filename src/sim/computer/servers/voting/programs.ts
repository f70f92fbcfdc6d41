// The voting application of Docker's samples: a page to vote on, a worker between Redis and PostgreSQL, a page of results.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import {
  fieldsOfRequest,
  hexOf,
  json,
  onStop,
  openPorts,
  page,
  pathOf,
  plain,
  serveSites,
  spacedTime,
} from '../applications/site.ts';
import { endAsGo, type GoRequest, type GoResponse } from '../go-http.ts';
import { askDatabase } from './database.ts';
import { askRedis } from './redis-request.ts';

/** `gunicorn app:app -b 0.0.0.0:80 …` of the image vote */
const vote: Program = function* (process) {
  const port = Number((process.argv[process.argv.indexOf('-b') + 1] ?? ':80').replace(/^.*:/, ''));
  const log = (text: string): Task =>
    warn(process, `[${spacedTime(process).slice(0, 19)} +0000] [${process.pid}] [INFO] ${text}\n`);
  yield* log('Starting gunicorn 21.2.0');
  const sites = [{ port, handle: (request: GoRequest) => votePage(process, request) }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) return 1;
  yield* log(`Listening at: http://0.0.0.0:${port} (${process.pid})`);
  yield* log('Using worker: sync');
  process.useMemory(62_000_000);
  onStop(process, 0);
  yield* serveSites(process, sites, listeners);
  return 0;
};

function* votePage(process: Process, request: GoRequest): Task<GoResponse> {
  if (pathOf(request) !== '/') return plain('Not Found', 404);
  const first = process.env.get('OPTION_A') ?? 'Cats';
  const second = process.env.get('OPTION_B') ?? 'Dogs';
  const cookie = /voter_id=([\da-f]+)/.exec(request.head.headers.get('cookie') ?? '')?.[1];
  const voter = cookie ?? hexOf(`${process.machine.kernel.clock} ${request.remote}`, 16);
  const chosen = request.head.method === 'POST' ? fieldsOfRequest(request).get('vote') : undefined;
  if (chosen !== undefined) {
    yield* warn(process, `[${spacedTime(process)}] INFO in app: Received vote for ${chosen}\n`);
    const data = JSON.stringify({ voter_id: voter, vote: chosen }).replace('","', '", "').replaceAll('":"', '": "');
    const pushed = yield* askRedis(process, 'redis', 'RPUSH', 'votes', data);
    if (pushed === undefined)
      return {
        status: 500,
        type: 'text/html; charset=utf-8',
        body: '<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n',
      };
  }
  const buttons = [
    ['a', first],
    ['b', second],
  ].map(
    ([value = '', label = '']) =>
      `<button id="${value}" type="submit" name="vote" class="${value}" value="${value}"${chosen === value ? ' disabled' : ''}>${label}</button>`,
  );
  const shown = page(
    `${first} vs ${second}!`,
    `<h3>${first} vs ${second}!</h3>\n<form id="choice" name="form" method="POST" action="/">\n${buttons.join('\n')}\n</form>\n<div id="hostname">Processed by container ID ${process.hostname}</div>`,
  );
  return { ...shown, headers: { 'Set-Cookie': `voter_id=${voter}; Path=/`, Server: 'gunicorn' } };
}

/** `node server.js` of the image result */
const result: Program = function* (process) {
  const port = Number(process.env.get('PORT') ?? 4000);
  const sites = [{ port, handle: (request: GoRequest) => resultPage(process, request) }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) return 1;
  process.useMemory(58_000_000);
  endAsGo(process);
  yield* say(process, `${new Date(process.machine.kernel.clock).toUTCString()}: App running on port ${port}\n`);
  process.machine.kernel.spawn('result database', waitForDatabase(process));
  yield* serveSites(process, sites, listeners);
  return 0;
};

function* waitForDatabase(process: Process): Task {
  for (;;) {
    const rows = yield* askDatabase(process, 'SELECT 1');
    if (process.exited.opened) return;
    if (typeof rows !== 'string') {
      yield* say(process, 'Connected to db\n');
      return;
    }
    yield* warn(process, 'Waiting for db\n');
    yield* sleep(1_000);
  }
}

function* resultPage(process: Process, request: GoRequest): Task<GoResponse> {
  if (pathOf(request) !== '/') return plain(`Cannot GET ${pathOf(request)}`, 404);
  const rows = yield* askDatabase(process, 'SELECT vote, COUNT(id) AS count FROM votes GROUP BY vote');
  if (typeof rows === 'string') yield* warn(process, `Error performing query: error: ${rows}\n`);
  const count = (name: string): number =>
    Number((typeof rows === 'string' ? [] : rows).find(([value]) => value === name)?.[1] ?? 0);
  const [a, b] = [count('a'), count('b')];
  if ((request.head.headers.get('accept') ?? '').includes('application/json')) return json({ a, b });
  const share = (votes: number): string => `${a + b === 0 ? '50.0' : ((100 * votes) / (a + b)).toFixed(1)}%`;
  return page(
    'Cats vs Dogs -- Result',
    `<div class="choice cats"><div class="label">Cats</div><div class="stat">${share(a)}</div></div>\n<div class="choice dogs"><div class="label">Dogs</div><div class="stat">${share(b)}</div></div>\n<div id="result"><span>${a + b === 0 ? 'No votes yet' : `${a + b} vote${a + b === 1 ? '' : 's'}`}</span></div>`,
  );
}

/** `dotnet Worker.dll` of the image worker: takes votes out of Redis and writes them into PostgreSQL. */
const worker: Program = function* (process) {
  if (process.argv[1] !== 'Worker.dll' || failed(process.files.stat(`${process.cwd}/Worker`))) {
    yield* warn(process, `drydock: dotnet: not simulated: ${process.argv[1] ?? ''}\n`);
    return 1;
  }
  process.useMemory(48_000_000);
  endAsGo(process);
  const create = 'CREATE TABLE IF NOT EXISTS votes (id VARCHAR(255) NOT NULL UNIQUE, vote VARCHAR(255) NOT NULL)';
  while (typeof (yield* askDatabase(process, create)) === 'string') {
    yield* warn(process, 'Waiting for db\n');
    yield* sleep(1_000);
  }
  yield* warn(process, 'Connected to db\n');
  while ((yield* askRedis(process, 'redis', 'PING')) === undefined) {
    yield* warn(process, 'Waiting for redis\n');
    yield* sleep(1_000);
  }
  yield* say(process, `Found redis at ${yield* addressOf(process, 'redis')}\nConnecting to redis\n`);
  for (;;) {
    const popped = yield* askRedis(process, 'redis', 'BLPOP', 'votes', '0');
    if (popped === undefined) {
      yield* say(process, 'Reconnecting Redis\n');
      yield* sleep(1_000);
    }
    if (typeof popped !== 'string') continue;
    const { voter_id: id, vote: chosen } = JSON.parse(popped) as { readonly voter_id: string; readonly vote: string };
    yield* say(process, `Processing vote for '${chosen}' by '${id}'\n`);
    const written = yield* askDatabase(
      process,
      `INSERT INTO votes (id, vote) VALUES ('${quoted(id)}', '${quoted(chosen)}') ON CONFLICT (id) DO UPDATE SET vote = EXCLUDED.vote`,
    );
    if (typeof written === 'string') yield* warn(process, `Error: ${written}\n`);
  }
};

const quoted = (text: string): string => text.replaceAll("'", "''");

function* addressOf(process: Process, name: string): Task<string> {
  const addresses = yield* process.network.resolve(name, process.files);
  return typeof addresses === 'string' ? name : (addresses[0] ?? name);
}

export const votingPrograms: Readonly<Record<string, Program>> = {
  'voting-result': result,
  'voting-vote': vote,
  'voting-worker': worker,
};
