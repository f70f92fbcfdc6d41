// One transfer of curl: redirections, one request after the other, until the last answer has been read.
import { concatBytes } from '../../../kernel/bytes.ts';
import { expandGzip } from '../../../kernel/expand.ts';
import type { Task } from '../../../kernel/task.ts';
import type { Connection, Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { connectTo, exchange, within } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { connectUnix } from '../../network/unix-sockets.ts';
import { responseFraming, type RequestHead, type ResponseHead } from '../../http/message.ts';
import { base64, formatUrl, hostField, parseUrl, redirect, type Url } from '../../http/url.ts';
import type { CurlOptions } from './options.ts';

export const curlVersion = '8.5.0';

/** Where what comes goes. */
export interface Sinks {
  /** A piece of the body, or of the head with -i; false when it could not be written. */
  readonly body: (bytes: Uint8Array) => Task<boolean>;
  /** Comments, sent and received lines of -v, each without its newline. */
  readonly note: (sign: '*' | '>' | '<' | '{' | '}', text: string) => Task;
  /** Lines of the head for --dump-header. */
  readonly dump: (text: string) => Task;
}

/** How a transfer ended. */
export interface Transfer {
  /** curl's exit code; 0 when all went well. */
  code: number;
  message: string;
  head: ResponseHead | undefined;
  url: Url | undefined;
  redirections: number;
  redirectUrl: string;
  /** Bytes of body. */
  received: number;
  expected: number | undefined;
  sent: number;
  headerSize: number;
  remote: string;
  remotePort: number;
  local: string;
  localPort: number;
  method: string;
  /** ms: name looked up, connected, first byte, all. */
  resolved: number;
  connected: number;
  started: number;
  total: number;
}

/** Gets a URL. */
export function* transfer(
  process: Process,
  options: CurlOptions,
  text: string,
  body: Uint8Array,
  sinks: Sinks,
): Task<Transfer> {
  const { kernel } = process.machine;
  const begin = kernel.now;
  const result: Transfer = {
    code: 0, message: '', head: undefined, url: undefined, redirections: 0, redirectUrl: '', received: 0, expected: undefined,
    sent: 0, headerSize: 0, remote: '', remotePort: 0, local: '', localPort: 0, method: '', resolved: 0, connected: 0,
    started: 0, total: 0,
  }; // prettier-ignore
  const outcome = yield* within(options.maxTime, run(process, options, text, body, sinks, result, begin));
  result.total = kernel.now - begin;
  if (outcome === 'timeout') {
    const ms = Math.round(result.total);
    const bytes = result.expected === undefined ? `${result.received}` : `${result.received} out of ${result.expected}`;
    result.code = 28;
    result.message =
      result.connected === 0
        ? `Connection timed out after ${ms} milliseconds`
        : `Operation timed out after ${ms} milliseconds with ${bytes} bytes received`;
  }
  return result;
}

function* run(
  process: Process,
  options: CurlOptions,
  text: string,
  body: Uint8Array,
  sinks: Sinks,
  result: Transfer,
  begin: number,
): Task {
  const fail = (code: number, message: string): void => {
    result.code = code;
    result.message = message;
  };
  const first = parseUrl(text);
  if (!first) {
    fail(3, 'URL rejected: Malformed input to a URL function');
    return;
  }
  let url: Url = first;
  let method =
    options.method ??
    (options.head
      ? 'HEAD'
      : options.uploadFile !== undefined
        ? 'PUT'
        : body.length > 0 || hasData(options)
          ? 'POST'
          : 'GET');
  let payload = body;
  for (;;) {
    result.url = url;
    result.method = method;
    if (url.scheme !== 'http') {
      if (url.scheme === 'https') fail(35, 'drydock: not simulated: TLS, use http://');
      else fail(1, `Protocol "${url.scheme}" not supported`);
      return;
    }
    const connection = yield* open(process, options, url, sinks, result, begin);
    if (!connection) return;
    try {
      const head = requestHead(options, url, method, payload);
      result.sent += payload.length;
      yield* sinks.note('>', `${head.method} ${head.target} HTTP/${head.version}`);
      for (const [name, value] of head.headers) yield* sinks.note('>', `${name}: ${value}`);
      yield* sinks.note('>', '');
      const answer = yield* exchange(connection, head, payload);
      result.started = process.machine.kernel.now - begin;
      if ('failure' in answer) {
        if (answer.failure === 'empty') {
          yield* sinks.note('*', 'Empty reply from server');
          fail(52, 'Empty reply from server');
        } else if (answer.failure === 'reset') {
          yield* sinks.note('*', 'Recv failure: Connection reset by peer');
          fail(56, 'Recv failure: Connection reset by peer');
        } else fail(1, 'Received HTTP/0.9 when not allowed');
        return;
      }
      result.head = answer.head;
      const lines = [`HTTP/${answer.head.version} ${answer.head.status} ${answer.head.reason}`];
      for (const [name, value] of answer.head.headers) lines.push(`${name}: ${value}`);
      lines.push('');
      for (const line of lines) yield* sinks.note('<', line);
      const shown = `${lines.join('\r\n')}\r\n`;
      result.headerSize += shown.length;
      yield* sinks.dump(shown);
      if ((options.include || options.head) && !(yield* sinks.body(new TextEncoder().encode(shown)))) {
        fail(23, 'Failure writing output to destination');
        return;
      }
      const location = answer.head.headers.get('location');
      const next = location === undefined ? undefined : redirect(url, location);
      const follows = options.location && answer.head.status >= 300 && answer.head.status < 400 && next !== undefined;
      result.redirectUrl = !follows && next ? formatUrl(next) : '';
      const failing = options.fail && answer.head.status >= 400;
      const framing = responseFraming(answer.head, method);
      result.received = 0;
      result.expected = typeof framing === 'number' ? framing : undefined;
      const encoding = options.compressed ? answer.head.headers.get('content-encoding') : undefined;
      if (encoding !== undefined && encoding !== 'gzip') {
        fail(61, `drydock: not simulated: Content-Encoding ${encoding}`);
        return;
      }
      const packed: Uint8Array[] = [];
      let written = true as boolean;
      const whole = yield* answer.reader.body(framing === 'malformed' ? 'end' : framing, function* (bytes) {
        result.received += bytes.length;
        yield* sinks.note('{', `[${bytes.length} bytes data]`);
        if (follows || failing) return;
        if (encoding !== undefined) packed.push(bytes);
        else if (written) written = yield* sinks.body(bytes);
      });
      if (packed.length > 0 && whole !== 'short') {
        const unpacked = gunzip(packed);
        if (!unpacked) {
          fail(61, 'Error while processing content unencoding: incorrect header check');
          return;
        }
        written = yield* sinks.body(unpacked);
      }
      if (!written) {
        fail(23, 'Failure writing output to destination');
        return;
      }
      if (whole === 'short') {
        fail(18, `transfer closed with ${(result.expected ?? 0) - result.received} bytes remaining to read`);
        return;
      }
      if (failing) {
        fail(22, `The requested URL returned error: ${answer.head.status}`);
        return;
      }
      yield* sinks.note('*', `Connection #${result.redirections} to host ${url.host} left intact`);
      if (!follows) return;
      if (result.redirections === options.maxRedirections) {
        fail(47, `Maximum (${options.maxRedirections}) redirects followed`);
        return;
      }
      result.redirections++;
      yield* sinks.note('*', `Issue another request to this URL: '${formatUrl(next)}'`);
      const keeps = [307, 308].includes(answer.head.status);
      if (!keeps && method === 'POST' && options.method === undefined) {
        method = 'GET';
        payload = new Uint8Array(0);
      }
      url = next;
    } finally {
      connection.close();
    }
  }
}

function* open(
  process: Process,
  options: CurlOptions,
  url: Url,
  sinks: Sinks,
  result: Transfer,
  begin: number,
): Task<Connection | undefined> {
  const { kernel } = process.machine;
  if (options.unixSocket !== undefined)
    return yield* openSocket(process, options.unixSocket, url, sinks, result, begin);
  const host = resolveOverride(options, url);
  const start = kernel.now;
  const tried: string[] = [];
  const connected = yield* within(
    options.connectTimeout,
    connectTo(process, host, url.port, (address) => {
      result.resolved = kernel.now - begin;
      tried.push(address);
    }),
  );
  if (tried.length > 0) {
    if (host === url.host && !/^[\d.]+$/.test(host)) {
      yield* sinks.note('*', `Host ${url.host}:${url.port} was resolved.`);
      const families = (v6: boolean): string =>
        tried.filter((address) => address.includes(':') === v6).join(', ') || '(none)';
      yield* sinks.note('*', `IPv6: ${families(true)}`);
      yield* sinks.note('*', `IPv4: ${families(false)}`);
    }
    for (const address of tried)
      yield* sinks.note('*', `  Trying ${address.includes(':') ? `[${address}]` : address}:${url.port}...`);
  }
  if (connected === 'timeout') {
    result.code = 28;
    result.message = `Connection timed out after ${Math.round(kernel.now - start)} milliseconds`;
    return undefined;
  }
  if ('connection' in connected) {
    const { connection } = connected;
    result.connected = Math.max(0.001, kernel.now - begin);
    result.remote = tried.at(-1) ?? '';
    result.remotePort = url.port;
    result.local = connection.local.address;
    result.localPort = connection.local.port;
    yield* sinks.note('*', `Connected to ${url.host} (${result.remote}) port ${url.port}`);
    return connection;
  }
  if (connected.failure === 'resolve') {
    yield* sinks.note('*', `Could not resolve host: ${url.host}`);
    result.code = 6;
    result.message = `Could not resolve host: ${url.host}`;
    return undefined;
  }
  for (const address of tried)
    yield* sinks.note(
      '*',
      `connect to ${address} port ${url.port} failed: ${words[connected.errno] ?? 'Connection refused'}`,
    );
  const ms = Math.round(kernel.now - start);
  result.code = connected.errno === 'ETIMEDOUT' ? 28 : 7;
  result.message = `Failed to connect to ${url.host} port ${url.port} after ${ms} ms: Couldn't connect to server`;
  yield* sinks.note('*', result.message);
  return undefined;
}

function* openSocket(
  process: Process,
  path: string,
  url: Url,
  sinks: Sinks,
  result: Transfer,
  begin: number,
): Task<Connection | undefined> {
  yield* sinks.note('*', `  Trying ${path}:0...`);
  const connection = yield* connectUnix(process, path);
  if (typeof connection !== 'string') {
    result.connected = Math.max(0.001, process.machine.kernel.now - begin);
    yield* sinks.note('*', `Connected to ${url.host} (${path}) port 0`);
    return connection;
  }
  const why = { ENOENT: 'No such file or directory', EACCES: 'Permission denied' }[connection as string];
  yield* sinks.note('*', `connect to ${path} port ${url.port} failed: ${why ?? 'Connection refused'}`);
  result.code = 7;
  result.message = `Failed to connect to ${url.host} port ${url.port} after 0 ms: Couldn't connect to server`;
  yield* sinks.note('*', result.message);
  return undefined;
}

/** What was packed with gzip; undefined when it is no such thing. */
function gunzip(parts: readonly Uint8Array[]): Uint8Array | undefined {
  const content = expandGzip(concatBytes(parts));
  return typeof content === 'string' ? undefined : content;
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ETIMEDOUT: 'Connection timed out',
};

/** `--resolve host:port:address` goes before every other way. */
function resolveOverride(options: CurlOptions, url: Url): string {
  for (const rule of options.resolve) {
    const [host = '', port = '', ...address] = rule.split(':');
    if (host.toLowerCase() === url.host.toLowerCase() && Number(port) === url.port) return address.join(':');
  }
  return url.host;
}

const hasData = (options: CurlOptions): boolean => options.data.length > 0 && !options.get;

function requestHead(options: CurlOptions, url: Url, method: string, body: Uint8Array): RequestHead {
  const headers = new Headers({ Host: hostField(url) });
  const user = options.user ?? url.user;
  if (user !== '') headers.add('Authorization', `Basic ${base64(user)}`);
  if (options.range !== undefined) headers.add('Range', `bytes=${options.range}`);
  if (options.agent !== '') headers.add('User-Agent', options.agent ?? `curl/${curlVersion}`);
  headers.add('Accept', '*/*');
  if (options.compressed) headers.add('Accept-Encoding', 'deflate, gzip, br, zstd');
  if (options.referer !== undefined) headers.add('Referer', options.referer);
  if (options.cookie !== undefined) headers.add('Cookie', options.cookie);
  if (body.length > 0 || (method === 'POST' && hasData(options))) {
    headers.add('Content-Length', String(body.length));
    if (options.uploadFile === undefined) headers.add('Content-Type', 'application/x-www-form-urlencoded');
  }
  for (const header of options.headers) {
    const match = /^([^:;]+)(?::\s*(.*)|;)$/s.exec(header);
    if (!match) continue;
    const [, name = '', value] = match;
    if (value === '') headers.delete(name);
    else headers.set(name, value ?? '');
  }
  return { method, target: url.target, version: options.http10 ? '1.0' : '1.1', headers };
}

/** The body that -d, --data-* and -T ask for; an errno's text when a file cannot be read. */
export function* requestBody(process: Process, options: CurlOptions): Task<Uint8Array | { readonly file: string }> {
  const parts: string[] = [];
  const read = function* (path: string): Task<string | undefined> {
    if (path !== '-') {
      const text = process.files.readText(path);
      return failed(text) ? undefined : text;
    }
    const input = process.descriptors.get(0);
    const decoder = new TextDecoder();
    let text = '';
    for (let bytes = yield* input?.read() ?? []; bytes; bytes = yield* input?.read() ?? [])
      text += decoder.decode(bytes, { stream: true });
    return text;
  };
  if (options.uploadFile !== undefined) {
    const text = yield* read(options.uploadFile);
    return text === undefined ? { file: options.uploadFile } : new TextEncoder().encode(text);
  }
  for (const item of options.data) {
    if (item.startsWith('raw:')) parts.push(item.slice(4));
    else if (item.startsWith('@') || item.startsWith('strip:@')) {
      const path = item.slice(item.indexOf('@') + 1);
      const text = yield* read(path);
      if (text === undefined) return { file: path };
      parts.push(item.startsWith('strip:') ? text.replace(/[\r\n\0]/g, '') : text);
    } else parts.push(item);
  }
  return new TextEncoder().encode(parts.join('&'));
}
