// wget: the GNU program and busybox's applet, which look alike only from afar.
import type { Task } from '../../kernel/task.ts';
import type { Connection, Descriptor, Process, Program } from '../contract.ts';
import { strerror, type Errno } from '../filesystem/errno.ts';
import { connectTo, exchange, within, type Connected, type ConnectFailure } from '../http/client.ts';
import { Headers } from '../http/headers.ts';
import { responseFraming, type ResponseHead } from '../http/message.ts';
import { formatUrl, hostField, parseUrl, redirect, type Url } from '../http/url.ts';
import type { MessageReader } from '../http/message-reader.ts';

interface WgetOptions {
  readonly urls: string[];
  output: string | undefined;
  quiet: boolean;
  spider: boolean;
  showHeaders: boolean;
  timeout: number | undefined;
  tries: number;
  directory: string | undefined;
  agent: string | undefined;
  readonly headers: string[];
  post: string | undefined;
  brief: boolean;
}

/** How a flavour reads its options and words its messages. */
interface Flavour {
  readonly parse: (args: readonly string[]) => WgetOptions | { readonly message: string; readonly code: number };
  readonly run: (process: Process, options: WgetOptions) => Task<number>;
}

const redirections = 20;

function start(flavour: Flavour): Program {
  return function* (process) {
    const options = flavour.parse(process.argv.slice(1));
    if ('message' in options) {
      yield* say(process, options.message);
      return options.code;
    }
    return yield* flavour.run(process, options);
  };
}

/** An open answer. */
interface Got {
  readonly url: Url;
  readonly connection: Connection;
  readonly head: ResponseHead;
  readonly reader: MessageReader;
  readonly addresses: readonly string[];
}

type Failure =
  | { readonly failure: 'url'; readonly text: string }
  | { readonly failure: 'scheme'; readonly url: Url }
  | { readonly failure: 'timeout' | 'redirects'; readonly url: Url }
  | { readonly failure: 'empty' | 'reset' | 'malformed'; readonly url: Url }
  | (ConnectFailure & { readonly url: Url });

/** Steps that a flavour tells about. */
interface Reports {
  /** How many addresses of a name are tried; all of them if not given. */
  readonly attempts?: number;
  readonly connecting?: (url: Url, address: string) => Task;
  readonly resolved?: (url: Url, result: Connected | ConnectFailure) => Task;
  readonly answered?: (head: ResponseHead) => Task;
  readonly redirected?: (to: Url) => Task;
}

/** Gets a URL, redirections followed. The caller closes the connection. */
function* get(
  process: Process,
  options: WgetOptions,
  text: string,
  agent: string,
  reports: Reports,
): Task<Got | Failure> {
  let url = parseUrl(text);
  if (!url) return { failure: 'url', text };
  for (let count = 0; ; count++) {
    const now: Url = url;
    if (now.scheme !== 'http') return { failure: 'scheme', url: now };
    const tried: string[] = [];
    const connected: Connected | ConnectFailure | 'timeout' = yield* within(
      options.timeout,
      connectTo(process, now.host, now.port, (address) => tried.push(address), reports.attempts),
    );
    if (connected === 'timeout') return { failure: 'timeout', url: now };
    for (const address of tried) if (reports.connecting) yield* reports.connecting(now, address);
    if (reports.resolved) yield* reports.resolved(now, connected);
    if ('failure' in connected) return { ...connected, url: now };
    const { connection, addresses } = connected;
    const headers = new Headers({
      Host: hostField(now),
      'User-Agent': options.agent ?? agent,
      Accept: '*/*',
      Connection: 'close',
    });
    for (const header of options.headers) {
      const [name = '', ...value] = header.split(':');
      headers.set(name, value.join(':').trim());
    }
    const body = options.post === undefined ? undefined : new TextEncoder().encode(options.post);
    if (body) {
      headers.set('Content-Type', headers.get('content-type') ?? 'application/x-www-form-urlencoded');
      headers.set('Content-Length', String(body.length));
    }
    const method = body ? 'POST' : options.spider ? 'HEAD' : 'GET';
    const head = { method, target: now.target, version: '1.1', headers } as const;
    const answer = yield* within(options.timeout, exchange(connection, head, body));
    if (answer === 'timeout' || 'failure' in answer) {
      connection.close();
      return { failure: answer === 'timeout' ? 'timeout' : answer.failure, url: now };
    }
    if (reports.answered) yield* reports.answered(answer.head);
    const location: string | undefined = answer.head.headers.get('location');
    const next: Url | undefined =
      answer.head.status >= 301 && answer.head.status <= 308 && location !== undefined
        ? redirect(now, location)
        : undefined;
    if (!next) return { url: now, connection, head: answer.head, reader: answer.reader, addresses };
    connection.close();
    if (count === redirections) return { failure: 'redirects', url: now };
    if (reports.redirected) yield* reports.redirected(next);
    url = next;
  }
}

/** Where the body goes: standard output for `-`, a file of the URL's own name by default. */
function* openOutput(
  process: Process,
  options: WgetOptions,
  url: Url,
  fallback: string,
): Task<{ name: string; target: Descriptor } | { name: string; errno: Errno }> {
  const own =
    url.target
      .replace(/[?].*$/, '')
      .split('/')
      .pop() ?? '';
  const name = options.output ?? (options.directory === undefined ? '' : `${options.directory}/`) + (own || fallback);
  if (name === '-') {
    const target = process.descriptors.get(1);
    return target ? { name, target: target.retain() } : { name, errno: 'EBADF' };
  }
  const target = yield* process.open(name, options.output === undefined ? 'exclusive' : 'write');
  if (target === 'EEXIST' && options.output === undefined) {
    const again = yield* process.open(name, 'write');
    return typeof again === 'string' ? { name, errno: again } : { name, target: again };
  }
  return typeof target === 'string' ? { name, errno: target } : { name, target };
}

function* save(
  got: Got,
  target: Descriptor,
  limit: number | undefined,
): Task<{ bytes: number; end: 'whole' | 'short' | 'timeout' }> {
  let bytes = 0;
  const framing = responseFraming(got.head, 'GET');
  const end = yield* within(
    limit,
    got.reader.body(framing === 'malformed' ? 'end' : framing, function* (part) {
      bytes += part.length;
      yield* target.write(part);
    }),
  );
  return { bytes, end };
}

function* say(process: Process, text: string): Task {
  yield* process.descriptors.get(2)?.write(new TextEncoder().encode(text)) ?? [];
}

const fresh = (): WgetOptions => ({
  urls: [], output: undefined, quiet: false, spider: false, showHeaders: false, timeout: undefined, tries: 1,
  directory: undefined, agent: undefined, headers: [], post: undefined, brief: false,
}); // prettier-ignore

// What the letters and long names mean: a flag or a setting with a value.
const meanings: Readonly<Record<string, (options: WgetOptions, value: string) => void>> = {
  q: (o) => (o.quiet = true),
  c: () => undefined,
  O: (o, value) => (o.output = value),
  P: (o, value) => (o.directory = value),
  S: (o) => (o.showHeaders = true),
  T: (o, value) => (o.timeout = Number(value) * 1000),
  t: (o, value) => (o.tries = Number(value)),
  U: (o, value) => (o.agent = value),
  nv: (o) => (o.brief = true),
  spider: (o) => (o.spider = true),
  header: (o, value) => o.headers.push(value),
  'post-data': (o, value) => (o.post = value),
  'no-check-certificate': () => undefined,
};

const longNames: Readonly<Record<string, string>> = {
  quiet: 'q', continue: 'c', 'output-document': 'O', 'directory-prefix': 'P', 'server-response': 'S', timeout: 'T', tries: 't',
  'user-agent': 'U', 'no-verbose': 'nv', spider: 'spider', header: 'header', 'post-data': 'post-data',
  'no-check-certificate': 'no-check-certificate',
}; // prettier-ignore

const withValue = new Set(['O', 'P', 'T', 't', 'U', 'header', 'post-data']);

function parseOptions(
  args: readonly string[],
  messages: { readonly unknown: (option: string) => string; readonly missing: string; readonly code: number },
): WgetOptions | { message: string; code: number } {
  const options = fresh();
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--') options.urls.push(...rest.splice(0));
    else if (argument.startsWith('--')) {
      const [name = '', ...value] = argument.slice(2).split('=');
      const key = longNames[name];
      if (!key) return { message: messages.unknown(argument), code: messages.code };
      meanings[key]?.(options, withValue.has(key) ? (value.length > 0 ? value.join('=') : (rest.shift() ?? '')) : '');
    } else if (argument.startsWith('-') && argument.length > 1) {
      if (argument === '-nv') {
        options.brief = true;
        continue;
      }
      for (let cluster = argument.slice(1); cluster !== '';) {
        const letter = cluster.charAt(0);
        cluster = cluster.slice(1);
        if (!meanings[letter]) return { message: messages.unknown(letter), code: messages.code };
        let value = '';
        if (withValue.has(letter)) {
          value = cluster === '' ? (rest.shift() ?? '') : cluster;
          cluster = '';
        }
        meanings[letter](options, value);
      }
    } else options.urls.push(argument);
  }
  return options.urls.length === 0 ? { message: messages.missing, code: messages.code } : options;
}

const busyboxUsage = `Usage: wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]
	[--post-data STR | --post-file FILE] [-Y on/off]
	[-P DIR] [-U AGENT] [-T SEC] URL...

Retrieve files via HTTP or FTP
`;

/** busybox's words for errors (as musl spells them on Alpine). */
const busyboxErrors: Readonly<Record<string, string>> = {
  EHOSTUNREACH: 'Host is unreachable',
  ETIMEDOUT: 'Operation timed out',
};

/** busybox's `wget` applet. */
export const busyboxWget: Program = start({
  parse: (args) =>
    parseOptions(args, {
      unknown: (option) => `wget: unrecognized option: ${option.replace(/^--/, '')}\n${busyboxUsage}`,
      missing: busyboxUsage,
      code: 1,
    }),
  *run(process, options) {
    for (const text of options.urls) {
      const code = yield* busyboxGet(process, options, text);
      if (code !== 0) return code;
    }
    return 0;
  },
});

function* busyboxGet(process: Process, options: WgetOptions, text: string): Task<number> {
  const fail = function* (message: string): Task<number> {
    yield* say(process, `wget: ${message}\n`);
    return 1;
  };
  const note = function* (message: string): Task {
    if (!options.quiet) yield* say(process, message);
  };
  const got = yield* get(process, { ...options, timeout: options.timeout ?? 900_000 }, text, 'Wget', {
    attempts: 1,
    connecting: (url, address) =>
      note(`Connecting to ${url.host}${url.explicitPort ? `:${url.port}` : ''} (${address}:${url.port})\n`),
    *answered(head) {
      if (!options.showHeaders) return;
      yield* say(process, `  HTTP/${head.version} ${head.status} ${head.reason}\n`);
      for (const [name, value] of head.headers) yield* say(process, `  ${name}: ${value}\n`);
      yield* say(process, '  \n');
    },
  });
  if ('failure' in got) {
    switch (got.failure) {
      case 'url':
        return yield* fail(`not an http or ftp url: ${got.text}`);
      case 'scheme':
        return yield* fail(
          got.url.scheme === 'https' ? 'drydock: not simulated: TLS, use http://' : `not an http or ftp url: ${text}`,
        );
      case 'resolve':
        return yield* fail(`bad address '${got.url.host}${got.url.explicitPort ? `:${got.url.port}` : ''}'`);
      case 'connect':
        return yield* fail(
          `can't connect to remote host (${got.address}): ${busyboxErrors[got.errno] ?? strerror(got.errno)}`,
        );
      case 'timeout':
        return yield* fail('download timed out');
      case 'redirects':
        return yield* fail('too many redirections');
      default:
        return yield* fail('error getting response');
    }
  }
  try {
    const { status, reason } = got.head;
    if (status < 200 || status >= 300)
      return yield* fail(`server returned error: HTTP/${got.head.version} ${status} ${reason}`);
    if (options.spider) {
      yield* note('remote file exists\n');
      return 0;
    }
    const output = yield* openOutput(process, options, got.url, 'index.html');
    if ('errno' in output) return yield* fail(`can't open '${output.name}': ${strerror(output.errno)}`);
    try {
      if (output.name !== '-') yield* note(`saving to '${output.name}'\n`);
      else yield* note('writing to stdout\n');
      const { bytes, end } = yield* save(got, output.target, options.timeout);
      if (end === 'timeout') return yield* fail('download timed out');
      if (end === 'short') return yield* fail('connection closed prematurely');
      const name = output.name.slice(output.name.lastIndexOf('/') + 1).slice(0, 20);
      yield* note(`${name.padEnd(20)} 100% |${'*'.repeat(32)}| ${String(bytes).padStart(5)}  0:00:00 ETA\n`);
      yield* note(output.name === '-' ? 'written to stdout\n' : `'${output.name}' saved\n`);
      return 0;
    } finally {
      output.target.release();
    }
  } finally {
    got.connection.close();
  }
}

const gnuVersion = '1.21.4';

/** GNU `wget`. */
export const wget: Program = start({
  parse: (args) =>
    parseOptions(args, {
      unknown: (option) =>
        `wget: ${option.startsWith('--') ? `unrecognized option '${option}'` : `invalid option -- '${option}'`}\nUsage: wget [OPTION]... [URL]...\n\nTry \`wget --help' for more options.\n`,
      missing: "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
      code: 2,
    }),
  *run(process, options) {
    let code = 0;
    for (const text of options.urls) code = (yield* gnuGet(process, options, text)) || code;
    return code;
  },
});

const stamp = (process: Process): string =>
  new Date(process.machine.kernel.clock).toISOString().slice(0, 19).replace('T', ' ');

const gnuErrors: Readonly<Record<string, string>> = { EHOSTUNREACH: 'No route to host' };

function* gnuGet(process: Process, options: WgetOptions, text: string): Task<number> {
  const talks = !options.quiet && !options.brief;
  const note = function* (message: string): Task {
    if (talks) yield* say(process, message);
  };
  const started = process.machine.kernel.now;
  const announce = parseUrl(text);
  if (announce) yield* note(`--${stamp(process)}--  ${formatUrl(announce)}\n`);
  const got = yield* get(process, options, text, `Wget/${gnuVersion}`, {
    *resolved(url, result) {
      const literal = /^[\d.]+$/.test(url.host);
      const addresses = 'connection' in result ? result.addresses : 'address' in result ? [result.address] : [];
      if (!literal)
        yield* note(
          `Resolving ${url.host} (${url.host})... ${addresses.length > 0 ? `${addresses.join(', ')}\n` : 'failed: Name or service not known.\n'}`,
        );
      if (addresses.length === 0) return;
      const target = literal ? url.host : `${url.host} (${url.host})|${addresses[0] ?? ''}|`;
      const words =
        'connection' in result
          ? 'connected'
          : `failed: ${gnuErrors['errno' in result ? result.errno : ''] ?? strerror('errno' in result ? result.errno : 'EIO')}`;
      yield* note(`Connecting to ${target}:${url.port}... ${words}.\n`);
    },
    *answered(head) {
      yield* note(`HTTP request sent, awaiting response... ${options.showHeaders ? '\n' : ''}`);
      if (!options.showHeaders) yield* note(`${head.status} ${head.reason}\n`);
      else {
        yield* note(`  HTTP/${head.version} ${head.status} ${head.reason}\n`);
        for (const [name, value] of head.headers) yield* note(`  ${name}: ${value}\n`);
      }
    },
    *redirected(to) {
      yield* note(`Location: ${formatUrl(to)} [following]\n--${stamp(process)}--  ${formatUrl(to)}\n`);
    },
  });
  if ('failure' in got) {
    switch (got.failure) {
      case 'url':
        yield* say(process, `${got.text}: Invalid host name.\n`);
        return 1;
      case 'scheme':
        yield* say(
          process,
          `wget: drydock: not simulated: ${got.url.scheme === 'https' ? 'TLS, use http://' : got.url.scheme}\n`,
        );
        return 1;
      case 'resolve':
        yield* note(`wget: unable to resolve host address '${got.url.host}'\n`);
        return 4;
      case 'timeout':
        yield* note('failed: Connection timed out.\n');
        return 4;
      case 'redirects':
        yield* note(`${redirections} redirections exceeded.\n`);
        return 8;
      case 'connect':
        return 4;
      default:
        yield* note('HTTP request sent, awaiting response... No data received.\n');
        return 4;
    }
  }
  try {
    const { status, reason, headers } = got.head;
    if (status < 200 || status >= 300) {
      if (!options.quiet)
        yield* say(
          process,
          `${talks ? '' : `${formatUrl(got.url)}:\n`}${stamp(process)} ERROR ${status}: ${reason}.\n\n`,
        );
      return 8;
    }
    const length = headers.get('content-length');
    const type = headers.get('content-type')?.replace(/;.*/, '');
    yield* note(`Length: ${length ?? 'unspecified'}${type ? ` [${type}]` : ''}\n`);
    if (options.spider) {
      yield* note('Remote file exists.\n\n');
      return 0;
    }
    const output = yield* openOutput(process, options, got.url, 'index.html');
    if ('errno' in output) {
      yield* say(process, `${output.name}: ${strerror(output.errno)}\n`);
      return 3;
    }
    try {
      const shown = output.name === '-' ? 'STDOUT' : output.name;
      yield* note(`Saving to: '${shown}'\n\n`);
      const { bytes, end } = yield* save(got, output.target, options.timeout);
      if (end === 'timeout') return 4;
      const seconds = Math.max(0, process.machine.kernel.now - started) / 1000;
      const total = length ?? String(bytes);
      yield* note(
        `     0K ${'.'.repeat(Math.min(10, Math.ceil(bytes / 1024)))}${' '.repeat(Math.max(0, 54 - Math.min(10, Math.ceil(bytes / 1024))))}100% ${rate(bytes, seconds)}=${seconds < 0.01 ? '0s' : `${seconds.toFixed(1)}s`}\n\n`,
      );
      const saved = output.name === '-' ? 'written to stdout' : `'${shown}' saved`;
      const told = `${stamp(process)} (${rate(bytes, seconds)}B/s) - ${saved} [${bytes}/${total}]\n\n`;
      if (options.brief && !options.quiet)
        yield* say(process, `${stamp(process)} URL:${formatUrl(got.url)} [${bytes}/${total}] -> "${shown}" [1]\n`);
      yield* note(told);
      return 0;
    } finally {
      output.target.release();
    }
  } finally {
    got.connection.close();
  }
}

function rate(bytes: number, seconds: number): string {
  const speed = seconds > 0 ? bytes / seconds : 0;
  if (speed >= 1024 ** 2) return `${(speed / 1024 ** 2).toFixed(1)}M`;
  return speed >= 1024 ? `${Math.round(speed / 1024)}K` : String(Math.round(speed));
}
