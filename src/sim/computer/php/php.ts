// php(1): a file, code of the command line or of standard input, and what it says of itself.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { readAll } from '../programs/text.ts';
import { fromBytes, fromText, toBytes } from './bytes.ts';
import { installationOf, type Installation } from './installation.ts';
import { standard } from './library/index.ts';
import { converse } from './interactive.ts';
import { Engine, type Surroundings } from './run/engine.ts';
import { fillSuperglobals, runFile, runUnit } from './script.ts';
import { serve } from './server.ts';
import { Float, PhpArray, Ref, type Value } from './values.ts';

/** Resident bytes of an interpreter that has just started, and the ms of CPU that it takes to start. */
const memory = 21_000_000;
const startTime = 18;

interface Options {
  code?: string;
  file?: string;
  rest: readonly string[];
  readonly set: Map<string, string>;
  server?: string;
  root?: string;
  what?: 'version' | 'modules' | 'info' | 'help' | 'lint' | 'ini' | 'interactive' | 'function';
  wrong?: string;
}

function parseOptions(args: readonly string[]): Options {
  const found: Options = { rest: [], set: new Map() };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') return { ...found, rest: args.slice(at + 1) };
    if (!arg.startsWith('-') || arg === '-') {
      if (found.server !== undefined || found.code === undefined)
        return { ...found, file: arg, rest: args.slice(at + 1) };
      return { ...found, rest: args.slice(at) };
    }
    const long: Readonly<Record<string, string>> = { '--version': 'v', '--modules': 'm', '--info': 'i', '--help': 'h', '--syntax-check': 'l', '--ini': 'I', '--interactive': 'a', '--run': 'r', '--define': 'd', '--server': 'S', '--docroot': 't', '--file': 'f', '--no-php-ini': 'n' }; // prettier-ignore
    const letter = arg.startsWith('--') ? long[arg.replace(/=.*/, '')] : arg.charAt(1);
    const value = (): string => {
      const own = arg.startsWith('--') ? arg.replace(/^[^=]*=?/, '') : arg.slice(2);
      return own !== '' ? own.replace(/^=/, '') : (args[++at] ?? '');
    };
    switch (letter) {
      case 'r':
        found.code = value();
        break;
      case 'f':
        found.file = value();
        break;
      case 'd': {
        const [name = '', ...rest] = value().split('=');
        found.set.set(name, rest.length === 0 ? '1' : rest.join('='));
        break;
      }
      case 'S':
        found.server = value();
        break;
      case 't':
        found.root = value();
        break;
      case 'c':
        value();
        break;
      case 'n':
      case 'q':
      case 'C':
        break;
      case 'v':
        return { ...found, what: 'version' };
      case 'm':
        return { ...found, what: 'modules' };
      case 'i':
        return { ...found, what: 'info' };
      case 'h':
      case '?':
        return { ...found, what: 'help' };
      case 'I':
        return { ...found, what: 'ini' };
      case 'l':
        found.what = 'lint';
        break;
      case 'a':
        found.what = 'interactive';
        break;
      default:
        return { ...found, wrong: arg };
    }
  }
  return found;
}

const usage = (name: string): string => `Usage: ${name} [options] [-f] <file> [--] [args...]
   ${name} [options] -r <code> [--] [args...]
   ${name} [options] -S <addr>:<port> [-t docroot] [router]
   ${name} [options] -- [args...]
   ${name} [options] -a

  -a               Ask for code line by line (interactive shell)
  -d foo[=bar]     Set foo to 'bar', as a line of php.ini would
  -f <file>        The file to run
  -h               This text
  -i               What phpinfo() tells
  -l               Look at the syntax only
  -m               Names of the modules that are compiled in
  -r <code>        Run code without its tags <?php ?>
  -S <addr>:<port> Serve files and scripts over HTTP
  -t <docroot>     The folder that -S serves
  -v               The version
  --ini            Names of the files with settings
`;

/** Where the command line writes. */
export const cliSurroundings = (process: Process, { version, extensions }: Installation): Surroundings => ({
  sapi: 'cli',
  version,
  extensions,
  environment: process.env,
  log: (php, _level, text) => {
    php.errors.push(`${text}\n`);
  },
  *send(php, text) {
    yield* php.process.descriptors.get(1)?.write(toBytes(text)) ?? [];
  },
});

/** The banner of `php -v`. */
export const banner = (version: string, extensions: ReadonlySet<string>): string =>
  `PHP ${version} (cli) (built: Oct 24 2025 00:01:33) (NTS)\nCopyright (c) The PHP Group\n${version >= '8.4' ? 'Built by https://github.com/docker-library/php\n' : ''}Zend Engine v4.${version.split('.').slice(1).join('.')}, Copyright (c) Zend Technologies\n${extensions.has('opcache') ? `    with Zend OPcache v${version}, Copyright (c), by Zend Technologies\n` : ''}`;

/** Names of extensions as `php -m` writes them. */
const moduleNames: Readonly<Record<string, string>> = {
  core: 'Core', pdo: 'PDO', phar: 'Phar', reflection: 'Reflection', simplexml: 'SimpleXML', spl: 'SPL', ffi: 'FFI', opcache: 'Zend OPcache',
}; // prettier-ignore

/** What `php -m` prints. */
export function modules(extensions: ReadonlySet<string>): string {
  const names = [...extensions]
    .map((name) => moduleNames[name] ?? name)
    .sort((one, two) => (one.toLowerCase() < two.toLowerCase() ? -1 : 1));
  const engine = ['xdebug', 'opcache'].filter((name) => extensions.has(name)).map((name) => ({ xdebug: 'Xdebug' })[name] ?? 'Zend OPcache'); // prettier-ignore
  return `[PHP Modules]\n${names.join('\n')}\n\n[Zend Modules]\n${engine.map((name) => `${name}\n`).join('')}\n`;
}

function* say(process: Process, text: string, number = 1): Task {
  yield* process.descriptors.get(number)?.write(toBytes(fromText(text))) ?? [];
}

/** `php [options] [file] [arguments]` */
export const php: Program = function* (process) {
  const options = parseOptions(process.argv.slice(1));
  const name = (process.argv[0] ?? 'php').replace(/^.*\//, '');
  if (options.wrong !== undefined) {
    yield* say(
      process,
      `Error in argument 1, char 2: option not found ${options.wrong.replace(/^-+/, '').charAt(0)}\n${usage(name)}`,
      2,
    );
    return 1;
  }
  const set = new Map([['html_errors', '0'], ['max_execution_time', '0'], ...options.set]);
  const installation = installationOf(process, options.server === undefined ? set : options.set);
  process.useMemory(memory);
  yield* process.compute(startTime);
  if (options.server !== undefined)
    return yield* serve(process, installation, options.server, options.root, options.file);
  const engine = new Engine(process, cliSurroundings(process, installation), standard, installation.ini);
  switch (options.what) {
    case 'version':
      yield* say(process, banner(installation.version, installation.extensions));
      return 0;
    case 'modules':
      yield* say(process, modules(installation.extensions));
      return 0;
    case 'help':
      yield* say(process, usage(name));
      return 0;
    case 'ini': {
      const { files } = installation.ini;
      const main = files.find((path) => path.endsWith('/php.ini')) ?? '(none)';
      const others = files.filter((path) => !path.endsWith('/php.ini'));
      yield* say(process, `Configuration File (php.ini) Path: /usr/local/etc/php\nLoaded Configuration File:         ${main}\nScan for additional .ini files in: /usr/local/etc/php/conf.d\nAdditional .ini files parsed:      ${others.join(',\n') || '(none)'}\n\n`); // prettier-ignore
      return 0;
    }
    default:
  }
  fillCli(engine, options);
  process.handle('PIPE', 'ignore');
  if (options.what === 'info')
    return yield* runUnit(engine, () => engine.compile('<?php phpinfo();', 'Command line code'), 'Command line code');
  if (options.code !== undefined) {
    const { code } = options;
    return yield* runUnit(
      engine,
      () => engine.compile(`<?php ${fromText(code)}`, 'Command line code'),
      'Command line code',
    );
  }
  const input = process.descriptors.get(0);
  if (options.file === undefined || options.file === '-') {
    if (input?.terminal || options.what === 'interactive') return yield* converse(engine);
    const source = input ? fromBytes(yield* readAll(input, process)) : '';
    return yield* runUnit(engine, () => engine.compile(source, 'Standard input code'), 'Standard input code');
  }
  return yield* fromFile(engine, options.file, options.what === 'lint');
};

function* fromFile(engine: Engine, file: string, lint: boolean): Task<number> {
  const { process } = engine;
  const full = file.startsWith('/') ? file : `${process.cwd === '/' ? '' : process.cwd}/${file}`;
  const stat = process.files.stat(full);
  if (failed(stat) || stat.kind === 'directory') {
    yield* say(process, `Could not open input file: ${file}\n`);
    return 1;
  }
  const real = process.files.realpath(full);
  const path = typeof real === 'string' ? real : full;
  if (!lint) return (yield* runFile(engine, path)) ?? 1;
  const bytes = process.files.readFile(path);
  const status = yield* runUnit(
    engine,
    () => {
      engine.compile(failed(bytes) ? '' : fromBytes(bytes), file);
      return { hoist: () => undefined, *run () { engine.echo(`No syntax errors detected in ${fromText(file)}\n`); return 1; } }; // prettier-ignore
    },
    file,
  );
  if (status !== 0) yield* say(process, `\nErrors parsing ${file}\n`);
  return status;
}

function fillCli(engine: Engine, options: Options): void {
  const { process } = engine;
  const script = fromText(options.code !== undefined ? 'Standard input code' : (options.file ?? 'Standard input code'));
  const argv = PhpArray.list([
    options.code === undefined ? fromText(options.file ?? '-') : '-',
    ...options.rest.map(fromText),
  ]);
  const { clock } = process.machine.kernel;
  const entries: [string, Value][] = [
    ...[...process.env].map(([key, value]): [string, Value] => [key, fromText(value)]),
    ['PHP_SELF', options.code === undefined ? script : ''],
    ['SCRIPT_NAME', options.code === undefined ? script : ''],
    ['SCRIPT_FILENAME', options.code === undefined ? script : ''],
    ['PATH_TRANSLATED', options.code === undefined ? script : ''],
    ['DOCUMENT_ROOT', ''],
    ['REQUEST_TIME', Math.floor(clock / 1000)],
    ['REQUEST_TIME_FLOAT', new Float(clock / 1000)],
    ['argv', argv.copy()],
    ['argc', argv.size],
  ];
  fillSuperglobals(engine, {
    _SERVER: PhpArray.of(entries), _GET: new PhpArray(), _POST: new PhpArray(), _COOKIE: new PhpArray(), _FILES: new PhpArray(),
    _REQUEST: new PhpArray(),
  }); // prettier-ignore
  engine.globals.set('argv', new Ref(argv));
  engine.globals.set('argc', new Ref(argv.size));
}
