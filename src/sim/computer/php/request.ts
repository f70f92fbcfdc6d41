// One request that a script answers: its variables, and the answer as a server sends it.
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { fromBytes, fromText, toBytes } from './bytes.ts';
import { parseQuery, putField, urlDecode } from './functions/web.ts';
import { randomInt } from './functions/math.ts';
import type { Installation } from './installation.ts';
import { standard } from './library/index.ts';
import { Ini } from './ini.ts';
import { Engine, type Level, type Surroundings } from './run/engine.ts';
import { fillSuperglobals, runFile } from './script.ts';
import { PhpArray, type Value } from './values.ts';

/** A request to a script, however it came. */
export interface ScriptRequest {
  readonly sapi: Surroundings['sapi'];
  readonly method: string;
  /** What stands behind `?`. */
  readonly query: string;
  readonly contentType: string;
  /** The field `Cookie`. */
  readonly cookie: string;
  readonly body: Uint8Array;
  /** The file that is run. */
  readonly file: string;
  /** $_SERVER, in order. */
  readonly server: readonly (readonly [string, Value])[];
  /** What getenv sees; otherwise that is the environment of the process. */
  readonly environment?: ReadonlyMap<string, string>;
  readonly log: (level: Level, text: string) => void;
}

export interface PhpAnswer {
  readonly status: number;
  readonly fields: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** A router returned false: the server looks for a file itself. */
  readonly declined?: boolean;
}

function cookiesOf(field: string): PhpArray {
  const made = new PhpArray();
  for (const part of field.split(';')) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    const name = fromText(part.slice(0, at).trim());
    if (!made.has(name)) putField(made, name, urlDecode(fromText(part.slice(at + 1).trim()), false));
  }
  return made;
}

/** What mkstemp(3) makes the end of an upload's temporary name from. */
const temporaryNameLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Fields and files of a form (RFC 7578). */
function multipart(engine: Engine, body: string, boundary: string, post: PhpArray, uploads: PhpArray): void {
  const { process } = engine;
  for (const part of `\r\n${body}`.split(`\r\n--${boundary}`).slice(1)) {
    if (part.startsWith('--')) break;
    const end = part.indexOf('\r\n\r\n');
    if (end < 0) continue;
    const head = part.slice(0, end);
    const content = part.slice(end + 4);
    const disposition = /content-disposition:[^\r\n]*/i.exec(head)?.[0] ?? '';
    const name = /\bname="([^"]*)"/.exec(disposition)?.[1];
    const file = /\bfilename="([^"]*)"/.exec(disposition)?.[1];
    if (name === undefined) continue;
    if (file === undefined) {
      putField(post, name, content);
      continue;
    }
    const letters = Array.from({ length: 6 }, () => temporaryNameLetters.charAt(randomInt(engine, 0, 61))).join('');
    const path = `/tmp/php${letters}`;
    const empty = file === '' && content === '';
    if (!empty) process.files.writeFile(path, toBytes(content), 0o600);
    const type = /content-type:\s*([^\r\n]*)/i.exec(head)?.[1] ?? '';
    const entry = PhpArray.of([['name', file], ['full_path', file], ['type', empty ? '' : type], ['tmp_name', empty ? '' : path], ['error', empty ? 4 : 0], ['size', content.length]] as [string, Value][]); // prettier-ignore
    uploads.set(name, entry);
  }
}

/** Runs the script that answers a request. */
export function* answerScript(process: Process, installation: Installation, asked: ScriptRequest): Task<PhpAnswer> {
  const parts: string[] = [];
  const surroundings: Surroundings = {
    sapi: asked.sapi,
    version: installation.version,
    extensions: installation.extensions,
    environment: new Map(asked.environment ?? process.env),
    log: (_php, level, text) => asked.log(level, text),
    *send(_php, text) {
      parts.push(text);
    },
  };
  const ini = Ini.copyOf(installation.ini);
  const engine = new Engine(process, surroundings, standard, ini);
  const body = fromBytes(asked.body);
  const get = parseQuery(fromText(asked.query));
  let post = new PhpArray();
  const uploads = new PhpArray();
  const type = asked.contentType;
  if (asked.method === 'POST') {
    if (/^application\/x-www-form-urlencoded/i.test(type)) post = parseQuery(body);
    const boundary = /^multipart\/form-data.*boundary="?([^";]+)"?/i.exec(type)?.[1];
    if (boundary !== undefined) multipart(engine, body, boundary, post, uploads);
  }
  engine.kept.set('body', body);
  const cookies = cookiesOf(asked.cookie);
  const request = get.copy();
  for (const [key, value] of post.entries()) request.set(key, value);
  fillSuperglobals(engine, {
    _SERVER: PhpArray.of(asked.server as [string, Value][]), _GET: get, _POST: post, _COOKIE: cookies, _FILES: uploads, _REQUEST: request,
  }); // prettier-ignore
  const before = process.cwd;
  process.cwd = asked.file.replace(/\/[^/]*$/, '') || '/';
  let status: number | undefined;
  try {
    status = yield* runFile(engine, asked.file);
  } finally {
    process.cwd = before;
  }
  yield* engine.flush();
  return finish(engine, parts.join(''), status);
}

function finish(engine: Engine, text: string, status: number | undefined): PhpAnswer {
  const { response, ini, around } = engine;
  const fields: [string, string][] = ini.isOn('expose_php') ? [['X-Powered-By', `PHP/${around.version}`]] : [];
  fields.push(...response.fields);
  if (!fields.some(([name]) => name.toLowerCase() === 'content-type'))
    fields.push([
      'Content-type',
      `${ini.get('default_mimetype') ?? 'text/html'}; charset=${ini.get('default_charset') ?? 'UTF-8'}`,
    ]);
  // An error that ends a script before it has written anything is told by the status, too.
  const broken =
    (status === 255 || status === undefined) && response.status === 200 && (!ini.isOn('display_errors') || text === '');
  return {
    status: broken ? 500 : response.status,
    fields,
    body: toBytes(text),
    declined: engine.kept.get('result') === false,
  };
}
