// A shell at a terminal: prompt, line, run, again.
import { load, type Task } from '../../kernel/task.ts';
import type { LineResult, ReadLine, Terminal } from '../contract.ts';
import { promptText } from './prompt.ts';
import { guarded } from './run/guarded.ts';
import { runPendingTraps } from './run/traps.ts';
import { tellJobs } from './run/wait.ts';
import type { Shell } from './shell.ts';

/** No page needs it before the first Tab. */
const loadCompletion = () => import('./complete.ts');

/** Reads and runs lines until the end of input or `exit`; the status to exit with. */
export function* runInteractively(shell: Shell, terminal: Terminal, readLine: ReadLine): Task<number> {
  let number = 1;
  for (;;) {
    yield* tellJobs(shell);
    yield* runPendingTraps(shell);
    const command = shell.get('PROMPT_COMMAND');
    if (command && shell.dialect === 'bash') {
      yield* shell.prepare();
      yield* guarded(shell, shell.interpreter.runText(shell, command));
    }
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
    if (first.line.trim() === '') continue;
    yield* shell.prepare();
    const text = yield* shell.interpreter.runTyped(shell, first.line, number, () =>
      ask(shell, terminal, readLine, 'PS2'),
    );
    if (text === undefined) continue;
    number += text.split('\n').length;
    shell.interrupted = false;
  }
}

function* ask(shell: Shell, terminal: Terminal, readLine: ReadLine, variable: 'PS1' | 'PS2'): Task<LineResult> {
  const prompt = yield* promptText(shell, variable);
  shell.process.spared = true;
  try {
    return yield* readLine(terminal, {
      prompt,
      history: shell.history,
      *complete(line, cursor) {
        const { complete } = yield* load(loadCompletion);
        return yield* complete(shell, line, cursor);
      },
    });
  } finally {
    shell.process.spared = false;
  }
}
