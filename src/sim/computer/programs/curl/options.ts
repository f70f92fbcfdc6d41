// curl's command line: short options in clusters, long ones, values (curl(1)).

export interface CurlOptions {
  urls: string[];
  outputs: (string | undefined)[];
  silent: boolean;
  showError: boolean;
  include: boolean;
  head: boolean;
  verbose: boolean;
  location: boolean;
  fail: boolean;
  get: boolean;
  method: string | undefined;
  headers: string[];
  data: string[];
  uploadFile: string | undefined;
  writeOut: string | undefined;
  maxTime: number | undefined;
  connectTimeout: number | undefined;
  /** Path of a socket to connect to, whatever the URL's host is. */
  unixSocket: string | undefined;
  user: string | undefined;
  agent: string | undefined;
  referer: string | undefined;
  cookie: string | undefined;
  range: string | undefined;
  resolve: string[];
  retry: number;
  retryConnectionRefused: boolean;
  retryDelay: number | undefined;
  maxRedirections: number;
  dumpHeader: string | undefined;
  http10: boolean;
  /** Asks for a packed answer, and unpacks it. */
  compressed: boolean;
  progressBar: boolean;
}

/** What is wrong with the command line: text for standard error, exit status 2 (or another). */
export interface UsageError {
  readonly message: string;
  readonly code: number;
}

type Flag = (options: CurlOptions) => void;
type Valued = (options: CurlOptions, value: string) => void;

const flags: Readonly<Record<string, Flag>> = {
  silent: (o) => (o.silent = true),
  'show-error': (o) => (o.showError = true),
  include: (o) => (o.include = true),
  'show-headers': (o) => (o.include = true),
  head: (o) => (o.head = true),
  verbose: (o) => (o.verbose = true),
  location: (o) => (o.location = true),
  'remote-name': (o) => o.outputs.push(''),
  fail: (o) => (o.fail = true),
  get: (o) => (o.get = true),
  insecure: () => undefined,
  globoff: () => undefined,
  'no-buffer': () => undefined,
  ipv4: () => undefined,
  http1_1: () => undefined,
  'http1.1': () => undefined,
  'http1.0': (o) => (o.http10 = true),
  compressed: (o) => (o.compressed = true),
  'progress-bar': (o) => (o.progressBar = true),
  'no-progress-meter': (o) => {
    o.silent = true;
    o.showError = true;
  },
  'retry-connrefused': (o) => (o.retryConnectionRefused = true),
  'retry-all-errors': (o) => (o.retryConnectionRefused = true),
  disable: () => undefined,
};

const valued: Readonly<Record<string, Valued>> = {
  output: (o, value) => o.outputs.push(value),
  request: (o, value) => (o.method = value),
  header: (o, value) => o.headers.push(value),
  data: (o, value) => o.data.push(value.startsWith('@') ? `strip:${value}` : value),
  'data-ascii': (o, value) => o.data.push(value.startsWith('@') ? `strip:${value}` : value),
  'data-raw': (o, value) => o.data.push(`raw:${value}`),
  'data-binary': (o, value) => o.data.push(value),
  'data-urlencode': (o, value) => o.data.push(`raw:${urlEncoded(value)}`),
  json: (o, value) => {
    o.data.push(value);
    o.headers.push('Content-Type: application/json', 'Accept: application/json');
  },
  'upload-file': (o, value) => (o.uploadFile = value),
  'write-out': (o, value) => (o.writeOut = value),
  'max-time': (o, value) => (o.maxTime = Number(value) * 1000),
  'unix-socket': (o, value) => (o.unixSocket = value),
  'connect-timeout': (o, value) => (o.connectTimeout = Number(value) * 1000),
  user: (o, value) => (o.user = value),
  'user-agent': (o, value) => (o.agent = value),
  referer: (o, value) => (o.referer = value),
  cookie: (o, value) => (o.cookie = value),
  range: (o, value) => (o.range = value),
  resolve: (o, value) => o.resolve.push(value),
  retry: (o, value) => (o.retry = Number(value)),
  'retry-delay': (o, value) => (o.retryDelay = Number(value) * 1000),
  'max-redirs': (o, value) => (o.maxRedirections = Number(value)),
  'dump-header': (o, value) => (o.dumpHeader = value),
  url: (o, value) => o.urls.push(value),
};

const letters: Readonly<Record<string, string>> = {
  s: 'silent', S: 'show-error', i: 'include', I: 'head', v: 'verbose', L: 'location', O: 'remote-name', f: 'fail', G: 'get',
  k: 'insecure', g: 'globoff', N: 'no-buffer', 4: 'ipv4', 0: 'http1.0', '#': 'progress-bar', q: 'disable', o: 'output',
  X: 'request', H: 'header', d: 'data', T: 'upload-file', w: 'write-out', m: 'max-time', u: 'user', A: 'user-agent',
  e: 'referer', b: 'cookie', r: 'range', D: 'dump-header', V: 'version', h: 'help', F: 'form', x: 'proxy', c: 'cookie-jar',
  E: 'cert', K: 'config', 6: 'ipv6', Z: 'parallel', C: 'continue-at', R: 'remote-time', J: 'remote-header-name', n: 'netrc',
  t: 'telnet-option', U: 'proxy-user', P: 'ftp-port', Q: 'quote', y: 'speed-time', Y: 'speed-limit', z: 'time-cond',
  1: 'tlsv1', 2: 'sslv2', 3: 'sslv3', a: 'append', B: 'use-ascii', j: 'junk-session-cookies', l: 'list-only', M: 'manual',
  p: 'proxytunnel',
}; // prettier-ignore

/** Options of the real curl that are not simulated; those with `=` take a value. */
const others = new Set(
  `form= proxy= cookie-jar= cert= config= ipv6 parallel continue-at= remote-time remote-header-name netrc telnet-option=
  proxy-user= ftp-port= quote= speed-time= speed-limit= time-cond= tlsv1 sslv2 sslv3 append use-ascii junk-session-cookies
  list-only manual proxytunnel abstract-unix-socket= cacert= capath= key= http2 http3
  http2-prior-knowledge limit-rate= trace= trace-ascii= interface= local-port= noproxy= socks5= socks5-hostname= digest
  negotiate ntlm anyauth basic oauth2-bearer= create-dirs output-dir= remote-name-all fail-with-body fail-early
  keepalive-time= tcp-nodelay tlsv1.2 tlsv1.3 ssl-reqd connect-to= post301 post302 post303 path-as-is request-target=
  retry-max-time= next stderr= styled-output tr-encoding aws-sigv4= dns-servers= doh-url= happy-eyeballs-timeout-ms=
  location-trusted proto= proto-default= url-query= variable= haproxy-protocol form-string= expect100-timeout= rate=`
    .trim()
    .split(/\s+/),
);

const retry = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** Reads the command line. `version` and `help` are asked for by name. */
export function parseCurl(args: readonly string[]): CurlOptions | UsageError | 'version' | 'help' {
  const options: CurlOptions = {
    urls: [], outputs: [], silent: false, showError: false, include: false, head: false, verbose: false, location: false,
    fail: false, get: false, method: undefined, headers: [], data: [], uploadFile: undefined, writeOut: undefined,
    maxTime: undefined, connectTimeout: undefined, unixSocket: undefined, user: undefined, agent: undefined, referer: undefined, cookie: undefined,
    range: undefined, resolve: [], retry: 0, retryConnectionRefused: false, retryDelay: undefined, maxRedirections: 50,
    dumpHeader: undefined, http10: false, compressed: false, progressBar: false,
  }; // prettier-ignore
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--') {
      options.urls.push(...rest.splice(0));
    } else if (argument.startsWith('--')) {
      const name = argument.slice(2);
      const result = apply(options, name, `--${name}`, () => rest.shift());
      if (result) return result;
    } else if (argument.startsWith('-') && argument.length > 1) {
      for (let cluster = argument.slice(1); cluster !== '';) {
        const letter = cluster.charAt(0);
        cluster = cluster.slice(1);
        const name = letters[letter];
        if (name === undefined) return { message: `curl: option -${letter}: is unknown\n${retry}`, code: 2 };
        const result = apply(options, name, `-${letter}`, () => {
          const value = cluster === '' ? rest.shift() : cluster;
          cluster = '';
          return value;
        });
        if (result) return result;
      }
    } else options.urls.push(argument);
  }
  if (options.urls.length === 0) return { message: `curl: (2) no URL specified\n${retry}`, code: 2 };
  return options;
}

function apply(
  options: CurlOptions,
  name: string,
  written: string,
  take: () => string | undefined,
): UsageError | 'version' | 'help' | undefined {
  if (name === 'version' || name === 'help') return name;
  const flag = flags[name];
  if (flag) {
    flag(options);
    return undefined;
  }
  const set = valued[name];
  if (!set) {
    if (others.has(name) || others.has(`${name}=`))
      return { message: `curl: drydock: option ${written}: not simulated\n`, code: 2 };
    return { message: `curl: option ${written}: is unknown\n${retry}`, code: 2 };
  }
  const value = take();
  if (value === undefined) return { message: `curl: option ${written}: requires parameter\n${retry}`, code: 2 };
  if (numeric.has(name) && !/^\d+(\.\d+)?$/.test(value))
    return { message: `curl: option ${written}: expected a proper numerical parameter\n${retry}`, code: 2 };
  set(options, value);
  return undefined;
}

const numeric = new Set(['max-time', 'connect-timeout', 'retry', 'retry-delay', 'max-redirs']);

function urlEncoded(text: string): string {
  const at = text.indexOf('=');
  return at <= 0
    ? encodeURIComponent(text.slice(at + 1))
    : `${text.slice(0, at)}=${encodeURIComponent(text.slice(at + 1))}`;
}
