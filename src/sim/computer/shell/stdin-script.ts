// Commands that come through standard input without a terminal: each is run as soon as it is complete.
import type { Task } from '../../kernel/task.ts';
import { Jump } from './jump.ts';
import { runParsed } from './run/text.ts';
import type { Shell } from './shell.ts';
import { parse } from './syntax.ts';

/** Reads and runs commands to the end; the status of the last. */
export function* runStandardInput(shell: Shell): Task<number> {
  const input = shell.process.descriptors.get(0);
  if (!input) return shell.status;
  // bash reads byte by byte so that its commands can read what follows; dash and ash read ahead.
  const limit = shell.dialect === 'bash' ? 1 : 4096;
  const decoder = new TextDecoder();
  let buffered = '';
  let ended = false;
  let pending = '';
  let line = 1;
  for (;;) {
    let newline = buffered.indexOf('\n');
    while (newline < 0 && !ended) {
      const chunk = yield* input.read(limit);
      ended = chunk === undefined;
      buffered += chunk ? decoder.decode(chunk, { stream: true }) : '';
      newline = buffered.indexOf('\n');
    }
    const next = newline < 0 ? buffered : buffered.slice(0, newline + 1);
    buffered = buffered.slice(next.length);
    pending += next;
    const done = ended && buffered === '';
    if (pending.trim() !== '') {
      const parsed = parse(pending, line, shell.dialect);
      if (parsed.kind !== 'incomplete' || done) {
        const status = yield* runParsed(shell, parsed);
        if (parsed.kind === 'invalid' || (parsed.kind === 'incomplete' && parsed.errors.length > 0))
          throw new Jump('exit', status);
        line += pending.split('\n').length - 1;
        pending = '';
      }
    } else {
      line += pending.split('\n').length - 1;
      pending = '';
    }
    if (done) return shell.status;
  }
}
