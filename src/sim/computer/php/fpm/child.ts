// A child of php-fpm: takes one connection after the other and answers its requests with scripts (fpm_main.c).
import type { Task } from '../../../kernel/task.ts';
import type { Trigger } from '../../../kernel/trigger.ts';
import type { Connection, Descriptor, Listener, Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { RecordReader } from '../../fastcgi/record-reader.ts';
import { readRequest, writeAnswer, type ResponderRequest } from '../../fastcgi/responder.ts';
import { concatenate } from '../../http/message-reader.ts';
import { titles } from '../../servers/httpd/titles.ts';
import { fromText } from '../bytes.ts';
import { installationOf } from '../installation.ts';
import { answerScript, type PhpAnswer } from '../request.ts';
import { Float, PhpArray, type Value } from '../values.ts';
import type { Pool } from './configuration.ts';
import { accessLine, logLine } from './log.ts';

/** Resident bytes of a child that has just begun, and when it has run a script. */
const memory = 9_500_000;
const usedMemory = 21_000_000;
/** ms of CPU that a request costs before its script begins. */
const requestCost = 0.6;

/** What the master hands to its children, and what they tell it. */
export interface PoolState {
  readonly pool: Pool;
  readonly listener: Listener;
  readonly errors: Descriptor | undefined;
  readonly access: Descriptor | undefined;
  /** Children that wait for a connection. */
  idle: number;
  /** Fires when a child takes up work. */
  readonly taken: Trigger;
  accepted: number;
  readonly startedAt: number;
}

/** Works until it is told to end; `QUIT` lets it finish what it has begun. */
export function* work(process: Process, state: PoolState): Task<number> {
  process.setTitle([`php-fpm: pool ${state.pool.name}`]);
  process.useMemory(memory);
  let ending = false;
  let busy = false;
  process.handle('QUIT', () => {
    ending = true;
    if (!busy) process.exit(0);
  });
  process.handle('TERM', () => {
    process.exit(0);
  });
  for (const signal of ['INT', 'USR1', 'USR2', 'CHLD'] as const) process.handle(signal, 'ignore');
  const { workingDirectory } = state.pool;
  if (workingDirectory !== undefined) process.cwd = workingDirectory;
  state.idle++;
  const stop = process.whenEnded(() => {
    if (!busy) state.idle--;
  });
  for (let connection = yield* state.listener.accept(); connection; connection = yield* state.listener.accept()) {
    busy = true;
    state.idle--;
    state.accepted++;
    state.taken.fire();
    try {
      yield* converse(process, state, connection);
    } finally {
      connection.close();
    }
    busy = false;
    state.idle++;
    // A handler of a signal changes it.
    if (ending as boolean) break;
  }
  stop();
  state.idle--;
  return 0;
}

function* converse(process: Process, state: PoolState, connection: Connection): Task {
  const reader = new RecordReader(connection);
  for (;;) {
    const request = yield* readRequest(reader);
    if (!request) return;
    yield* respond(process, state, connection, request);
    if (!request.keep) return;
  }
}

function* respond(process: Process, state: PoolState, connection: Connection, request: ResponderRequest): Task {
  const { kernel } = process.machine;
  const { pool } = state;
  const began = kernel.clock;
  const parameters = new Map(request.parameters);
  yield* process.compute(requestCost);
  const errors: string[] = [];
  const answer =
    own(state, parameters, kernel.clock) ?? (yield* runScript(process, state, request, parameters, errors));
  const text = `${answer.status === 200 ? '' : `Status: ${answer.status} ${titles[answer.status] ?? ''}\r\n`}${answer.fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`; // prettier-ignore
  const output = parameters.get('REQUEST_METHOD') === 'HEAD' ? [] : [answer.body];
  yield* writeAnswer(connection, request.id, concatenate([new TextEncoder().encode(text), ...output]), errors.length > 0 ? [errors.join('\n')] : [], 0); // prettier-ignore
  const line = accessLine(pool.accessFormat, {
    pool: pool.name, pid: process.pid, now: kernel.clock, began, remote: connection.remote.address, parameters,
    status: answer.status, length: answer.body.length, memory: 2_097_152,
  }); // prettier-ignore
  yield* state.access?.write(new TextEncoder().encode(`${line}\n`)) ?? [];
  if (pool.catchOutput) for (const error of errors) yield* note(process, state, error);
}

/** What a child says goes through the master's log. */
export function* note(process: Process, state: PoolState, text: string): Task {
  if (state.pool.decorateOutput)
    yield* logLine(process, state.errors, `WARNING: [pool ${state.pool.name}] child ${process.pid} said into stderr: "NOTICE: ${text}"`); // prettier-ignore
  else yield* state.errors?.write(new TextEncoder().encode(`NOTICE: ${text}\n`)) ?? [];
}

const plain = (status: number, type: string, text: string): PhpAnswer => ({
  status,
  fields: [['Content-type', type]],
  body: new TextEncoder().encode(text),
});

/** Pages of the manager's own: that it lives, and how it is. */
function own(
  { pool, idle, accepted, startedAt }: PoolState,
  parameters: ReadonlyMap<string, string>,
  now: number,
): PhpAnswer | undefined {
  const name = parameters.get('SCRIPT_NAME');
  if (name === undefined || name === '') return undefined;
  if (name === pool.pingPath) return plain(200, 'text/plain;charset=UTF-8', pool.pingResponse);
  if (name !== pool.statusPath) return undefined;
  const row = (key: string, value: string | number): string => `${`${key}:`.padEnd(22)}${value}\n`;
  const since = Math.floor((now - startedAt) / 1000);
  const start = new Date(startedAt);
  const [date = '', time = ''] = start.toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const monthName = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[Number(month) - 1] ?? '';
  const text =
    row('pool', pool.name) + row('process manager', pool.manager) +
    row('start time', `${day}/${monthName}/${year}:${time.slice(0, 8)} +0000`) + row('start since', since) +
    row('accepted conn', accepted) + row('listen queue', 0) + row('max listen queue', 0) + row('listen queue len', 0) +
    row('idle processes', idle) + row('active processes', 1) + row('total processes', idle + 1); // prettier-ignore
  return plain(200, 'text/plain;charset=UTF-8', text);
}

/** The script of a request, where one is found: the longest beginning of its path that is a file. */
function find(
  process: Process,
  parameters: ReadonlyMap<string, string>,
): { readonly file: string; readonly info: string } | undefined {
  const wanted = parameters.get('SCRIPT_FILENAME') ?? parameters.get('PATH_TRANSLATED') ?? '';
  for (let at = wanted; at.length > 1; at = at.slice(0, at.lastIndexOf('/'))) {
    const stat = process.files.stat(at);
    if (!failed(stat)) return stat.kind === 'file' ? { file: at, info: wanted.slice(at.length) } : undefined;
    if (!at.includes('/')) break;
  }
  return undefined;
}

function* runScript(
  process: Process,
  { pool }: PoolState,
  request: ResponderRequest,
  parameters: Map<string, string>,
  errors: string[],
): Task<PhpAnswer> {
  const environment = pool.clearEnvironment ? new Map<string, string>() : new Map(process.env);
  for (const [name, value] of pool.environment)
    environment.set(name, value.startsWith('$') ? (process.env.get(value.slice(1)) ?? '') : value);
  const installation = installationOf(process, pool.settings, 'fpm');
  const powered: [string, string][] = installation.ini.isOn('expose_php') ? [['X-Powered-By', `PHP/${installation.version}`]] : []; // prettier-ignore
  const refuse = (status: number, text: string): PhpAnswer => ({
    status,
    fields: [...powered, ['Content-type', 'text/html; charset=UTF-8']],
    body: new TextEncoder().encode(text),
  });
  if (!parameters.has('REQUEST_METHOD') && !parameters.has('SCRIPT_FILENAME')) return refuse(200, '');
  const found = find(process, parameters);
  if (!found) {
    errors.push('Primary script unknown');
    return refuse(404, 'File not found.\n');
  }
  if (pool.extensions.length > 0 && !pool.extensions.some((ending) => found.file.endsWith(ending))) {
    errors.push(`Access to the script '${found.file}' has been denied (see security.limit_extensions)`);
    return refuse(403, 'Access denied.\n');
  }
  process.useMemory(usedMemory);
  if (found.info !== '' && (parameters.get('PATH_INFO') ?? '') === '') parameters.set('PATH_INFO', found.info);
  parameters.set('SCRIPT_FILENAME', found.file);
  const scriptEnvironment = new Map([...environment, ...identityOf(process, pool)]);
  return yield* answerScript(process, installation, {
    sapi: 'fpm-fcgi',
    method: parameters.get('REQUEST_METHOD') ?? 'GET',
    query: parameters.get('QUERY_STRING') ?? '',
    contentType: parameters.get('CONTENT_TYPE') ?? '',
    cookie: parameters.get('HTTP_COOKIE') ?? '',
    body: request.body,
    file: found.file,
    server: serverVariables(process, scriptEnvironment, request, parameters),
    environment: new Map([...scriptEnvironment, ...parameters]),
    log: (_level, text) => {
      errors.push(`PHP message: ${text}`);
    },
  });
}

/** USER and HOME of the pool's account. */
function identityOf(process: Process, { user }: Pool): [string, string][] {
  const accounts = process.files.readText('/etc/passwd');
  const fields = failed(accounts) ? undefined : accounts.split('\n').find((line) => line.startsWith(`${user}:`))?.split(':'); // prettier-ignore
  return fields ? [['USER', user], ['HOME', fields[5] ?? '/']] : []; // prettier-ignore
}

/** The variables of $_SERVER: the environment, then what the web server sent, last first. */
function serverVariables(
  process: Process,
  environment: ReadonlyMap<string, string>,
  request: ResponderRequest,
  parameters: ReadonlyMap<string, string>,
): [string, Value][] {
  const { clock } = process.machine.kernel;
  const entries = new Map<string, Value>();
  for (const [name, value] of environment) entries.set(name, fromText(value));
  for (const [name] of [...request.parameters].reverse()) entries.set(name, fromText(parameters.get(name) ?? ''));
  for (const [name, value] of parameters) if (!entries.has(name)) entries.set(name, fromText(value));
  const query = parameters.get('QUERY_STRING') ?? '';
  const argv = query === '' ? [] : [fromText(query)];
  entries.set('FCGI_ROLE', 'RESPONDER');
  entries.set('PHP_SELF', fromText((parameters.get('SCRIPT_NAME') ?? '') + (parameters.get('PATH_INFO') ?? '')));
  entries.set('REQUEST_TIME_FLOAT', new Float(clock / 1000));
  entries.set('REQUEST_TIME', Math.floor(clock / 1000));
  entries.set('argv', PhpArray.list(argv));
  entries.set('argc', argv.length);
  return [...entries];
}
