// man(1): a page on a command, made of what the command's own --help says.
import type { Task } from '../../kernel/task.ts';
import { applet, type Invocation } from './invocation.ts';
import { capture } from './run-command.ts';
import { encodeText } from './text.ts';

const section = '1';

/** `man` */
export const man = applet(
  {
    name: 'man',
    short: '+afkKlwP:',
    unsimulated: ['a', 'f', 'k', 'K', 'l', 'w', 'apropos', 'whatis', 'local-file', 'where', 'path'],
    usage: '[OPTION...] [SECTION] PAGE...',
    about: 'Show the manual page of a command.',
    version: 'man 2.12.0',
  },
  function* (run) {
    const [first = '', ...others] = run.operands;
    const named = /^[1-9n]$/.test(first) && others.length > 0;
    const names = named ? others : run.operands;
    if (names.length === 0) {
      yield* run.warn("What manual page do you want?\nFor example, try 'man man'.");
      return 1;
    }
    const pages: string[] = [];
    for (const name of names) {
      const page = named && first !== section ? undefined : yield* pageOf(run, name);
      if (page === undefined) {
        yield* run.warn(`No manual entry for ${name}${named ? ` in section ${first}` : ''}`);
        run.status = 16;
      } else pages.push(page);
    }
    if (pages.length > 0) yield* show(run, pages.join('\n'));
    return run.status;
  },
);

/** Pages of subcommands are named with a dash: `man docker-run`. */
function* pageOf(run: Invocation, name: string): Task<string | undefined> {
  for (const argv of name.includes('-') ? [[name], name.split('-')] : [[name]]) {
    const { text, status } = yield* capture(run, [...argv, '--help']);
    const lines = text.trimEnd().split('\n');
    const usage = lines.findIndex((line) => /^usage:/i.test(line));
    if (status > 1 || usage < 0) continue;
    // What stands above the usage is a banner; what it is for, in a sentence, stands below.
    const about = lines.findIndex((line, at) => at > usage && /^\S/.test(line) && !/^(or|usage):/i.test(line));
    const synopsis = lines.slice(usage, about < 0 ? undefined : about).filter((line) => line !== '');
    return layOut(name, run.process.descriptors.get(1)?.terminal?.columns ?? 80, [
      ['NAME', [about < 0 ? name : `${name} - ${lines[about] ?? ''}`]],
      ['SYNOPSIS', synopsis.map((line) => line.replace(/^\s*(usage|or):\s*/i, ''))],
      ['DESCRIPTION', about < 0 ? [] : lines.slice(about + 1)],
    ]);
  }
  return undefined;
}

function layOut(name: string, columns: number, parts: readonly (readonly [string, readonly string[]])[]): string {
  const title = `${name.toUpperCase()}(${section})`;
  const middle = 'User Commands'.padStart(Math.ceil((columns - 2 * title.length + 13) / 2));
  const body = parts
    .filter(([, lines]) => lines.some((line) => line !== ''))
    .map(([heading, lines]) => {
      const text = lines.map((line) => (line === '' ? '' : `       ${line}`)).join('\n');
      return `${heading}\n${text.replace(/^\n+/, '')}\n`;
    });
  return `${title}${middle}${title.padStart(Math.max(0, columns - title.length - middle.length))}\n\n${body.join('\n')}`;
}

/** On a terminal, screen by screen. */
function* show(run: Invocation, text: string): Task {
  const { process } = run;
  if (!process.descriptors.get(1)?.terminal) {
    yield* run.print(text);
    return;
  }
  const { reader, writer } = process.pipe();
  const pager = yield* process.spawn({ argv: ['less'], descriptors: new Map([[0, reader]]) });
  reader.release();
  if (typeof pager === 'string') {
    writer.release();
    yield* run.print(text);
    return;
  }
  yield* writer.write(encodeText(text));
  writer.release();
  yield* process.wait(pager);
}
