// The command line of node: which options there are, and what a run is asked for.

/** What a command line asks for. */
export interface Command {
  readonly kind: 'version' | 'help' | 'run' | 'wrong';
  /** Of a wrong one: what is written to standard error. */
  readonly problem?: string;
  readonly source?: string;
  readonly print: boolean;
  readonly check: boolean;
  readonly interactive: boolean;
  readonly preload: readonly string[];
  readonly environmentFiles: readonly string[];
  readonly execArgv: readonly string[];
  readonly warnings: boolean;
  readonly deprecations: boolean;
  /** The script and its arguments. */
  readonly rest: readonly string[];
}

/** Options that change nothing that is simulated. */
const harmless =
  /^--(?:max-old-space-size|max-semi-space-size|stack-size|trace-warnings|trace-uncaught|trace-deprecation|enable-source-maps|no-experimental-\S+|experimental-(?!vm-modules|permission|test)\S+|unhandled-rejections=(?:strict|throw)|dns-result-order|expose-gc|use-openssl-ca|use-bundled-ca|preserve-symlinks|no-addons|title|stack-trace-limit|harmony\S*|abort-on-uncaught-exception|disable-warning)(?:=.*)?$/;

/** Options that are known and not simulated. */
const unsimulated =
  /^--(?:watch|watch-path|watch-preserve-output|test\S*|inspect\S*|prof\S*|cpu-prof\S*|heap-prof\S*|heapsnapshot\S*|build-snapshot\S*|loader|experimental-\S+|import|input-type|conditions|permission|allow-\S+|run|unhandled-rejections|openssl-\S+|icu-data-dir|redirect-warnings|report-\S+|trace-events?-\S*|env-file-if-exists)(?:=.*)?$/;

/** Reads the arguments of node. */
export function readCommand(name: string, args: readonly string[]): Command {
  const preload: string[] = [];
  const environmentFiles: string[] = [];
  const execArgv: string[] = [];
  const made = { print: false, check: false, interactive: false, warnings: true, deprecations: true };
  let source: string | undefined;
  const common = { preload, environmentFiles, execArgv };
  const end = (kind: Command['kind'], rest: readonly string[], problem?: string): Command => ({
    ...made,
    ...common,
    kind,
    rest,
    ...(source === undefined ? {} : { source }),
    ...(problem === undefined ? {} : { problem: `${name}: ${problem}\n` }),
  });
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      index++;
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) break;
    execArgv.push(arg);
    const [option = '', ...given] = arg.split('=');
    const value = (): string | undefined => {
      if (given.length > 0) return given.join('=');
      const next = args[++index];
      if (next !== undefined) execArgv.push(next);
      return next;
    };
    if (option === '-v' || option === '--version') return end('version', []);
    if (option === '-h' || option === '--help') return end('help', []);
    if (option === '-e' || option === '--eval' || option === '-p' || option === '--print' || option === '-pe') {
      source = value();
      if (source === undefined) return end('wrong', [], `${option} requires an argument`);
      made.print ||= option.includes('p') && option !== '--eval';
    } else if (option === '-r' || option === '--require') {
      const file = value();
      if (file === undefined) return end('wrong', [], `${option} requires an argument`);
      preload.push(file);
    } else if (option === '--env-file') {
      const file = value();
      if (file === undefined) return end('wrong', [], `${option} requires an argument`);
      environmentFiles.push(file);
    } else if (option === '-c' || option === '--check') made.check = true;
    else if (option === '-i' || option === '--interactive') made.interactive = true;
    else if (option === '--no-warnings') made.warnings = false;
    else if (option === '--no-deprecation') made.deprecations = false;
    else if (unsimulated.test(arg)) return end('wrong', [], `not simulated: ${option}`);
    else if (!harmless.test(arg)) return end('wrong', [], `bad option: ${arg}`);
  }
  return end('run', args.slice(index));
}

/** The settings of a file as `--env-file` reads it. */
export function readEnvironment(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const line = /^[^\S\n]*(?:export\s+)?([\w.-]+)[^\S\n]*=[^\S\n]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\n#]*))/gm;
  for (const [, name = '', double, single, back, plain] of text.replaceAll('\r\n', '\n').matchAll(line))
    values.set(name, double?.replaceAll('\\n', '\n') ?? single ?? back ?? (plain ?? '').trim());
  return values;
}
