// A shell at a terminal: prompt, line, run, again.
import type { Task } from '../../kernel/task.ts';
import type { LineResult, ReadLine, Terminal } from '../contract.ts';
import { complete } from './complete.ts';
import { expandHistory } from './history-expansion.ts';
import { Jump } from './jump.ts';
import { promptText } from './prompt.ts';
import { runPendingTraps } from './run/traps.ts';
import { runParsed } from './run/text.ts';
import { tellJobs } from './run/wait.ts';
import type { Shell } from './shell.ts';
import { parse } from './syntax.ts';

/** Reads and runs lines until the end of input or `exit`; the status to exit with. */
export function* runInteractively(shell: Shell, terminal: Terminal, readLine: ReadLine): Task<number> {
  let number = 1;
  for (;;) {
    yield* tellJobs(shell);
    yield* runPendingTraps(shell);
    const command = shell.get('PROMPT_COMMAND');
    if (command && shell.dialect === 'bash') yield* guarded(shell, shell.interpreter.runText(shell, command));
    const first = yield* ask(shell, terminal, readLine, 'PS1');
    if (first.kind === 'interrupted') {
      shell.interrupted = false;
      shell.status = 130;
      continue;
    }
    if (first.kind === 'end') {
      const stopped = shell.jobs.all.some(({ state }) => state === 'stopped');
      if (stopped && !shell.warned) {
        yield* shell.write(
          2,
          shell.dialect === 'bash' ? 'exit\nThere are stopped jobs.\n' : '\nYou have stopped jobs.\n',
        );
        shell.warned = true;
        continue;
      }
      if (shell.dialect === 'bash') yield* shell.write(2, shell.login ? '\nlogout\n' : '\nexit\n');
      else yield* shell.write(2, '\n');
      return shell.status;
    }
    const text = yield* wholeCommand(shell, terminal, readLine, first.line);
    if (text === undefined || text.trim() === '') continue;
    if (shell.history.at(-1) !== text && !text.startsWith(' ')) shell.history.push(text.replace(/\n$/, ''));
    const warned = shell.warned;
    yield* runLogged(shell, terminal, text, number);
    if (warned) shell.warned = false;
    number += text.split('\n').length;
    shell.interrupted = false;
  }
}

function* ask(shell: Shell, terminal: Terminal, readLine: ReadLine, variable: 'PS1' | 'PS2'): Task<LineResult> {
  const prompt = yield* promptText(shell, variable);
  return yield* readLine(terminal, {
    prompt,
    history: shell.history,
    complete: (line, cursor) => complete(shell, line, cursor),
  });
}

/** A line with the lines that complete it; undefined if it was interrupted or refers to history that is not there. */
function* wholeCommand(shell: Shell, terminal: Terminal, readLine: ReadLine, line: string): Task<string | undefined> {
  let text = line;
  if (shell.dialect === 'bash' && /[!^]/.test(line)) {
    const expanded = expandHistory(line, shell.history);
    if ('missing' in expanded) {
      yield* shell.write(2, `${shell.name}: ${expanded.missing}\n`);
      shell.status = 1;
      return undefined;
    }
    text = expanded.line;
    if (text !== line) yield* shell.write(2, `${text}\n`);
  }
  while (parse(text, 1, shell.dialect).kind === 'incomplete') {
    const more = yield* ask(shell, terminal, readLine, 'PS2');
    if (more.kind === 'interrupted') {
      shell.status = 130;
      return undefined;
    }
    if (more.kind === 'end') return text;
    text =
      /(^|[^\\])(\\\\)*\\$/.test(text) && !isInQuote(text) ? text.slice(0, -1) + more.line : `${text}\n${more.line}`;
  }
  return text;
}

const isInQuote = (text: string): boolean => parse(`${text}x`).kind === 'incomplete';

/** Runs a command line. On the learner's own machine it is an entry of the log, and what it does has it as its cause. */
function* runLogged(shell: Shell, terminal: Terminal, text: string, number: number): Task {
  const { kernel } = shell.process.machine;
  const logged = shell.process.container === undefined;
  const id = logged ? kernel.log.append({ type: 'command', terminal: terminal.id, line: text }) : undefined;
  const { cause } = kernel.current;
  if (id !== undefined) {
    kernel.current.cause = id;
    if (kernel.store.get('terminal', terminal.id)) kernel.store.update('terminal', terminal.id, { command: id });
  }
  try {
    yield* guarded(shell, runParsed(shell, parse(text, shell.dialect === 'dash' ? number : 1, shell.dialect)));
  } finally {
    if (id !== undefined) {
      kernel.log.append({ type: 'exit', command: id, code: shell.status });
      if (kernel.store.get('terminal', terminal.id))
        kernel.store.update('terminal', terminal.id, { command: undefined });
      kernel.current.cause = cause;
    }
  }
}

/** Runs commands; what gives up a line ends here, `exit` goes on. */
function* guarded(shell: Shell, commands: Task<number>): Task {
  const { loops, returnable, tested } = shell;
  try {
    yield* commands;
  } catch (error) {
    if (!(error instanceof Jump) || error.kind === 'exit') throw error;
    shell.status = error.status;
    Object.assign(shell, { loops, returnable, tested });
    if (shell.interrupted) shell.interrupted = false;
  }
}
