// A line that was typed at a terminal: completed, recorded, run.
import type { Task } from '../../../kernel/task.ts';
import type { LineResult } from '../../contract.ts';
import { expandHistory } from '../history-expansion.ts';
import type { Shell } from '../shell.ts';
import { parse } from '../syntax.ts';
import { guarded } from './guarded.ts';
import { runParsed } from './text.ts';

/** Reads what completes it (`more`), and runs it; the text that was run, undefined if it was given up. */
export function* runTyped(
  shell: Shell,
  line: string,
  number: number,
  more: () => Task<LineResult>,
): Task<string | undefined> {
  const text = yield* wholeCommand(shell, line, more);
  if (text === undefined || text.trim() === '') return undefined;
  if (shell.history.at(-1) !== text && !text.startsWith(' ')) shell.history.push(text.replace(/\n$/, ''));
  const { warned } = shell;
  yield* runLogged(shell, text, number);
  if (warned) shell.warned = false;
  return text;
}

/** A line with the lines that complete it; undefined if it was interrupted or refers to history that is not there. */
function* wholeCommand(shell: Shell, line: string, ask: () => Task<LineResult>): Task<string | undefined> {
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
    const more = yield* ask();
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
function* runLogged(shell: Shell, text: string, number: number): Task {
  const { kernel } = shell.process.machine;
  const terminal = shell.process.descriptors.get(0)?.terminal?.id;
  if (terminal === undefined || shell.process.container !== undefined) {
    yield* run(shell, text, number);
    return;
  }
  const id = kernel.log.append({ type: 'command', terminal, line: text });
  const tell = (command: number | undefined): void => {
    if (kernel.store.get('terminal', terminal)) kernel.store.update('terminal', terminal, { command });
  };
  const { cause } = kernel.current;
  kernel.current.cause = id;
  tell(id);
  try {
    yield* run(shell, text, number);
  } finally {
    kernel.log.append({ type: 'exit', command: id, code: shell.status });
    tell(undefined);
    kernel.current.cause = cause;
  }
}

const run = (shell: Shell, text: string, number: number): Task<unknown> =>
  guarded(shell, runParsed(shell, parse(text, shell.dialect === 'dash' ? number : 1, shell.dialect)));
