// What the client prints when the command line itself is wrong, and how it exits.
import type { CommandSpec } from '../reference/reference.ts';

/** A mistake in the command line: nothing was done. */
export interface UsageError {
  readonly kind: 'usage';
  /** For standard error, ends with a newline. */
  readonly text: string;
  readonly exit: number;
  /** Compose and buildx print this command's whole help on standard output first. */
  readonly help?: CommandSpec;
  /** The text is for standard output. */
  readonly onStdout?: boolean;
}

const commandPath = (spec: CommandSpec): string => ['docker', ...spec.path].join(' ');

/** The path that errors cite: `docker build` hands over to buildx and is cited as `docker buildx build`. */
const citedPath = (spec: CommandSpec): string =>
  spec.program === 'buildx' ? `docker ${spec.name}` : commandPath(spec);

/** An unknown flag or a value that does not parse. */
export function flagError(spec: CommandSpec, message: string): UsageError {
  if (spec.program === 'compose') return { kind: 'usage', text: `${message}\n`, exit: 1 };
  const usage = spec.usage.join('\n\t');
  return {
    kind: 'usage',
    text: `${message}\n\nUsage:  ${usage}\n\nRun '${citedPath(spec)} --help' for more information\n`,
    exit: 125,
  };
}

const plural = (count: number): string => `${String(count)} argument${count === 1 ? '' : 's'}`;

/** Checks the number of arguments; undefined when it is right. */
export function argumentsError(spec: CommandSpec, args: readonly string[]): UsageError | undefined {
  const { min, max } = spec.args;
  const count = args.length;
  if (count >= min && count <= max) return undefined;
  const prefix = spec.program === 'buildx' ? 'ERROR: ' : '';
  if (spec.argWords === 'cobra') {
    return { kind: 'usage', text: `${prefix}${cobraWords(spec, args)}\n`, exit: 1 };
  }
  const path = citedPath(spec);
  // Which of Docker's argument checks speaks decides the last line, its typing error included.
  const [demand, see] =
    max === 0 && spec.argWords === 'docker'
      ? ['accepts no arguments', 'Run']
      : min === max
        ? [`requires ${plural(min)}`, 'Run']
        : max === Infinity
          ? [`requires at least ${plural(min)}`, 'See']
          : min === 0
            ? [`requires at most ${plural(max)}`, 'SRun']
            : [`requires at least ${String(min)} and at most ${plural(max)}`, 'Run'];
  return {
    kind: 'usage',
    text: `${prefix}docker: '${path}' ${demand}\n\nUsage:  ${spec.usage.join('\n\t')}\n\n${see} '${path} --help' for more information\n`,
    exit: 1,
  };
}

function cobraWords(spec: CommandSpec, args: readonly string[]): string {
  const { min, max } = spec.args;
  const count = String(args.length);
  if (max === 0) return `unknown command "${args[0] ?? ''}" for "${citedPath(spec)}"`;
  if (max === Infinity) return `requires at least ${String(min)} arg(s), only received ${count}`;
  if (min === max) return `accepts ${String(min)} arg(s), received ${count}`;
  if (min === 0) return `accepts at most ${String(max)} arg(s), received ${count}`;
  return `accepts between ${String(min)} and ${String(max)} arg(s), received ${count}`;
}

/** A word after a group (or after `docker`) that is none of its commands. */
export function unknownCommand(group: CommandSpec, args: readonly string[]): UsageError {
  const word = args[0] ?? '';
  if (group.program === 'compose') {
    return { kind: 'usage', text: `unknown docker command: "compose ${word}"\n`, exit: 1, help: group };
  }
  if (group.program === 'buildx') {
    return { kind: 'usage', text: `ERROR: unknown command: "${word}"\n`, exit: 1, help: group };
  }
  const path = commandPath(group);
  const usage = group.path.length === 0 ? '' : `Usage:  ${group.usage.join('\n\t')}\n\n`;
  return {
    kind: 'usage',
    text: `docker: unknown command: ${path} ${word}\n\n${usage}Run '${path} --help' for more information\n`,
    exit: 1,
  };
}
