// The shells as programs: bash, dash and busybox ash.
import { load, type Task } from '../../kernel/task.ts';
import type { Process, Program, ReadLine } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { parseArguments, type ShellArguments } from './arguments.ts';
import type { Dialect } from './dialect.ts';
import type { Interpreter } from './interpreter.ts';
import { runInteractively } from './interactive.ts';
import { runToEnd } from './run/subshell.ts';
import { handleInteractiveSignals } from './run/traps.ts';
import { Shell } from './shell.ts';
import { readStartFiles, setVariables } from './startup.ts';

/** At once where this world has it: nothing may happen in between. */
function* findInterpreter({ machine }: Process): Task<Interpreter> {
  const known = machine.kernel.loaded.get(loadInterpreter) as Interpreter | undefined;
  return known ?? (yield* load(loadInterpreter));
}

/** Loads what runs commands. */
export const loadInterpreter = async () => (await import('./running.ts')).interpreter;

/** A shell of a dialect as a program. At a terminal it reads its lines with `readLine`. */
export const shellProgram = (dialect: Dialect, readLine: ReadLine): Program =>
  function* (process) {
    const given = parseArguments(process.argv, dialect);
    const own = process.argv[0] ?? dialect;
    const complain = (text: string): Task<unknown> => say(process, 2, `${own}: ${text}\n`);
    if ('bad' in given) {
      const texts = {
        bash: `${given.bad}: invalid option`,
        dash: `0: Illegal option ${given.bad}`,
        ash: `unrecognized option '${given.bad}'`,
      };
      yield* complain(texts[dialect]);
      return 2;
    }
    if (given.shows) {
      yield* say(process, 1, given.shows === 'version' ? versionText : helpText);
      return 0;
    }
    if (given.command === undefined && given.script === undefined && !given.fromStdin) {
      yield* complain(dialect === 'dash' ? '0: -c requires an argument' : '-c: option requires an argument');
      return 2;
    }
    return yield* runShell(process, dialect, own, given, readLine);
  };

function* runShell(
  process: Process,
  dialect: Dialect,
  own: string,
  given: ShellArguments,
  readLine: ReadLine,
): Task<number> {
  const terminal = process.descriptors.get(0)?.terminal;
  const atTerminal = given.fromStdin && terminal !== undefined && process.descriptors.get(2)?.terminal !== undefined;
  const interactive = given.interactive || atTerminal;
  const input = given.command !== undefined ? 'command' : given.script !== undefined ? 'script' : 'stdin';
  const shell = new Shell(process, () => findInterpreter(process), {
    dialect,
    name: nameOf(own, given),
    interactive,
    login: given.login,
    input,
  });
  for (const option of given.options) shell.options.add(option);
  if (dialect === 'bash') for (const option of ['hashall', 'braceexpand']) shell.options.add(option);
  if (interactive && terminal) {
    shell.foregroundGroup = terminal.foreground;
    shell.options.add('monitor');
    if (dialect === 'bash') shell.options.add('histexpand');
    handleInteractiveSignals(shell);
  }
  setVariables(shell);
  shell.positional = given.command === undefined ? given.operands : given.operands.slice(1);
  return yield* runToEnd(shell, body(shell, given, readLine));
}

const nameOf = (own: string, given: ShellArguments): string =>
  (given.command === undefined ? given.script : given.operands[0]) ?? own;

function* body(shell: Shell, given: ShellArguments, readLine: ReadLine): Task<number> {
  yield* readStartFiles(shell, given);
  const terminal = shell.process.descriptors.get(0)?.terminal;
  if (given.command === undefined && given.script === undefined && shell.interactive && terminal)
    return yield* runInteractively(shell, terminal, readLine);
  yield* shell.prepare();
  if (given.command !== undefined) {
    const tail = shell.interactive ? {} : { tail: 'last' as const };
    return yield* shell.interpreter.runText(shell, given.command, tail);
  }
  if (given.script !== undefined) return yield* runFile(shell, given.script);
  return yield* shell.interpreter.runStandardInput(shell);
}

function* runFile(shell: Shell, script: string): Task<number> {
  const { files } = shell.process;
  const text = files.readText(script);
  if (!failed(text)) return yield* shell.interpreter.runText(shell, text, { name: script });
  const own = shell.process.argv[0] ?? '';
  const reason = strerror(text);
  const texts = {
    bash: text.errno === 'EISDIR' ? `${script}: ${script}: Is a directory` : `${own}: ${script}: ${reason}`,
    dash: `${own}: 0: cannot open ${script}: ${text.errno === 'ENOENT' ? 'No such file' : reason}`,
    ash: `${own}: can't open '${script}': ${reason}`,
  };
  yield* say(shell.process, 2, `${texts[shell.dialect]}\n`);
  if (shell.dialect !== 'bash') return 2;
  return text.errno === 'ENOENT' ? 127 : 126;
}

function* say(process: Process, descriptor: number, text: string): Task {
  const to = process.descriptors.get(descriptor);
  if (to) yield* to.write(new TextEncoder().encode(text));
}

const versionText = `GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)
Copyright (C) 2022 Free Software Foundation, Inc.
License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>

This is free software; you are free to change and redistribute it.
There is NO WARRANTY, to the extent permitted by law.
`;

const helpText = `GNU bash, version 5.2.15(1)-release-(x86_64-pc-linux-gnu)
Usage:	bash [GNU long option] [option] ...
	bash [GNU long option] [option] script-file ...
`;
