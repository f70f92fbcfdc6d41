// From the words after `docker` to the command that is to run, or to the help or error that is to be printed: the order of
// checks is the docker client's own (global flags, command, its flags, help, number of arguments).
import { refuseExperimental } from '../experimental.ts';
import { dockerCommand, subcommand, type CommandSpec, type FlagSpec } from '../reference/reference.ts';
import type { FlagValues } from './flag-values.ts';
import { parseFlags } from './parse.ts';
import { argumentsError, flagError, unknownCommand, type UsageError } from './usage-error.ts';

/** A command ready to run. */
export interface CommandCall {
  readonly kind: 'call';
  readonly spec: CommandSpec;
  /** Flags before the command: -H, --context, -D, -l, --config, --tls… */
  readonly globals: FlagValues;
  /** Flags of the group around it, by its path: `compose -f x up`, `buildx --builder b ls`. */
  readonly outer: ReadonlyMap<string, FlagValues>;
  readonly flags: FlagValues;
  readonly args: readonly string[];
  /** How many arguments stand before `--`; undefined without one. */
  readonly argsBeforeDashes: number | undefined;
  /** Deprecation lines, for standard output. */
  readonly notices: string;
}

/** The help of a command is to be printed; exit 0. */
export interface HelpCall {
  readonly kind: 'help';
  readonly spec: CommandSpec;
  readonly globals: FlagValues | undefined;
  /** `docker image` alone prints on standard error, `docker image --help` on standard output. */
  readonly stream: 'stdout' | 'stderr';
  /** Deprecation lines that come before it, and where. */
  readonly notices: string;
  readonly noticeStream: 'stdout' | 'stderr';
}

/** `docker --version`. */
export interface VersionCall {
  readonly kind: 'version';
}

export type CommandLine = CommandCall | HelpCall | VersionCall | UsageError;

const takesValue = (flag: FlagSpec | undefined): boolean => flag?.type !== 'bool';

const byName = (spec: CommandSpec, name: string): FlagSpec | undefined =>
  spec.flags.find((flag) => flag.name === name) ?? (name === 'help' ? booleanFlag : undefined);

const byShort = (spec: CommandSpec, letter: string): FlagSpec | undefined =>
  spec.flags.find((flag) => flag.short === letter) ?? (letter === 'h' ? booleanFlag : undefined);

const booleanFlag: FlagSpec = { name: 'help', short: 'h', type: 'bool', hidden: true, managerOnly: false };

/** Splits the words of a group into flags before the next command, that command, and what follows; as cobra's Traverse. */
function traverse(
  group: CommandSpec,
  words: readonly string[],
): { flags: string[]; child: CommandSpec; rest: readonly string[] } | undefined {
  const flags: string[] = [];
  let isValue = false;
  for (const [at, word] of words.entries()) {
    if (word.startsWith('--') && !word.includes('=')) {
      isValue = takesValue(byName(group, word.slice(2)));
      flags.push(word);
    } else if (
      word.startsWith('-') &&
      !word.includes('=') &&
      word.length === 2 &&
      takesValue(byShort(group, word.slice(1)))
    ) {
      isValue = true;
      flags.push(word);
    } else if (isValue) {
      isValue = false;
      flags.push(word);
    } else if (/^-.|^--./.test(word)) {
      flags.push(word);
    } else {
      const child = subcommand(group, word);
      return child && { flags, child, rest: words.slice(at + 1) };
    }
  }
  return undefined;
}

/** Reads the words after `docker`. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const root = dockerCommand();
  const globals = parseFlags(root, words, false);
  if (globals.kind === 'mistake') return flagError(root, globals.message);
  const first = globals.args[0];
  if (first === undefined) {
    if (globals.help) {
      return {
        kind: 'help',
        spec: root,
        globals: globals.values,
        stream: 'stdout',
        notices: globals.notices,
        noticeStream: 'stderr',
      };
    }
    if (globals.values.bool('version')) return { kind: 'version' };
    return { kind: 'help', spec: root, globals: globals.values, stream: 'stderr', notices: '', noticeStream: 'stderr' };
  }
  const experimental = refuseExperimental(first === 'checkpoint' ? words.slice(words.indexOf(first)) : globals.args);
  if (experimental) return experimental;
  if (first === 'help') return helpTopic(globals.args.slice(1), globals.values);

  const outer = new Map<string, FlagValues>();
  let spec = root;
  let rest: readonly string[] = globals.args;
  let help = false;
  let notices = '';
  for (;;) {
    const step = spec.commands.size > 0 ? traverse(spec, rest) : undefined;
    if (!step) break;
    if (spec !== root) {
      const parsed = parseFlags(spec, step.flags);
      if (parsed.kind === 'mistake') return flagError(spec, parsed.message);
      outer.set(spec.name, parsed.values);
      help ||= parsed.help;
      notices += parsed.notices;
    }
    spec = step.child;
    rest = step.rest;
  }
  return finish(spec, rest, { globals: globals.values, outer, help, notices, version: globals.values.bool('version') });
}

interface Found {
  readonly globals: FlagValues;
  readonly outer: ReadonlyMap<string, FlagValues>;
  readonly help: boolean;
  readonly notices: string;
  readonly version: boolean;
}

function finish(spec: CommandSpec, words: readonly string[], found: Found): CommandLine {
  const { globals, outer } = found;
  const parsed = parseFlags(spec, words);
  if (parsed.kind === 'mistake') return flagError(spec, parsed.message);
  const notices = found.notices + parsed.notices;
  const help = (stream: 'stdout' | 'stderr'): HelpCall => ({
    kind: 'help',
    spec,
    globals,
    stream,
    notices,
    noticeStream: 'stdout',
  });
  if (found.help || parsed.help) return help('stdout');
  if (!spec.runnable) {
    if (spec.path.length === 0 && found.version) return { kind: 'version' };
    // Compose's inner groups answer an unknown word with their help alone.
    const silent = spec.program === 'compose' && spec.path.length > 1;
    if (parsed.args.length > 0 && !silent) return unknownCommand(spec, parsed.args);
    return help(spec.program === 'docker' ? 'stderr' : 'stdout');
  }
  const wrong = argumentsError(spec, parsed.args);
  if (wrong) return wrong;
  return {
    kind: 'call',
    spec,
    globals,
    outer,
    flags: parsed.values,
    args: parsed.args,
    argsBeforeDashes: parsed.argsBeforeDashes,
    notices,
  };
}

/** `docker help image ls`. */
function helpTopic(words: readonly string[], globals: FlagValues): HelpCall | UsageError {
  let spec = dockerCommand();
  let rest = words;
  for (;;) {
    const [word, ...more] = rest;
    const child = word === undefined ? undefined : subcommand(spec, word);
    if (!child) break;
    spec = child;
    rest = more;
  }
  if (rest.length > 0) return { kind: 'usage', text: `unknown help topic: ${rest.join(' ')}\n`, exit: 1 };
  return { kind: 'help', spec, globals, stream: 'stdout', notices: '', noticeStream: 'stdout' };
}
