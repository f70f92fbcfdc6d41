// The answer to a request, URLs, cookies and sessions.
import { failed } from '../../filesystem/errno.ts';
import { fromBytes, toBytes } from '../bytes.ts';
import { httpDate } from '../../http/message.ts';
import { copied, PhpArray, PhpObject, Ref, type Key, type Value } from '../values.ts';
import { keyOfText, toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import type { Library } from './native.ts';
import { randomInt } from './math.ts';
import { serialized, unserialized } from './show.ts';

/** Letters, digits and `-_.` stay; others are escaped. */
export const urlEncode = (text: string, raw: boolean): string =>
  text.replace(raw ? /[^A-Za-z0-9\-_.~]/g : /[^A-Za-z0-9\-_.]/g, (letter) =>
    letter === ' ' && !raw ? '+' : `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

export const urlDecode = (text: string, raw: boolean): string =>
  (raw ? text : text.replaceAll('+', ' ')).replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** `a=1&b[]=2&b[x]=3` as an array. */
export function parseQuery(text: string, separator = /&/): PhpArray {
  const made = new PhpArray();
  for (const part of text.split(separator)) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = urlDecode(at < 0 ? part : part.slice(0, at), false);
    putField(made, name.replace(/^ +/, ''), urlDecode(at < 0 ? '' : part.slice(at + 1), false));
  }
  return made;
}

/** A field of a form: brackets in its name make arrays. */
export function putField(into: PhpArray, name: string, value: Value): void {
  const open = name.indexOf('[');
  const base = (open < 1 ? name : name.slice(0, open)).replace(/[. ]/g, '_');
  const keys = open < 1 ? [] : [...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key);
  if (base === '') return;
  if (keys.length === 0) {
    into.set(keyOfText(base), value);
    return;
  }
  let at: PhpArray = into;
  let key: Key = keyOfText(base);
  for (const next of keys) {
    if (!(at.get(key) instanceof PhpArray)) at.set(key, new PhpArray());
    at = at.ownArray(key) ?? at;
    key = next === '' ? at.next : keyOfText(next);
  }
  at.set(key, value);
}

function query(php: Engine, data: Value, prefix: string, separator: string, raw: boolean): string {
  const entries: [Key, Value][] =
    data instanceof PhpArray
      ? data.entries()
      : data instanceof PhpObject
        ? [...data.props.keys()].map((name) => [name, data.get(name) ?? null])
        : [];
  return entries
    .flatMap(([key, value]) => {
      const name = prefix === '' ? urlEncode(String(key), raw) : `${prefix}%5B${urlEncode(String(key), raw)}%5D`;
      if (value === null) return [];
      if (value instanceof PhpArray || value instanceof PhpObject) {
        const inner = query(php, value, name, separator, raw);
        return inner === '' ? [] : [inner];
      }
      return [`${name}=${urlEncode(value === false ? '0' : toStr(php, value), raw)}`];
    })
    .join(separator);
}

function parseUrlParts(text: string): PhpArray | false {
  const match =
    /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(
      text,
    );
  if (!match) return false;
  const [, scheme, user, pass, host, port, path, search, fragment] = match;
  const made = new PhpArray();
  const add = (key: string, value: Value | undefined): void => {
    if (value !== undefined && value !== '') made.set(key, value);
  };
  add('scheme', scheme);
  add('host', host);
  if (port !== undefined && port !== '') made.set('port', Number(port));
  add('user', user);
  add('pass', pass);
  add('path', path);
  add('query', search);
  add('fragment', fragment);
  return made;
}

const components = ['scheme', 'host', 'port', 'user', 'pass', 'path', 'query', 'fragment'];

/** Fields cannot be set when some of the answer is out; false after a warning. */
function mayStill(php: Engine, what = 'Cannot modify header information - headers already sent'): boolean {
  const { sentAt } = php.response;
  if (!sentAt || php.around.sapi === 'cli') return true;
  php.warn(`${what} by (output started at ${sentAt.file}:${sentAt.line})`);
  return false;
}

/** `header()` */
function setHeader(php: Engine, line: string, replace: boolean, status: number): void {
  if (!mayStill(php)) return;
  if (/[\r\n]/.test(line.trim())) {
    php.warn('Header may not contain more than a single header, new line detected');
    return;
  }
  const { response } = php;
  const code = /^HTTP\/\d(?:\.\d)?\s+(\d{3})/i.exec(line)?.[1];
  if (code !== undefined) {
    response.status = Number(code);
    return;
  }
  const at = line.indexOf(':');
  if (at < 1) return;
  const name = line.slice(0, at).trim();
  const value = line.slice(at + 1).trim();
  if (replace) removeHeader(php, name);
  response.fields.push([name, value]);
  if (status > 0) response.status = status;
  else if (
    name.toLowerCase() === 'location' &&
    response.status !== 201 &&
    (response.status < 300 || response.status > 399)
  )
    response.status = 302;
}

function removeHeader(php: Engine, name: string): void {
  const { fields } = php.response;
  for (let at = fields.length - 1; at >= 0; at--)
    if (fields[at]?.[0].toLowerCase() === name.toLowerCase()) fields.splice(at, 1);
}

function setCookie(
  php: Engine,
  raw: boolean,
  [name, value = '', expires = 0, path = '', domain = '', secure = false, httpOnly = false]: [
    string,
    string?,
    Value?,
    string?,
    string?,
    boolean?,
    boolean?,
  ],
): Value {
  if (!mayStill(php)) return false;
  const given = expires instanceof PhpArray ? expires : undefined;
  const option = (key: string, otherwise: Value): Value => given?.get(key) ?? otherwise;
  const until = Number(given ? option('expires', 0) : expires);
  const now = php.process.machine.kernel.clock;
  const parts = [`${name}=${value === '' ? 'deleted' : raw ? value : urlEncode(value, true)}`];
  if (value === '') parts.push('expires=Thu, 01 Jan 1970 00:00:01 GMT', 'Max-Age=0');
  else if (until > 0)
    parts.push(`expires=${httpDate(until * 1000)}`, `Max-Age=${Math.max(0, until - Math.floor(now / 1000))}`);
  const [wherePath, whereDomain] = [toStr(php, option('path', path)), toStr(php, option('domain', domain))];
  if (wherePath !== '') parts.push(`path=${wherePath}`);
  if (whereDomain !== '') parts.push(`domain=${whereDomain}`);
  if (option('secure', secure) === true) parts.push('secure');
  if (option('httponly', httpOnly) === true) parts.push('HttpOnly');
  const site = toStr(php, option('samesite', ''));
  if (site !== '') parts.push(`SameSite=${site}`);
  php.response.fields.push(['Set-Cookie', parts.join('; ')]);
  return true;
}

interface Session {
  id: string;
  active: boolean;
}

const sessionOf = (php: Engine): Session => {
  const known = php.kept.get('session') as Session | undefined;
  if (known) return known;
  const made = { id: '', active: false };
  php.kept.set('session', made);
  return made;
};

const sessionFile = (php: Engine, id: string): string => `${php.ini.get('session.save_path') || '/tmp'}/sess_${id}`;

function newId(php: Engine): string {
  return Array.from({ length: 32 }, () => randomInt(php, 0, 15).toString(16)).join('');
}

function startSession(php: Engine): Value {
  const session = sessionOf(php);
  if (session.active) {
    php.warn('session_start(): Ignoring session_start() because a session is already active', 'Notice');
    return true;
  }
  if (!mayStill(php, 'session_start(): Session cannot be started after headers have already been sent')) return false;
  const name = php.ini.get('session.name') ?? 'PHPSESSID';
  const cookies = php.superglobals.get('_COOKIE')?.value;
  const given = cookies instanceof PhpArray ? cookies.get(name) : undefined;
  const known = typeof given === 'string' && /^[\w,-]{1,128}$/.test(given) ? given : undefined;
  session.id = session.id || known || newId(php);
  session.active = true;
  if (session.id !== known && php.around.sapi !== 'cli')
    php.response.fields.push(['Set-Cookie', `${name}=${session.id}; path=/`]);
  if (php.around.sapi !== 'cli' && !php.response.fields.some(([field]) => field.toLowerCase() === 'cache-control'))
    php.response.fields.push(
      ['Expires', 'Thu, 19 Nov 1981 08:52:00 GMT'],
      ['Cache-Control', 'no-store, no-cache, must-revalidate'],
      ['Pragma', 'no-cache'],
    );
  const bytes = php.process.files.readFile(sessionFile(php, session.id));
  php.superglobals.set('_SESSION', new Ref(failed(bytes) ? new PhpArray() : decodeSession(php, fromBytes(bytes))));
  return true;
}

/** `name|value;` after one another. */
function decodeSession(php: Engine, text: string): PhpArray {
  const made = new PhpArray();
  for (const line of text.split('\x1e')) {
    const at = line.indexOf('|');
    if (at > 0) made.set(keyOfText(line.slice(0, at)), unserialized(php, line.slice(at + 1)));
  }
  return made;
}

/** Writes the session's variables to its file. */
export function closeSession(php: Engine): void {
  const session = php.kept.get('session') as Session | undefined;
  if (!session?.active) return;
  session.active = false;
  const values = php.superglobals.get('_SESSION')?.value;
  const text =
    values instanceof PhpArray
      ? values
          .entries()
          .map(([key, value]) => `${key}|${serialized(php, value)}`)
          .join('\x1e')
      : '';
  php.process.files.writeFile(sessionFile(php, session.id), toBytes(text), 0o600);
}

const buffers = (php: Engine, act: (top: { text: string }) => Value, name: string, verb: string): Value => {
  const top = php.output.buffers.at(-1);
  if (top) return act(top);
  if (verb !== '') php.warn(`${name}(): Failed to ${verb} buffer. No buffer to ${verb}`, 'Notice');
  return false;
};

export const web: Library = {
  'header(string $header, bool $replace = true, int $response_code = 0)': (
    php,
    [line, replace = true, status = 0]: [string, boolean?, number?],
  ) => {
    setHeader(php, line, replace, status);
    return null;
  },
  'header_remove(?string $name = null)': (php, [name]: [(string | null)?]) => {
    if (name) removeHeader(php, name);
    else php.response.fields.length = 0;
    return null;
  },
  'headers_sent(&$filename = null, &$line = null)': (php, [file, line]: [Ref?, Ref?]) => {
    const { sentAt } = php.response;
    if (file && sentAt) file.value = sentAt.file;
    if (line && sentAt) line.value = sentAt.line;
    return sentAt !== undefined && php.around.sapi !== 'cli';
  },
  'headers_list()': (php) => PhpArray.list(php.response.fields.map(([name, value]) => `${name}: ${value}`)),
  'http_response_code(int $response_code = 0)': (php, [code = 0]: [number?]) => {
    const before =
      php.around.sapi === 'cli' && !php.kept.has('status') ? (code > 0 ? true : false) : php.response.status;
    if (code > 0 && mayStill(php, 'http_response_code(): Cannot set response code - headers already sent')) {
      php.response.status = code;
      php.kept.set('status', true);
    }
    return before;
  },
  'setcookie(string $name, string $value = "", mixed $expires_or_options = 0, string $path = "", string $domain = "", bool $secure = false, bool $httponly = false)':
    (php, args: [string, string?, Value?, string?, string?, boolean?, boolean?]) => setCookie(php, false, args),
  'setrawcookie(string $name, string $value = "", mixed $expires_or_options = 0, string $path = "", string $domain = "", bool $secure = false, bool $httponly = false)':
    (php, args: [string, string?, Value?, string?, string?, boolean?, boolean?]) => setCookie(php, true, args),
  'urlencode(string $string)': (_php, [text]: [string]) => urlEncode(text, false),
  'rawurlencode(string $string)': (_php, [text]: [string]) => urlEncode(text, true),
  'urldecode(string $string)': (_php, [text]: [string]) => urlDecode(text, false),
  'rawurldecode(string $string)': (_php, [text]: [string]) => urlDecode(text, true),
  'http_build_query(array|object $data, string $numeric_prefix = "", ?string $arg_separator = null, int $encoding_type = 1)':
    (php, [data, , separator, type = 1]: [Value, string?, (string | null)?, number?]) =>
      query(php, data, '', separator ?? '&', type === 2),
  'parse_str(string $string, &$result)': (_php, [text, result]: [string, Ref]) => {
    result.value = parseQuery(text);
    return null;
  },
  'parse_url(string $url, int $component = -1)': (_php, [text, component = -1]: [string, number?]) => {
    const parts = parseUrlParts(text);
    if (component < 0 || parts === false) return parts;
    return parts.get(components[component] ?? '') ?? null;
  },
  'session_start(array $options = [])': (php) => startSession(php),
  'session_id(?string $id = null)': (php, [id]: [(string | null)?]) => {
    const session = sessionOf(php);
    const before = session.id;
    if (id) session.id = id;
    return before;
  },
  'session_name(?string $name = null)': (php, [name]: [(string | null)?]) => {
    const before = php.ini.get('session.name') ?? 'PHPSESSID';
    if (name) php.ini.set('session.name', name);
    return before;
  },
  'session_status()': (php) => (sessionOf(php).active ? 2 : 1),
  'session_destroy()': (php) => {
    const session = sessionOf(php);
    if (!session.active) {
      php.warn('session_destroy(): Trying to destroy uninitialized session');
      return false;
    }
    php.process.files.unlink(sessionFile(php, session.id));
    session.active = false;
    return true;
  },
  'session_unset()': (php) => {
    php.superglobals.set('_SESSION', new Ref(new PhpArray()));
    return true;
  },
  'session_write_close()': (php) => {
    closeSession(php);
    return true;
  },
  'session_regenerate_id(bool $delete_old_session = false)': (php, [remove = false]: [boolean?]) => {
    const session = sessionOf(php);
    if (remove) php.process.files.unlink(sessionFile(php, session.id));
    session.id = newId(php);
    removeHeader(php, 'Set-Cookie');
    php.response.fields.push(['Set-Cookie', `${php.ini.get('session.name') ?? 'PHPSESSID'}=${session.id}; path=/`]);
    return true;
  },
  'session_set_cookie_params(mixed $lifetime_or_options, mixed ...$rest)': () => true,
  'session_get_cookie_params()': () => PhpArray.of([['lifetime', 0], ['path', '/'], ['domain', ''], ['secure', false], ['httponly', false], ['samesite', '']]), // prettier-ignore
  'session_save_path(?string $path = null)': (php, [path]: [(string | null)?]) => {
    const before = php.ini.get('session.save_path') ?? '';
    if (path) php.ini.set('session.save_path', path);
    return before;
  },
  'ob_get_clean()': (php) => buffers(php, (top) => {
    php.output.buffers.pop();
    return top.text;
  }, 'ob_get_clean', ''), // prettier-ignore
  'ob_get_contents()': (php) => buffers(php, (top) => top.text, 'ob_get_contents', ''),
  'ob_get_length()': (php) => buffers(php, (top) => top.text.length, 'ob_get_length', ''),
  'ob_get_level()': (php) => php.output.buffers.length,
  'ob_end_clean()': (php) => buffers(php, () => {
    php.output.buffers.pop();
    return true;
  }, 'ob_end_clean', 'delete'), // prettier-ignore
  'ob_clean()': (php) => buffers(php, (top) => {
    top.text = '';
    return true;
  }, 'ob_clean', 'delete'), // prettier-ignore
  'ob_end_flush()': (php) => buffers(php, () => {
    php.echo(php.output.pop() ?? '');
    return true;
  }, 'ob_end_flush', 'delete and flush'), // prettier-ignore
  'ob_get_flush()': (php) => buffers(php, (top) => {
    const { text } = top;
    php.echo(php.output.pop() ?? '');
    return text;
  }, 'ob_get_flush', 'delete and flush'), // prettier-ignore
  'ob_flush()': (php) => buffers(php, (top) => {
    const buffer = php.output.buffers.pop();
    php.echo(buffer?.filter ? buffer.filter(top.text) : top.text);
    top.text = '';
    if (buffer) php.output.buffers.push(buffer);
    return true;
  }, 'ob_flush', 'flush'), // prettier-ignore
  'ob_implicit_flush(bool $enable = true)': () => null,
  'output_reset_rewrite_vars()': () => true,
  'filter_var(mixed $value, int $filter = 516, array|int $options = 0)': (
    php,
    [value, filter = 516, options = 0]: [Value, number?, Value?],
  ) => filterValue(php, value, filter, options),
  'filter_input(int $type, string $var_name, int $filter = 516, array|int $options = 0)': (
    php,
    [type, name, filter = 516, options = 0]: [number, string, number?, Value?],
  ) => {
    const from = php.superglobals.get(['_POST', '_GET', '_COOKIE', '', '_ENV', '_SERVER'][type] ?? '')?.value;
    const value = from instanceof PhpArray ? from.get(name) : undefined;
    return value === undefined ? null : filterValue(php, value, filter, options);
  },
  'getallheaders()': (php) => {
    const server = php.superglobals.get('_SERVER')?.value;
    const entries = server instanceof PhpArray ? server.entries() : [];
    return PhpArray.of(
      entries.flatMap(([key, value]): [Key, Value][] => {
        const name =
          /^(?:HTTP_)(.*)$/.exec(String(key))?.[1] ??
          (/^CONTENT_(?:TYPE|LENGTH)$/.test(String(key)) ? String(key) : undefined);
        return name === undefined
          ? []
          : [
              [
                name
                  .toLowerCase()
                  .replace(
                    /(^|_)(\w)/g,
                    (_, sign: string, letter: string) => (sign === '' ? '' : '-') + letter.toUpperCase(),
                  ),
                copied(value),
              ],
            ];
      }),
    );
  },
  'move_uploaded_file(string $from, string $to)': (php, [from, to]: [string, string]) => {
    const bytes = php.process.files.readFile(php.path(from));
    if (failed(bytes) || php.process.files.writeFile(php.path(to), bytes)) return false;
    php.process.files.unlink(php.path(from));
    return true;
  },
  'is_uploaded_file(string $filename)': (php, [path]: [string]) =>
    path.startsWith('/tmp/php') && php.process.files.exists(path),
  'ip2long(string $ip)': (_php, [text]: [string]) => {
    const parts = text.split('.').map(Number);
    if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part < 256))) return false;
    return parts.reduce((sum, part) => sum * 256 + part, 0);
  },
  'long2ip(int $ip)': (_php, [value]: [number]) =>
    [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.'),
};

/** filter_var with the filters that validate, and the plain ones that sanitise. */
function filterValue(php: Engine, value: Value, filter: number, options: Value): Value {
  const flags =
    typeof options === 'number' ? options : options instanceof PhpArray ? Number(options.get('flags') ?? 0) : 0;
  const settings = options instanceof PhpArray ? options.get('options') : undefined;
  const setting = (name: string): Value | undefined => (settings instanceof PhpArray ? settings.get(name) : undefined);
  const fallback: Value = setting('default') ?? ((flags & 134_217_728) !== 0 ? null : false);
  if (value instanceof PhpArray) return fallback;
  const text = toStr(php, value).trim();
  switch (filter) {
    case 257: {
      if (!/^[+-]?(?:0|[1-9]\d*)$/.test(text)) return fallback;
      const number = Number(text);
      const [least, most] = [setting('min_range'), setting('max_range')];
      if (
        !Number.isSafeInteger(number) ||
        (typeof least === 'number' && number < least) ||
        (typeof most === 'number' && number > most)
      )
        return fallback;
      return number;
    }
    case 258:
      if (/^(?:1|true|on|yes)$/i.test(text)) return true;
      return /^(?:0|false|off|no|)$/i.test(text) ? false : (flags & 134_217_728) !== 0 ? null : false;
    case 259:
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? php.callNow('floatval', [text]) : fallback;
    case 272: {
      const pattern = setting('regexp');
      return typeof pattern === 'string' && php.callNow('preg_match', [pattern, text]) === 1 ? text : fallback;
    }
    case 273: {
      const parts = parseUrlParts(text);
      return parts !== false &&
        parts.has('scheme') &&
        (parts.has('host') || /^(?:mailto|news|file):/i.test(text)) &&
        !/\s/.test(text)
        ? text
        : fallback;
    }
    case 274:
      return /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/.test(
        text,
      )
        ? text
        : fallback;
    case 275: {
      const four = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
      const six = text.includes(':') && /^[0-9a-f:.]+$/i.test(text);
      const wantsOne = (flags & (1_048_576 | 2_097_152)) !== 0;
      return (four && (!wantsOne || (flags & 1_048_576) !== 0)) || (six && (!wantsOne || (flags & 2_097_152) !== 0))
        ? text
        : fallback;
    }
    case 277:
      return /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?)+$/.test(text) ? text : fallback;
    case 513:
      return toStr(php, value)
        .replace(/<[^>]*>?/g, '')
        .replaceAll('"', '&#34;')
        .replaceAll("'", '&#39;');
    case 515:
    case 522:
      return toStr(php, value).replace(/[<>&"']/g, (sign) =>
        filter === 522
          ? ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&#039;' }[sign] ?? sign)
          : `&#${sign.charCodeAt(0)};`,
      );
    case 516:
      return toStr(php, value);
    case 517:
      return toStr(php, value).replace(/[^A-Za-z0-9.@!#$%&'*+/=?^_`{|}~[\]-]/g, '');
    case 518:
      return toStr(php, value).replace(/[^\x21-\x7e]/g, '');
    case 519:
      return toStr(php, value).replace(/[^\d+-]/g, '');
    default:
      throw php.notSimulated(`filter ${filter} of filter_var()`);
  }
}
