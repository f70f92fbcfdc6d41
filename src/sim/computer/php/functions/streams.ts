// Open files, standard streams, memory and sockets: what fopen and its relatives give and take.
import type { Task } from '../../../kernel/task.ts';
import type { Connection } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { connectTo } from '../../http/client.ts';
import { fromBytes, fromText, toBytes, toText } from '../bytes.ts';
import type { Ref } from '../values.ts';
import { PhpArray, PhpObject, type Value } from '../values.ts';
import type { Engine } from '../run/engine.ts';
import { fetchUrl } from './fetch.ts';
import type { Library } from './native.ts';

/** What a resource keeps. */
export interface Stream {
  readonly path: string;
  readonly mode: string;
  /** All of its content, where it has one from the start (files, memory). */
  data: string;
  at: number;
  ended: boolean;
  closed: boolean;
  readonly kind: 'file' | 'memory' | 'descriptor' | 'output' | 'socket' | 'directory';
  readonly descriptor?: number;
  readonly connection?: Connection;
}

/** A resource of PHP's. */
export function resource(php: Engine, stream: Stream): PhpObject {
  const made = new PhpObject(php.needClass('__Resource'), php.newId());
  made.native = stream;
  return made;
}

export const streamOf = (value: Value): Stream => (value as PhpObject).native as Stream;

const opened = (kind: Stream['kind'], path: string, mode: string, more: Partial<Stream> = {}): Stream => ({
  path, mode, data: '', at: 0, ended: false, closed: false, kind, ...more,
}); // prettier-ignore

/** STDIN, STDOUT and STDERR. */
export function standardStream(php: Engine, number: 0 | 1 | 2): PhpObject {
  const key = `fd${number}`;
  const known = php.kept.get(key) as PhpObject | undefined;
  if (known) return known;
  const made = resource(
    php,
    opened('descriptor', `php://std${['in', 'out', 'err'][number] ?? ''}`, number === 0 ? 'r' : 'w', {
      descriptor: number,
    }),
  );
  php.kept.set(key, made);
  return made;
}

/** The body of the request. */
export const requestBody = (php: Engine): string => (php.kept.get('body') as string | undefined) ?? '';

function special(php: Engine, path: string, mode: string): PhpObject | undefined {
  const name = /^php:\/\/([a-z]+)/.exec(path)?.[1];
  switch (name) {
    case 'stdin':
      return standardStream(php, 0);
    case 'stdout':
      return standardStream(php, 1);
    case 'stderr':
      return standardStream(php, 2);
    case 'output':
      return resource(php, opened('output', path, mode));
    case 'input':
      return resource(php, opened('memory', path, 'r', { data: requestBody(php) }));
    case 'memory':
    case 'temp':
      return resource(php, opened('memory', path, 'w+'));
    default:
      return undefined;
  }
}

function* open(php: Engine, path: string, mode: string): Task<Value> {
  const known = special(php, path, mode);
  if (known) return known;
  const fail = (why: string): Value => {
    php.warn(`fopen(${path}): Failed to open stream: ${why}`);
    return false;
  };
  if (/^https?:\/\//.test(path)) {
    const body = yield* fetchUrl(php, 'fopen', path);
    return body === undefined ? false : resource(php, opened('memory', path, 'r', { data: body }));
  }
  const { files } = php.process;
  const full = php.path(path);
  const there = files.exists(full);
  if (mode.startsWith('x') && there) return fail('File exists');
  if (!mode.startsWith('r')) {
    const problem =
      mode.startsWith('w') || !there
        ? mode.startsWith('a') && there
          ? undefined
          : files.writeFile(full, new Uint8Array(0))
        : files.access(full, 2);
    if (problem) return fail(strerror(problem.errno));
  } else if (mode.includes('+')) {
    const problem = files.access(full, 2);
    if (problem) return fail(strerror(problem.errno));
  }
  const bytes = mode.startsWith('a')
    ? mode.includes('+')
      ? files.readFile(full)
      : new Uint8Array(0)
    : files.readFile(full);
  if (failed(bytes)) {
    const stat = files.stat(full);
    // PHP opens what it then cannot read.
    return failed(bytes) && !failed(stat) && stat.kind === 'directory'
      ? fail('Is a directory')
      : fail(strerror(bytes.errno));
  }
  return resource(php, opened('file', full, mode, { data: fromBytes(bytes) }));
}

/** Reads more; false at the end. */
function* fill(php: Engine, stream: Stream): Task<boolean> {
  if (stream.ended || (stream.kind !== 'descriptor' && stream.kind !== 'socket')) return false;
  const source = stream.kind === 'socket' ? stream.connection : php.process.descriptors.get(stream.descriptor ?? 0);
  const part = source ? yield* php.wait(source.read()) : undefined;
  if (!part) {
    stream.ended = true;
    return false;
  }
  stream.data = stream.data.slice(stream.at) + fromBytes(part);
  stream.at = 0;
  return true;
}

function* readLine(php: Engine, stream: Stream): Task<string | undefined> {
  for (;;) {
    const end = stream.data.indexOf('\n', stream.at);
    if (end >= 0) {
      const line = stream.data.slice(stream.at, end + 1);
      stream.at = end + 1;
      return line;
    }
    if (!(yield* fill(php, stream))) break;
  }
  const rest = stream.data.slice(stream.at);
  stream.at = stream.data.length;
  stream.ended = true;
  return rest === '' ? undefined : rest;
}

function* read(php: Engine, stream: Stream, limit: number): Task<string> {
  const patient = stream.kind === 'file' || stream.kind === 'memory';
  while (stream.data.length - stream.at < limit && (yield* fill(php, stream))) if (!patient) break;
  const text = stream.data.slice(stream.at, stream.at + limit);
  stream.at += text.length;
  if (text.length < limit && patient) stream.ended = true;
  return text;
}

function* readRest(php: Engine, stream: Stream): Task<string> {
  while (yield* fill(php, stream));
  const text = stream.data.slice(stream.at);
  stream.at = stream.data.length;
  stream.ended = true;
  return text;
}

function* write(php: Engine, stream: Stream, text: string): Task<number | false> {
  const { files, descriptors } = php.process;
  switch (stream.kind) {
    case 'output':
      php.echo(text);
      return text.length;
    case 'descriptor': {
      if (stream.descriptor === 1 && php.around.sapi === 'cli') {
        yield* php.flush();
      }
      const failure = yield* php.wait(descriptors.get(stream.descriptor ?? 1)?.write(toBytes(text)) ?? (function* () { return undefined; })()); // prettier-ignore
      return failure ? false : text.length;
    }
    case 'socket':
      return stream.connection && !(yield* php.wait(stream.connection.write(toBytes(text)))) ? text.length : false;
    case 'file': {
      if (stream.mode.startsWith('r') && !stream.mode.includes('+')) {
        php.warn(`fwrite(): Write of ${text.length} bytes failed with errno=9 Bad file descriptor`, 'Notice');
        return false;
      }
      if (stream.mode.startsWith('a')) {
        stream.data += text;
        files.appendFile(stream.path, toBytes(text));
        return text.length;
      }
      break;
    }
    default:
  }
  stream.data =
    stream.data.slice(0, stream.at).padEnd(stream.at, '\0') + text + stream.data.slice(stream.at + text.length);
  stream.at += text.length;
  if (stream.kind === 'file') files.writeFile(stream.path, toBytes(stream.data));
  return text.length;
}

/** Fields of a line of CSV. */
export function csvFields(line: string, separator: string, quote: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    const start = /^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0;
    if (line.charAt(at + start) === quote) {
      at += start + 1;
      for (;;) {
        if (at >= line.length) break;
        if (line.charAt(at) === quote) {
          if (line.charAt(at + 1) !== quote) {
            at++;
            break;
          }
          at++;
        }
        field += line.charAt(at++);
      }
    }
    const end = line.indexOf(separator, at);
    field += line.slice(at, end < 0 ? line.length : end);
    fields.push(field);
    if (end < 0) return fields;
    at = end + 1;
  }
}

export const csvLine = (fields: readonly string[], separator: string, quote: string): string =>
  `${fields.map((field) => (/[\s"\\]/.test(field) || field.includes(separator) || field.includes(quote) ? quote + field.replaceAll(quote, quote + quote) + quote : field)).join(separator)}\n`;

function* readCsv(php: Engine, stream: Stream, separator: string, quote: string): Task<Value> {
  let line = yield* readLine(php, stream);
  if (line === undefined) return false;
  while ((line.split(quote).length - 1) % 2 === 1) {
    const more: string | undefined = yield* readLine(php, stream);
    if (more === undefined) break;
    line += more;
  }
  const bare = line.replace(/\r?\n$/, '');
  return bare === '' ? PhpArray.list([null]) : PhpArray.list(csvFields(bare, separator, quote));
}

function* connect(
  php: Engine,
  name: string,
  host: string,
  port: number,
  code: Ref | undefined,
  message: Ref | undefined,
): Task<Value> {
  const found = yield* php.wait(connectTo(php.process, toText(host), port));
  if ('connection' in found) return resource(php, opened('socket', host, 'r+', { connection: found.connection }));
  const number =
    found.failure === 'resolve'
      ? 0
      : ({ ECONNREFUSED: 111, EHOSTUNREACH: 113, ENETUNREACH: 101, ETIMEDOUT: 110 }[found.errno as string] ?? 5);
  const why =
    found.failure === 'resolve'
      ? `php_network_getaddresses: getaddrinfo for ${host} failed: Name or service not known`
      : strerror(found.errno);
  if (found.failure === 'resolve') php.warn(`${name}(): ${why}`);
  php.warn(`${name}(): Unable to connect to ${host}:${port} (${why})`);
  if (code) code.value = number;
  if (message) message.value = fromText(why);
  return false;
}

export const streams: Library = {
  *'fopen(string $filename, string $mode, bool $use_include_path = false, mixed $context = null)'(
    php,
    [path, mode]: [string, string],
  ) {
    return yield* open(php, path, mode);
  },
  'fclose(mixed $stream)': (_php, [value]: [PhpObject]) => {
    const stream = streamOf(value);
    stream.closed = true;
    stream.connection?.close();
    value.destroyed = true;
    return true;
  },
  *'fgets(mixed $stream, ?int $length = null)'(php, [value, length]: [Value, (number | null)?]) {
    const line = yield* readLine(php, streamOf(value));
    if (line === undefined || !length || line.length < length) return line ?? false;
    // What is too long for it is left for the next reading.
    const stream = streamOf(value);
    stream.at -= line.length - (length - 1);
    stream.ended = false;
    return line.slice(0, length - 1);
  },
  *'fgetc(mixed $stream)'(php, [value]: [Value]) {
    const letter = yield* read(php, streamOf(value), 1);
    return letter === '' ? false : letter;
  },
  *'fread(mixed $stream, int $length)'(php, [value, length]: [Value, number]) {
    return yield* read(php, streamOf(value), length);
  },
  *'stream_get_contents(mixed $stream, ?int $length = null, int $offset = -1)'(php, [value]: [Value]) {
    return yield* readRest(php, streamOf(value));
  },
  *'stream_get_line(mixed $stream, int $length, string $ending = "")'(php, [value]: [Value]) {
    return (yield* readLine(php, streamOf(value)))?.replace(/\r?\n$/, '') ?? false;
  },
  *'readline(?string $prompt = null)'(php, [prompt]: [(string | null)?]) {
    if (prompt) php.echo(prompt);
    return (yield* readLine(php, streamOf(standardStream(php, 0))))?.replace(/\r?\n$/, '') ?? false;
  },
  *'fwrite(mixed $stream, string $data, ?int $length = null)'(php, [value, text]: [Value, string]) {
    return yield* write(php, streamOf(value), text);
  },
  *'fputs(mixed $stream, string $data, ?int $length = null)'(php, [value, text]: [Value, string]) {
    return yield* write(php, streamOf(value), text);
  },
  *'fprintf(mixed $stream, string $format, mixed ...$values)'(
    php,
    [value, pattern, ...args]: [Value, string, ...Value[]],
  ) {
    const text = (yield* php.call('sprintf', [pattern, ...args])) as string;
    return yield* write(php, streamOf(value), text);
  },
  *'fgetcsv(mixed $stream, ?int $length = null, string $separator = "s", string $enclosure = "q", string $escape = "e")'(
    php,
    [value, , separator = ',', quote = '"']: [Value, Value?, string?, string?],
  ) {
    return yield* readCsv(php, streamOf(value), separator, quote);
  },
  *'fputcsv(mixed $stream, array $fields, string $separator = "s", string $enclosure = "q", string $escape = "e", string $eol = "n")'(
    php,
    [value, fields, separator = ',', quote = '"']: [Value, PhpArray, string?, string?],
  ) {
    const texts: string[] = [];
    for (const one of fields.values()) texts.push((yield* php.call('strval', [one])) as string);
    return yield* write(php, streamOf(value), csvLine(texts, separator, quote));
  },
  'str_getcsv(string $string, string $separator = "s", string $enclosure = "q", string $escape = "e")': (
    _php,
    [text, separator = ',', quote = '"']: [string, string?, string?],
  ) => PhpArray.list(csvFields(text, separator, quote)),
  'feof(mixed $stream)': (_php, [value]: [Value]) => {
    const stream = streamOf(value);
    return stream.kind === 'memory' || stream.kind === 'file'
      ? stream.ended || (stream.at >= stream.data.length && stream.at > 0)
      : stream.ended && stream.at >= stream.data.length;
  },
  'fflush(mixed $stream)': () => true,
  'flock(mixed $stream, int $operation, &$would_block = null)': () => true,
  'ftell(mixed $stream)': (_php, [value]: [Value]) => streamOf(value).at,
  'rewind(mixed $stream)': (_php, [value]: [Value]) => {
    Object.assign(streamOf(value), { at: 0, ended: false });
    return true;
  },
  'fseek(mixed $stream, int $offset, int $whence = 0)': (
    _php,
    [value, offset, whence = 0]: [Value, number, number?],
  ) => {
    const stream = streamOf(value);
    stream.at = Math.max(0, whence === 0 ? offset : whence === 1 ? stream.at + offset : stream.data.length + offset);
    stream.ended = false;
    return 0;
  },
  'ftruncate(mixed $stream, int $size)': (php, [value, size]: [Value, number]) => {
    const stream = streamOf(value);
    stream.data = stream.data.slice(0, size).padEnd(size, '\0');
    if (stream.kind === 'file') php.process.files.writeFile(stream.path, toBytes(stream.data));
    return true;
  },
  *'fsockopen(string $hostname, int $port = -1, &$error_code = null, &$error_message = null, ?float $timeout = null)'(
    php,
    [host, port = 80, code, message]: [string, number?, Ref?, Ref?],
  ) {
    return yield* connect(php, 'fsockopen', host.replace(/^tcp:\/\//, ''), port, code, message);
  },
  *'stream_socket_client(string $address, &$error_code = null, &$error_message = null, ?float $timeout = null)'(
    php,
    [address, code, message]: [string, Ref?, Ref?],
  ) {
    const [, host = '', port = '80'] = /^(?:tcp:\/\/)?(.*):(\d+)$/.exec(address) ?? [];
    return yield* connect(php, 'stream_socket_client', host, Number(port), code, message);
  },
  'stream_set_timeout(mixed $stream, int $seconds, int $microseconds = 0)': () => true,
  'stream_set_blocking(mixed $stream, bool $enable)': () => true,
  'stream_context_create(?array $options = null, ?array $params = null)': (php, [options]: [(PhpArray | null)?]) => {
    const made = resource(php, opened('memory', 'context', 'r'));
    made.set('options', options ?? new PhpArray());
    return made;
  },
  'stream_isatty(mixed $stream)': (php, [value]: [Value]) =>
    php.process.descriptors.get(streamOf(value).descriptor ?? -1)?.terminal !== undefined,
  'posix_isatty(mixed $stream)': (php, [value]: [Value]) =>
    php.process.descriptors.get(streamOf(value).descriptor ?? -1)?.terminal !== undefined,
};
