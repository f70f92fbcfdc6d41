// A request of HTTP that a script answers, as Apache's module and php -S have it: the variables that they set.
import { decodeLooseBase64 } from '../../kernel/base64.ts';
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import type { Headers } from '../http/headers.ts';
import { fromBytes, fromText } from './bytes.ts';
import type { Installation } from './installation.ts';
import { answerScript, type PhpAnswer } from './request.ts';
import type { Level, Surroundings } from './run/engine.ts';
import { Float, type Value } from './values.ts';

export interface PhpRequest {
  readonly sapi: Surroundings['sapi'];
  readonly method: string;
  /** Path and query as they were asked for. */
  readonly target: string;
  readonly protocol: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly documentRoot: string;
  /** The file that is run, and its path in URLs. */
  readonly file: string;
  readonly scriptName: string;
  readonly pathInfo: string | undefined;
  readonly server: {
    readonly name: string;
    readonly address: string;
    readonly port: number;
    readonly software: string;
  };
  readonly remote: { readonly address: string; readonly port: number };
  /** More of $_SERVER: what a server sets for its scripts. */
  readonly variables: ReadonlyMap<string, string>;
  readonly log: (level: Level, text: string) => void;
}

/** The variables of $_SERVER. */
function serverVariables(process: Process, asked: PhpRequest): [string, Value][] {
  const { clock } = process.machine.kernel;
  const at = asked.target.indexOf('?');
  const entries: [string, string | number | Float][] = [];
  for (const [name, value] of asked.variables) entries.push([name, fromText(value)]);
  const seen = new Map<string, string>();
  for (const [name, value] of asked.headers) {
    const key = name.toUpperCase().replaceAll('-', '_');
    const known = seen.get(key);
    seen.set(key, known === undefined ? value : `${known}, ${value}`);
  }
  for (const [key, value] of seen) {
    if (key === 'CONTENT_TYPE' || key === 'CONTENT_LENGTH') entries.push([key, fromText(value)]);
    if (!key.startsWith('CONTENT_') || asked.sapi === 'cli-server') entries.push([`HTTP_${key}`, fromText(value)]);
  }
  const { server, remote } = asked;
  entries.push(
    ['SERVER_SOFTWARE', server.software], ['SERVER_NAME', fromText(server.name)], ['SERVER_ADDR', server.address],
    ['SERVER_PORT', String(server.port)], ['REMOTE_ADDR', remote.address], ['DOCUMENT_ROOT', fromText(asked.documentRoot)],
    ['REQUEST_SCHEME', 'http'], ['SCRIPT_FILENAME', fromText(asked.file)], ['REMOTE_PORT', String(remote.port)],
    ['GATEWAY_INTERFACE', 'CGI/1.1'], ['SERVER_PROTOCOL', asked.protocol], ['REQUEST_METHOD', asked.method],
    ['QUERY_STRING', at < 0 ? '' : fromText(asked.target.slice(at + 1))], ['REQUEST_URI', fromText(asked.target)],
    ['SCRIPT_NAME', fromText(asked.scriptName)],
  ); // prettier-ignore
  if (asked.pathInfo !== undefined) entries.push(['PATH_INFO', fromText(asked.pathInfo)]);
  entries.push(
    ['PHP_SELF', fromText(asked.scriptName + (asked.pathInfo ?? ''))],
    ['REQUEST_TIME_FLOAT', new Float(clock / 1000)],
    ['REQUEST_TIME', Math.floor(clock / 1000)],
  );
  const login = /^Basic (.+)$/.exec(asked.headers.get('authorization') ?? '')?.[1];
  if (login !== undefined) {
    const [user = '', ...password] = fromBytes(decodeLooseBase64(login)).split(':');
    entries.push(['PHP_AUTH_USER', user], ['PHP_AUTH_PW', password.join(':')]);
  }
  return entries;
}

/** Runs the script that answers a request. */
export function* answerRequest(process: Process, installation: Installation, asked: PhpRequest): Task<PhpAnswer> {
  const at = asked.target.indexOf('?');
  return yield* answerScript(process, installation, {
    sapi: asked.sapi,
    method: asked.method,
    query: at < 0 ? '' : asked.target.slice(at + 1),
    contentType: asked.headers.get('content-type') ?? '',
    cookie: asked.headers.get('cookie') ?? '',
    body: asked.body,
    file: asked.file,
    server: serverVariables(process, asked),
    log: asked.log,
  });
}
