// Asking other servers over HTTP: what file_get_contents and curl do with a URL.
import type { Task } from '../../../kernel/task.ts';
import { strerror } from '../../filesystem/errno.ts';
import { connectTo, exchange } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { responseFraming, type ResponseHead } from '../../http/message.ts';
import { hostField, parseUrl, redirect } from '../../http/url.ts';
import { fromBytes, fromText, toBytes, toText } from '../bytes.ts';
import { PhpArray, PhpObject, Ref, type Value } from '../values.ts';
import { toStr, toTexts } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';

export interface Wanted {
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly follow: boolean;
}

export interface Fetched {
  readonly head: ResponseHead;
  readonly body: string;
  readonly url: string;
}

/** Why there is no answer: as curl numbers it, in words. */
export interface NotFetched {
  readonly failure: 'url' | 'resolve' | 'connect' | 'empty' | 'scheme';
  readonly text: string;
  readonly host: string;
  readonly port: number;
}

/** One request, and those that redirections lead to. */
export function* request(php: Engine, given: string, wanted: Wanted): Task<Fetched | NotFetched> {
  let url = parseUrl(toText(given));
  for (let turn = 0; turn < 20; turn++) {
    if (!url) return { failure: 'url', text: 'malformed', host: given, port: 0 };
    if (url.scheme !== 'http') return { failure: 'scheme', text: url.scheme, host: url.host, port: url.port };
    const opened = yield* php.wait(connectTo(php.process, url.host, url.port));
    if ('failure' in opened)
      return {
        failure: opened.failure,
        text: opened.failure === 'connect' ? strerror(opened.errno) : '',
        host: url.host,
        port: url.port,
      };
    const headers = new Headers({ Host: hostField(url) });
    for (const [name, value] of wanted.headers) headers.set(name, value);
    headers.set('Connection', 'close');
    if (wanted.body !== '') headers.set('Content-Length', String(wanted.body.length));
    const got = yield* php.wait(
      exchange(
        opened.connection,
        { method: wanted.method, target: url.target, version: '1.1', headers },
        toBytes(wanted.body),
      ),
    );
    if ('failure' in got) {
      opened.connection.close();
      return { failure: 'empty', text: '', host: url.host, port: url.port };
    }
    const framing = responseFraming(got.head, wanted.method);
    const body = yield* php.wait(got.reader.wholeBody(framing === 'malformed' ? 'end' : framing));
    opened.connection.close();
    const location = got.head.headers.get('location');
    if (wanted.follow && location !== undefined && got.head.status >= 300 && got.head.status < 400) {
      url = redirect(url, location);
      continue;
    }
    return { head: got.head, body: fromBytes(body), url: given };
  }
  return { failure: 'url', text: 'too many redirects', host: given, port: 0 };
}

/** `Name: value` lines. */
export const headerLines = (text: string): [string, string][] =>
  text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const at = line.indexOf(':');
    return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
  });

/** The body behind a URL for file_get_contents and fopen; undefined after a warning. */
export function* fetchUrl(php: Engine, name: string, given: string, context?: Value): Task<string | undefined> {
  const options = context instanceof PhpObject ? context.get('options') : undefined;
  const http = options instanceof PhpArray ? options.get('http') : undefined;
  const option = (key: string): Value => (http instanceof PhpArray ? (http.get(key) ?? null) : null);
  const found = yield* request(php, given, {
    method: toStr(php, option('method')) || 'GET',
    headers: headerLines(toTexts(php, option('header')).join('\n')),
    body: toStr(php, option('content')),
    follow: true,
  });
  const fail = (why: string): undefined => {
    php.warn(`${name}(${given}): Failed to open stream: ${why}`);
    return undefined;
  };
  if ('failure' in found) {
    if (found.failure === 'scheme') throw php.notSimulated(`${found.text}:// in PHP`);
    if (found.failure !== 'resolve') {
      fail(found.failure === 'connect' ? found.text : 'HTTP request failed!');
      return;
    }
    php.warn(`${name}(): php_network_getaddresses: getaddrinfo for ${found.host} failed: Name or service not known`);
    fail(`php_network_getaddresses: getaddrinfo for ${found.host} failed: Name or service not known`);
    return;
  }
  const status = `HTTP/${found.head.version} ${found.head.status} ${found.head.reason}`;
  const shown = PhpArray.list([status, ...[...found.head.headers].map(([key, value]) => fromText(`${key}: ${value}`))]);
  php.frame?.vars.set('http_response_header', new Ref(shown));
  if (found.head.status >= 400 && option('ignore_errors') !== true) {
    fail(`HTTP request failed! ${status}\r\n`);
    return;
  }
  return found.body;
}
