// Builtins that lead elsewhere: `exit`, `return`, `break`, `continue`, `eval`, `.`, `exec`, `command`, `builtin`, `:`.
import type { Task } from '../../../kernel/task.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { Jump } from '../jump.ts';
import { become } from '../run/external.ts';
import type { Shell } from '../shell.ts';
import { badOption, letters } from './builtin.ts';
import { describeName } from './names.ts';

/** A status given as an argument; 2 with a message if it is no number. */
function* statusOf(shell: Shell, args: readonly string[]): Task<number> {
  const text = args[1];
  if (text === undefined) return shell.status;
  if (/^[-+]?\d+$/.test(text)) return Number(text) & 255;
  const texts = {
    bash: `${args[0] ?? ''}: ${text}: numeric argument required`,
    dash: `${args[0] ?? ''}: Illegal number: ${text}`,
    ash: `${args[0] ?? ''}: Illegal number: ${text}`,
  };
  yield* shell.complain(texts[shell.dialect]);
  return 2;
}

/** `exit [n]` */
export function* exit(shell: Shell, args: readonly string[]): Task<number> {
  const stopped = shell.jobs.all.some(({ state }) => state === 'stopped');
  if (shell.interactive && stopped && !shell.warned) {
    shell.warned = true;
    yield* shell.write(2, shell.dialect === 'bash' ? 'exit\nThere are stopped jobs.\n' : 'You have stopped jobs.\n');
    return shell.dialect === 'bash' ? 1 : 0;
  }
  if (shell.interactive && shell.login && shell.dialect === 'bash') yield* shell.write(2, 'logout\n');
  else if (shell.interactive && shell.dialect === 'bash') yield* shell.write(2, 'exit\n');
  const status = yield* statusOf(shell, args);
  if (args.length > 2 && shell.dialect === 'bash') {
    yield* shell.complain('exit: too many arguments');
    return 1;
  }
  throw new Jump('exit', status);
}

/** `return [n]` */
export function* returnFrom(shell: Shell, args: readonly string[]): Task<number> {
  if (shell.returnable === 0 && shell.dialect === 'bash') {
    yield* shell.complain("return: can only `return' from a function or sourced script");
    return 2;
  }
  throw new Jump(shell.returnable === 0 ? 'exit' : 'return', yield* statusOf(shell, args));
}

function* leaveLoops(shell: Shell, args: readonly string[], kind: 'break' | 'continue'): Task<number> {
  const count = args[1] ?? '1';
  if (!/^\d+$/.test(count) || Number(count) < 1) {
    yield* shell.complain(
      shell.dialect === 'bash'
        ? `${kind}: ${count}: ${/^-?\d+$/.test(count) ? 'loop count out of range' : 'numeric argument required'}`
        : `${kind}: Illegal number: ${count}`,
    );
    throw shell.dialect === 'bash' && /^-?\d+$/.test(count) && shell.loops > 0
      ? new Jump('break', 1, shell.loops)
      : shell.fatal(shell.dialect === 'bash' ? 128 : 2);
  }
  if (shell.loops === 0) {
    if (shell.dialect === 'bash')
      yield* shell.complain(`${kind}: only meaningful in a \`for', \`while', or \`until' loop`);
    return 0;
  }
  throw new Jump(kind, 0, Math.min(Number(count), shell.loops));
}

/** `break [n]` */
export const breakLoop = (shell: Shell, args: readonly string[]): Task<number> => leaveLoops(shell, args, 'break');
/** `continue [n]` */
export const continueLoop = (shell: Shell, args: readonly string[]): Task<number> =>
  leaveLoops(shell, args, 'continue');

/** `eval [word…]` */
export function* evaluate(shell: Shell, args: readonly string[]): Task<number> {
  const text = args.slice(args[1] === '--' ? 2 : 1).join(' ');
  if (text.trim() === '') return 0;
  return yield* shell.interpreter.runText(shell, text, { firstLine: shell.line, name: 'eval' });
}

/** `.` and `source`. */
export function* source(shell: Shell, args: readonly string[]): Task<number> {
  const name = args[1];
  if (name === undefined) {
    if (shell.dialect === 'bash') {
      yield* shell.complain(`${args[0] ?? ''}: filename argument required`);
      yield* shell.write(2, `${args[0] ?? ''}: usage: ${args[0] ?? ''} filename [arguments]\n`);
      return 2;
    }
    if (shell.dialect === 'dash') return 0;
    yield* shell.complain('.: argument expected');
    throw shell.fatal(2);
  }
  const path = sourcePath(shell, name);
  const text = path === undefined ? undefined : shell.process.files.readText(path);
  if (path === undefined || text === undefined || failed(text)) {
    const errno = text === undefined || !failed(text) ? 'ENOENT' : text.errno;
    if (shell.dialect === 'bash') {
      yield* shell.complain(
        errno === 'EISDIR' ? `${args[0] ?? ''}: ${name}: is a directory` : `${name}: ${strerror(errno)}`,
      );
      return 1;
    }
    if (shell.dialect === 'dash')
      yield* shell.complain(name.includes('/') ? `.: cannot open ${name}: No such file` : `.: ${name}: not found`);
    else
      yield* shell.complain(
        name.includes('/') ? `.: can't open '${name}': ${strerror(errno)}` : `.: ${name}: not found`,
      );
    throw shell.fatal(2);
  }
  const { positional, loops } = shell;
  if (args.length > 2) shell.positional = args.slice(2);
  shell.returnable++;
  try {
    return yield* shell.interpreter.runText(shell, text, { name });
  } catch (error) {
    if (!(error instanceof Jump) || error.kind !== 'return') throw error;
    return error.status;
  } finally {
    shell.returnable--;
    shell.loops = loops;
    if (args.length > 2) shell.positional = positional;
  }
}

function sourcePath(shell: Shell, name: string): string | undefined {
  if (name.includes('/')) return name;
  for (const directory of (shell.get('PATH') ?? '').split(':')) {
    const path = `${directory === '' ? '.' : directory}/${name}`;
    const stat = shell.process.files.stat(path);
    if (!failed(stat) && stat.kind !== 'directory') return path;
  }
  return shell.dialect === 'bash' && shell.process.files.exists(name) ? name : undefined;
}

/** `exec [command]`; without a command its redirections stay. */
export function* exec(shell: Shell, args: readonly string[]): Task<number> {
  let rest = args.slice(1);
  let name: string | undefined;
  let empty = false;
  while (rest[0]?.startsWith('-') && rest[0].length > 1) {
    const option = rest[0];
    rest = rest.slice(1);
    if (option === '--') break;
    if (option === '-a' && shell.dialect !== 'dash') {
      name = rest[0];
      rest = rest.slice(1);
    } else if ((option === '-c' || option === '-l') && shell.dialect === 'bash') empty ||= option === '-c';
    else
      return yield* badOption(
        shell,
        'exec',
        option.slice(1),
        'exec [-cl] [-a name] [command [argument ...]] [redirection ...]',
      );
  }
  if (rest.length === 0) return 0;
  const environment = empty ? new Map<string, string>() : shell.variables.environment();
  return yield* become(shell, name === undefined ? rest : [...rest], environment);
}

/** `command [-p] [-v | -V] name …` */
export function* command(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'pvV');
  if (bad !== undefined) return yield* badOption(shell, 'command', bad, 'command [-pVv] command [arg ...]');
  if (operands.length === 0) return 0;
  if (options.has('v') || options.has('V')) {
    let status = 0;
    // dash and busybox look at the first name only.
    for (const name of shell.dialect === 'bash' ? operands : operands.slice(0, 1)) {
      const text = describeName(shell, name, options.has('V') ? 'long' : 'short');
      if (text === undefined) status = shell.dialect === 'bash' ? 1 : 127;
      if (text !== undefined) yield* shell.write(1, `${text}\n`);
      else if (options.has('V'))
        yield* shell.dialect === 'bash'
          ? shell.complain(`command: ${name}: not found`)
          : shell.write(1, `${name}: not found\n`);
    }
    return status;
  }
  return yield* shell.interpreter.runArguments(shell, operands, { functions: false });
}

/** `builtin name [argument…]` */
export function* builtin(shell: Shell, args: readonly string[]): Task<number> {
  const name = args[1];
  if (name === undefined) return 0;
  if (describeName(shell, name, 'kind') === 'builtin' || shell.functions.has(name))
    return yield* shell.interpreter.runArguments(shell, args.slice(1), { functions: false });
  yield* shell.complain(`builtin: ${name}: not a shell builtin`);
  return 1;
}
