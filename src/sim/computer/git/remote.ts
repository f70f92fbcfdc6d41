// Talking with a Git host over HTTP: references, objects, a refusal to push (gitprotocol-http).
import type { Task } from '../../kernel/task.ts';
import { concatBytes } from '../../kernel/bytes.ts';
import { connectTo, exchange } from '../http/client.ts';
import { Headers } from '../http/headers.ts';
import { responseFraming } from '../http/message.ts';
import { hostField, parseUrl } from '../http/url.ts';
import { encodeText, LineReader } from '../programs/text.ts';
import { decodeObject, type GitObject } from './objects.ts';
import type { Session } from './session.ts';

/** What a host says of a repository. */
export interface Advertised {
  /** Full name of the branch that HEAD is. */
  readonly head: string | undefined;
  readonly refs: ReadonlyMap<string, string>;
}

const decoder = new TextDecoder();

/** Sends one request below a repository's URL; ends the run, in git's words, when there is no answer. */
function* request(
  session: Session,
  url: string,
  path: string,
  body?: string,
): Task<{ status: number; bytes: Uint8Array }> {
  const parsed = parseUrl(url);
  const shown = url.endsWith('/') ? url : `${url}/`;
  if (!parsed)
    return yield* session.die(`unable to access '${shown}': URL rejected: Malformed input to a URL function`);
  const connected = yield* connectTo(session.process, parsed.host, parsed.port);
  if ('failure' in connected) {
    if (connected.failure === 'resolve')
      return yield* session.die(`unable to access '${shown}': Could not resolve host: ${parsed.host}`);
    return yield* session.die(
      `unable to access '${shown}': Failed to connect to ${parsed.host} port ${parsed.port} after ${connected.errno === 'ETIMEDOUT' ? 129_000 : 1} ms: Couldn't connect to server`,
    );
  }
  const { connection } = connected;
  const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
  const headers = new Headers({
    Host: hostField(parsed),
    'User-Agent': 'git/2.43.0',
    Accept: '*/*',
    Connection: 'close',
  });
  if (bytes) {
    headers.set('Content-Type', 'application/x-git-upload-pack-request');
    headers.set('Content-Length', String(bytes.length));
  }
  const method = bytes ? 'POST' : 'GET';
  const target = `${parsed.target.replace(/\/+$/, '')}/${path}`;
  try {
    const answer = yield* exchange(connection, { method, target, version: '1.1', headers }, bytes);
    const framing = 'failure' in answer ? 'malformed' : responseFraming(answer.head, method);
    if ('failure' in answer || framing === 'malformed')
      return yield* session.die(`unable to access '${shown}': Empty reply from server`);
    const parts: Uint8Array[] = [];
    yield* answer.reader.body(framing, function* (part) {
      parts.push(part);
    });
    return { status: answer.head.status, bytes: concatBytes(parts) };
  } finally {
    connection.close();
  }
}

/** Asks for a name and a password, which no host here knows. */
function* refuse(session: Session, url: string, text: string): Task<never> {
  const site = /^[a-z]+:\/\/[^/]+/.exec(url)?.[0] ?? url;
  const { process } = session;
  const descriptor = process.terminal ? yield* process.open('/dev/tty', 'read-write') : 'ENXIO';
  if (typeof descriptor === 'string' || !process.terminal)
    return yield* session.die(`could not read Username for '${site}': No such device or address`);
  const lines = new LineReader(descriptor);
  yield* descriptor.write(encodeText(`Username for '${site}': `));
  const user = (yield* lines.next())?.text ?? '';
  yield* descriptor.write(encodeText(`Password for '${site.replace('://', `://${user}@`)}': `));
  const { echo } = process.terminal;
  process.terminal.echo = false;
  try {
    yield* lines.next();
  } finally {
    process.terminal.echo = echo;
  }
  yield* descriptor.write(encodeText('\n'));
  descriptor.release();
  yield* session.warn(`remote: ${text}`);
  return yield* session.die(`Authentication failed for '${url.endsWith('/') ? url : `${url}/`}'`);
}

/** The references of a repository; ends the run when there is none there. */
export function* advertised(session: Session, url: string, service: 'upload' | 'receive' = 'upload'): Task<Advertised> {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//.exec(url)?.[1];
  if (scheme === undefined || scheme === 'ssh' || scheme === 'git')
    return yield* session.notSimulated(`${scheme ?? 'ssh'}: use an https:// URL`);
  if (scheme !== 'http' && scheme !== 'https')
    return yield* session.die(`Unable to find remote helper for '${scheme}'`);
  const { status, bytes } = yield* request(session, url, `info/refs?service=git-${service}-pack`);
  const text = decoder.decode(bytes);
  const shown = url.endsWith('/') ? url : `${url}/`;
  if (status === 401) return yield* refuse(session, url, text);
  if (status === 404) {
    for (const line of text.trimEnd().split('\n')) yield* session.warn(`remote: ${line}\n`);
    return yield* session.die(`repository '${shown}' not found`);
  }
  if (status !== 200)
    return yield* session.die(`unable to access '${shown}': The requested URL returned error: ${status}`);
  const refs = new Map<string, string>();
  for (const [, id = '', name = ''] of text.matchAll(/([0-9a-f]{40}) ([^\0\n]+)/g)) refs.set(name, id);
  if (refs.size === 0) return yield* session.die(`${shown}info/refs not valid: is this a git repository?`);
  return { head: /symref=HEAD:(\S+)/.exec(text)?.[1], refs };
}

/** The objects of commits and what they lead to; only the last `depth` commits if given. */
export function* fetchObjects(
  session: Session,
  url: string,
  wants: readonly string[],
  depth: number | undefined,
): Task<GitObject[]> {
  const lines = [...wants.map((id) => `want ${id}\n`), ...(depth === undefined ? [] : [`deepen ${depth}\n`])];
  const body = `${lines.map((line) => (line.length + 4).toString(16).padStart(4, '0') + line).join('')}00000009done\n`;
  const { bytes } = yield* request(session, url, 'git-upload-pack', body);
  const objects: GitObject[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0, at);
    const size = Number(/\d+$/.exec(decoder.decode(bytes.subarray(at, Math.max(at, end))))?.[0] ?? NaN);
    const object = end < 0 ? undefined : decodeObject(bytes.subarray(at, end + 1 + size));
    if (!object) return yield* session.die('early EOF');
    objects.push(object);
    at = end + 1 + size;
  }
  return objects;
}
