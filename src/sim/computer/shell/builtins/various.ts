// The other builtins: `trap`, `times`, `history`, `help`, `caller`, `logout`.
import type { Task } from '../../../kernel/task.ts';
import { parseSignal, signals } from '../../processes/signals.ts';
import { Jump } from '../jump.ts';
import { singleQuoted } from '../run/trace.ts';
import { setTrap } from '../run/traps.ts';
import type { Shell } from '../shell.ts';
import { builtinNames } from './builtin-names.ts';

function trapName(text: string, bash: boolean): string | undefined {
  const upper = text.toUpperCase().replace(/^SIG/, '');
  if (text === '0' || upper === 'EXIT') return 'EXIT';
  if (bash && ['ERR', 'DEBUG', 'RETURN'].includes(upper)) return upper;
  return parseSignal(text);
}

/** `trap [action condition…]` */
export function* trap(shell: Shell, args: readonly string[]): Task<number> {
  const bash = shell.dialect === 'bash';
  let rest = args.slice(1);
  if (rest[0] === '-l') {
    yield* shell.write(1, signals.map((signal, index) => `${String(index + 1).padStart(2)}) SIG${signal}\n`).join(''));
    return 0;
  }
  const prints = rest[0] === '-p';
  if (prints || rest[0] === '--') rest = rest.slice(1);
  if (rest.length === 0 || prints) {
    for (const [name, action] of shell.traps) {
      if (rest.length > 0 && !rest.some((one) => trapName(one, bash) === name)) continue;
      const shown = bash && !['EXIT', 'ERR', 'DEBUG', 'RETURN'].includes(name) ? `SIG${name}` : name;
      yield* shell.write(1, `trap -- ${singleQuoted(action)} ${shown}\n`);
    }
    return 0;
  }
  const resets = rest.length === 1 || rest[0] === '-' || /^\d+$/.test(rest[0] ?? '');
  const action = resets ? undefined : rest[0];
  const names = resets && rest[0] !== '-' ? rest : rest.slice(1);
  let status = 0;
  for (const text of names) {
    const name = trapName(text, bash);
    if (name !== undefined) setTrap(shell, name, action);
    else {
      status = 1;
      const texts = {
        bash: `trap: ${text}: invalid signal specification`,
        dash: `trap: ${text}: bad trap`,
        ash: `trap: ${text}: invalid signal specification`,
      };
      // dash forgets to say who complains.
      if (shell.dialect === 'dash') yield* shell.write(2, `${texts.dash}\n`);
      else yield* shell.complain(texts[shell.dialect]);
    }
  }
  return status;
}

/** `times` */
export function* times(shell: Shell, _args: readonly string[]): Task<number> {
  const show = (ms: number): string =>
    `${Math.floor(ms / 60000)}m${((ms % 60000) / 1000).toFixed(shell.dialect === 'bash' ? 3 : 6)}s`;
  const own = `${show(shell.process.info.cpuTime)} ${show(0)}\n`;
  yield* shell.write(1, `${own}${show(0)} ${show(0)}\n`);
  return 0;
}

/** `history [-c] [n]` */
export function* history(shell: Shell, args: readonly string[]): Task<number> {
  if (args[1] === '-c') {
    shell.history.length = 0;
    return 0;
  }
  const count = args[1] === undefined ? Infinity : Number(args[1]);
  if (Number.isNaN(count)) {
    yield* shell.complain(`history: ${args[1] ?? ''}: numeric argument required`);
    return 1;
  }
  const first = Math.max(0, shell.history.length - count);
  const width = shell.dialect === 'bash' ? 5 : 4;
  const base = shell.dialect === 'bash' ? 1 : 0;
  const lines = shell.history
    .slice(first)
    .map(
      (line, index) =>
        `${String(first + index + base).padStart(width)}${shell.dialect === 'bash' ? '  ' : ' '}${line}\n`,
    );
  yield* shell.write(1, lines.join(''));
  return 0;
}

/** `help [name]` */
export function* help(shell: Shell, args: readonly string[]): Task<number> {
  const names = [...builtinNames[shell.dialect]].sort();
  if (args[1] !== undefined) {
    if (builtinNames[shell.dialect].has(args[1])) {
      yield* shell.write(1, `${args[1]}: a command of the shell itself. Its full text of help is not simulated.\n`);
      return 0;
    }
    yield* shell.complain(
      `help: no help topics match \`${args[1]}'.  Try \`help help' or \`man -k ${args[1]}' or \`info ${args[1]}'.`,
    );
    return 1;
  }
  yield* shell.write(
    1,
    shell.dialect === 'ash'
      ? `Built-in commands:\n------------------\n\t${names.join(' ')}\n`
      : `These commands are built into the shell:\n\n ${names.join('\n ')}\n`,
  );
  return 0;
}

/** `caller` */
export function* caller(shell: Shell, _args: readonly string[]): Task<number> {
  if (shell.functionNames.length === 0) return 1;
  yield* shell.write(1, `${shell.line} ${shell.functionNames.at(-2) ?? 'NULL'}\n`);
  return 0;
}

/** `logout [n]` */
export function* logout(shell: Shell, args: readonly string[]): Task<number> {
  if (!shell.login) {
    yield* shell.complain("logout: not login shell: use `exit'");
    return 1;
  }
  throw new Jump('exit', Number(args[1] ?? shell.status) & 255);
}

/** A builtin that the real shell has and that is not simulated. */
export function* notSimulated(shell: Shell, args: readonly string[]): Task<number> {
  yield* shell.complain(`not simulated: ${args[0] ?? ''}`);
  return 1;
}
