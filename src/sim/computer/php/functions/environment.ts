// The surroundings of a script: settings, environment, other programs, time that passes.
import { sleep, type Task } from '../../../kernel/task.ts';
import { fromBytes, fromText, toBytes, toText } from '../bytes.ts';
import type { Ref } from '../values.ts';
import { Float, PhpArray, type Value } from '../values.ts';
import { toStr, toTexts } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { signalNumber } from '../../processes/signals.ts';
import type { Library } from './native.ts';
import { phpInfo } from './php-info.ts';

/** Runs a command line with /bin/sh: what it writes, and its status. */
function* shell(php: Engine, command: string, keep: boolean): Task<{ readonly text: string; readonly status: number }> {
  const { process } = php;
  yield* php.flush();
  const { reader, writer } = process.pipe();
  const child = yield* php.wait(
    process.spawn({
      argv: ['sh', '-c', toText(command)],
      path: '/bin/sh',
      descriptors: new Map(keep ? [...process.descriptors, [1, writer]] : [...process.descriptors]),
    }),
  );
  writer.release();
  if (typeof child === 'string') {
    reader.release();
    return { text: '', status: 127 };
  }
  let text = '';
  if (keep) for (let part = yield* reader.read(); part; part = yield* reader.read()) text += fromBytes(part);
  reader.release();
  const result = yield* process.wait(child);
  const status =
    typeof result === 'string'
      ? 0
      : 'code' in result.status
        ? result.status.code
        : 128 + signalNumber(result.status.signal);
  return { text, status };
}

/** The name of the system, of the machine and so on. */
function systemName(php: Engine, mode: string): string {
  const { files } = php.process;
  const read = (path: string): string => {
    const text = files.readText(path);
    return typeof text === 'string' ? text.trim() : '';
  };
  const machine =
    files.exists('/lib/ld-musl-aarch64.so.1') || files.exists('/usr/lib/aarch64-linux-gnu') ? 'aarch64' : 'x86_64';
  const parts: Readonly<Record<string, string>> = {
    s: 'Linux', n: php.process.hostname, r: read('/proc/sys/kernel/osrelease'), v: read('/proc/sys/kernel/version'), m: machine,
  }; // prettier-ignore
  return fromText(
    parts[mode] ??
      `${parts['s'] ?? ''} ${parts['n'] ?? ''} ${parts['r'] ?? ''} ${parts['v'] ?? ''} ${parts['m'] ?? ''}`,
  );
}

const pause = (ms: number) =>
  function* (php: Engine): Task {
    yield* php.wait(sleep(ms));
  };

export const environment: Library = {
  'phpversion(?string $extension = null)': (php, [name]: [(string | null)?]) =>
    name ? (php.around.extensions.has(name.toLowerCase()) ? php.around.version : false) : php.around.version,
  'php_sapi_name()': (php) => php.around.sapi,
  'php_uname(string $mode = "a")': (php, [mode = 'a']: [string?]) => systemName(php, mode),
  'zend_version()': (php) => `4.${php.around.version.split('.').slice(1).join('.')}`,
  'php_ini_loaded_file()': (php) => php.ini.files.find((path) => path.endsWith('/php.ini')) ?? false,
  'php_ini_scanned_files()': (php) => php.ini.files.filter((path) => !path.endsWith('/php.ini')).join(',\n') || false,
  'extension_loaded(string $extension)': (php, [name]: [string]) => php.around.extensions.has(name.toLowerCase()),
  'get_loaded_extensions(bool $zend_extensions = false)': (php) => PhpArray.list([...php.around.extensions]),
  'phpinfo(int $flags = 4294967295)': (php) => {
    php.echo(phpInfo(php));
    return true;
  },
  'ini_get(string $option)': (php, [name]: [string]) => php.ini.get(name) ?? false,
  'ini_set(string $option, mixed $value)': (php, [name, value]: [string, Value]) => {
    const before = php.ini.get(name);
    if (before === undefined) return false;
    php.ini.set(name, toStr(php, value));
    if (name === 'precision') php.precision = Number(php.ini.get('precision'));
    return before;
  },
  'ini_restore(string $option)': () => null,
  'ini_get_all(?string $extension = null, bool $details = true)': (php) => PhpArray.of(php.ini.entries()),
  'set_time_limit(int $seconds)': (php, [seconds]: [number]) => {
    php.ini.set('max_execution_time', String(seconds));
    return true;
  },
  'error_reporting(?int $error_level = null)': (php, [level]: [(number | null)?]) => {
    const before = Number(php.ini.get('error_reporting') ?? 32767);
    if (typeof level === 'number') php.ini.set('error_reporting', String(level));
    return before;
  },
  'error_log(string $message, int $message_type = 0, ?string $destination = null, ?string $additional_headers = null)':
    (php, [message, type = 0, destination]: [string, number?, (string | null)?]) => {
      if (type === 3 && destination) php.process.files.appendFile(php.path(destination), toBytes(message));
      else php.around.log(php, 'Notice', message);
      return true;
    },
  'set_include_path(string $include_path)': (php, [path]: [string]) => {
    const before = php.ini.get('include_path') ?? '';
    php.ini.set('include_path', path);
    return before;
  },
  'get_include_path()': (php) => php.ini.get('include_path') ?? '',
  'get_included_files()': (php) => PhpArray.list([...php.included]),
  'get_required_files()': (php) => PhpArray.list([...php.included]),
  'getenv(?string $name = null, bool $local_only = false)': (php, [name]: [(string | null)?]) => {
    if (name === null || name === undefined)
      return PhpArray.of([...php.around.environment].map(([key, value]) => [key, fromText(value)] as const));
    const found = php.around.environment.get(toText(name));
    return found === undefined ? false : fromText(found);
  },
  'putenv(string $assignment)': (php, [text]: [string]) => {
    const at = text.indexOf('=');
    if (at < 0) php.around.environment.delete(toText(text));
    else php.around.environment.set(toText(text.slice(0, at)), toText(text.slice(at + 1)));
    return true;
  },
  'gethostname()': (php) => fromText(php.process.hostname),
  *'gethostbyname(string $hostname)'(php, [name]: [string]) {
    const found = yield* php.wait(php.process.network.resolve(toText(name), php.process.files));
    return typeof found === 'string' ? name : (found[0] ?? name);
  },
  'getmypid()': (php) => php.process.pid,
  'getmyuid()': (php) => php.process.credentials.uid,
  'get_current_user()': (php) => {
    const text = php.process.files.readText('/etc/passwd');
    const line =
      typeof text === 'string'
        ? text.split('\n').find((one) => one.split(':')[2] === String(php.process.credentials.uid))
        : undefined;
    return line?.split(':')[0] ?? '';
  },
  'posix_getuid()': (php) => php.process.credentials.uid,
  'posix_geteuid()': (php) => php.process.credentials.uid,
  'posix_getpid()': (php) => php.process.pid,
  'memory_get_usage(bool $real_usage = false)': () => 2_097_152,
  'memory_get_peak_usage(bool $real_usage = false)': () => 2_097_152,
  'memory_reset_peak_usage()': () => null,
  'gc_collect_cycles()': (php) => {
    php.destroyUnreachable();
    return 0;
  },
  'gc_enable()': () => null,
  'sys_getloadavg()': () => PhpArray.list([new Float(0), new Float(0), new Float(0)]),
  *'sleep(int $seconds)'(php, [seconds]: [number]) {
    yield* pause(seconds * 1000)(php);
    return 0;
  },
  *'usleep(int $microseconds)'(php, [count]: [number]) {
    yield* pause(count / 1000)(php);
    return null;
  },
  *'time_nanosleep(int $seconds, int $nanoseconds)'(php, [seconds, rest]: [number, number]) {
    yield* pause(seconds * 1000 + rest / 1e6)(php);
    return true;
  },
  *'flush()'(php) {
    yield* php.flush();
    return null;
  },
  *'shell_exec(string $command)'(php, [command]: [string]) {
    const { text } = yield* shell(php, command, true);
    return text === '' ? null : text;
  },
  *'exec(string $command, &$output = null, &$result_code = null)'(php, [command, output, code]: [string, Ref?, Ref?]) {
    const { text, status } = yield* shell(php, command, true);
    const lines = text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => line.trimEnd());
    if (output) {
      const made = output.value instanceof PhpArray ? output.value : new PhpArray();
      if (text !== '') for (const line of lines) made.push(line);
      output.value = made;
    }
    if (code) code.value = status;
    return lines.at(-1) ?? '';
  },
  *'system(string $command, &$result_code = null)'(php, [command, code]: [string, Ref?]) {
    const { text, status } = yield* shell(php, command, true);
    php.echo(text);
    if (code) code.value = status;
    return text.replace(/\n$/, '').split('\n').at(-1)?.trimEnd() ?? '';
  },
  *'passthru(string $command, &$result_code = null)'(php, [command, code]: [string, Ref?]) {
    const { text, status } = yield* shell(php, command, true);
    php.echo(text);
    if (code) code.value = status;
    return null;
  },
  'escapeshellarg(string $arg)': (_php, [text]: [string]) => `'${text.replaceAll("'", "'\\''")}'`,
  'escapeshellcmd(string $command)': (_php, [text]: [string]) =>
    text.replace(/[#&;`|*?~<>^()[\]{}$\\,\x0a\xff'"]/g, '\\$&'),
  'getopt(string $short_options, array $long_options = [], &$rest_index = null)': (
    php,
    [short, long]: [string, PhpArray?],
  ) => options(php, short, long ? toTexts(php, long) : []),
  'uniqid(string $prefix = "", bool $more_entropy = false)': (
    php,
    [prefix = '', more = false]: [string?, boolean?],
  ) => {
    const { clock } = php.process.machine.kernel;
    const serial = Number(php.kept.get('uniqid') ?? 0) + 1;
    php.kept.set('uniqid', serial);
    const micros = Math.floor((clock % 1000) * 1000) + serial;
    const seconds = Math.floor(clock / 1000);
    const extra = more
      ? `.${String(Math.floor(php.process.machine.kernel.random('php').next() * 1e8)).padStart(8, '0')}`
      : '';
    return `${prefix}${seconds.toString(16).padStart(8, '0')}${(micros & 0xfffff).toString(16).padStart(5, '0')}${extra}`;
  },
  'connection_status()': () => 0,
  'ignore_user_abort(?bool $enable = null)': () => 0,
  'setlocale(int $category, mixed $locales, mixed ...$rest)': () => 'C',
  'opcache_get_status(bool $include_scripts = true)': () => false,
  'opcache_reset()': () => false,
  'assert(mixed $assertion, mixed $description = null)': () => true,
  'pcntl_async_signals(?bool $enable = null)': () => true,
  'pcntl_signal(int $signal, mixed $handler, bool $restart_syscalls = true)': (php) => {
    throw php.notSimulated('pcntl_signal()');
  },
};

function options(php: Engine, short: string, long: readonly string[]): PhpArray {
  const made = new PhpArray();
  const add = (name: string, value: Value): void => {
    const held = made.get(name);
    if (held === undefined) made.set(name, value);
    else made.set(name, PhpArray.list([...(held instanceof PhpArray ? held.values() : [held]), value]));
  };
  const args = toTexts(php, php.globals.get('argv')?.value ?? new PhpArray()).slice(1);
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--' || !arg.startsWith('-') || arg === '-') break;
    if (arg.startsWith('--')) {
      const [name = '', ...rest] = arg.slice(2).split('=');
      const wanted = long.find((one) => one.replace(/:+$/, '') === name);
      if (wanted === undefined) continue;
      if (!wanted.endsWith(':')) add(name, false);
      else if (rest.length > 0) add(name, rest.join('='));
      else if (wanted.endsWith('::')) add(name, false);
      else add(name, args[++at] ?? false);
      continue;
    }
    for (let letter = 1; letter < arg.length; letter++) {
      const name = arg.charAt(letter);
      const place = short.indexOf(name);
      if (place < 0) continue;
      const colons = /^:*/.exec(short.slice(place + 1))?.[0].length ?? 0;
      if (colons === 0) {
        add(name, false);
        continue;
      }
      const rest = arg.slice(letter + 1).replace(/^=/, '');
      if (rest !== '') add(name, rest);
      else add(name, colons === 2 ? false : (args[++at] ?? false));
      break;
    }
  }
  return made;
}
