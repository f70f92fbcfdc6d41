// The command line of redis-cli.
import { parseDouble } from '../numbers.ts';
import { toBinary } from '../reply.ts';

/** How replies are shown: for people, bare, or as comma-separated values. */
export type Output = 'people' | 'raw' | 'csv';

export interface CliOptions {
  host: string;
  port: number;
  user: string | undefined;
  password: string | undefined;
  /** The password was on the command line, which deserves a warning. */
  exposed: boolean;
  database: number;
  output: Output | undefined;
  /** Times that the command runs; negative: for ever. */
  repeat: number;
  /** ms between two runs. */
  interval: number;
  lastFromInput: boolean;
  delimiter: string;
  failsOnError: boolean;
  quotedInput: boolean;
  mode: 'command' | 'scan' | 'pipe' | 'help' | 'version';
  pattern: string;
  /** What follows the options. */
  words: readonly string[];
}

/** Options with a value. */
const valued: Readonly<Record<string, (options: CliOptions, value: string) => void>> = {
  '-h': (options, value) => { options.host = value; },
  '-p': (options, value) => { options.port = Number(value); },
  '-a': (options, value) => { options.password = value; options.exposed = true; },
  '--pass': (options, value) => { options.password = value; options.exposed = true; },
  '--user': (options, value) => { options.user = value; },
  '-u': readUri,
  '-n': (options, value) => { options.database = Number(value); },
  '-r': (options, value) => { options.repeat = Number(value); },
  '-i': (options, value) => { options.interval = Math.round((parseDouble(value) ?? 0) * 1000); },
  '-d': (options, value) => { options.delimiter = value; },
  '--pattern': (options, value) => { options.pattern = toBinary(value); },
}; // prettier-ignore

const switches: Readonly<Record<string, (options: CliOptions) => void>> = {
  '--raw': (options) => { options.output = 'raw'; },
  '--no-raw': (options) => { options.output = 'people'; },
  '--csv': (options) => { options.output = 'csv'; },
  '-x': (options) => { options.lastFromInput = true; },
  '-e': (options) => { options.failsOnError = true; },
  '-2': () => undefined,
  '--no-auth-warning': (options) => { options.exposed = false; },
  '--quoted-input': (options) => { options.quotedInput = true; },
  '--scan': (options) => { options.mode = 'scan'; },
  '--pipe': (options) => { options.mode = 'pipe'; },
  '--help': (options) => { options.mode = 'help'; },
  '--version': (options) => { options.mode = 'version'; },
  '-v': (options) => { options.mode = 'version'; },
}; // prettier-ignore

const unsimulated = new Set(
  (
    '-s -X -D -c -3 -t --askpass --tls --sni --cacert --cacertdir --insecure --cert --key --tls-ciphers --tls-ciphersuites ' +
    '--json --quoted-json --show-pushes --stat --latency --latency-history --latency-dist --lru-test --replica --slave --rdb ' +
    '--functions-rdb --pipe-timeout --bigkeys --memkeys --memkeys-samples --hotkeys --keystats --quoted-pattern ' +
    '--intrinsic-latency --eval --ldb --ldb-sync-mode --cluster --cluster-mode --verbose --count'
  ).split(' '),
);

/** redis://[user:password@]host[:port][/database] */
function readUri(options: CliOptions, uri: string): void {
  const match = /^redis:\/\/(?:([^@/]*)@)?([^:/]*)(?::(\d+))?(?:\/(\d+))?/.exec(uri);
  if (!match) return;
  const [, account, host = '', port, database] = match;
  if (account !== undefined) {
    const [user = '', password] = account.split(':');
    if (password === undefined) options.password = decodeURIComponent(user);
    else {
      options.user = decodeURIComponent(user);
      options.password = decodeURIComponent(password);
    }
    options.exposed = true;
  }
  if (host !== '') options.host = host;
  if (port !== undefined) options.port = Number(port);
  if (database !== undefined) options.database = Number(database);
}

/** Reads the words after the program's name; a text that says what is wrong with them. */
export function readOptions(words: readonly string[], env: ReadonlyMap<string, string>): CliOptions | string {
  const options: CliOptions = {
    host: '127.0.0.1', port: 6379, user: undefined, password: env.get('REDISCLI_AUTH'), exposed: false, database: 0,
    output: undefined, repeat: 1, interval: 0, lastFromInput: false, delimiter: '\n', failsOnError: false,
    quotedInput: false, mode: 'command', pattern: '*', words: [],
  }; // prettier-ignore
  let quiet = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const last = at === words.length - 1;
    if (!word.startsWith('-')) {
      options.words = words.slice(at);
      break;
    }
    if (unsimulated.has(word)) return `redis-cli: not simulated: ${word}`;
    const option = Object.hasOwn(valued, word) ? valued[word] : undefined;
    const flip = Object.hasOwn(switches, word) ? switches[word] : undefined;
    if (word === '--no-auth-warning') quiet = true;
    if (option && !last) option(options, words[++at] ?? '');
    else if (word === '-h' && last) options.mode = 'help';
    else if (flip) flip(options);
    else return `Unrecognized option or bad number of args for: '${word}'`;
  }
  if (quiet) options.exposed = false;
  return options;
}
