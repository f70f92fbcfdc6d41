// xargs(1).
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { strerror } from '../filesystem/errno.ts';
import { exitCode } from '../processes/signals.ts';
import { applet, type Invocation } from './invocation.ts';
import { complainTo, decodeText, readAll } from './text.ts';

/** Bytes of arguments that one command line takes. */
const lineLimit = 131_072;

/** `xargs` */
export const xargs = applet(
  {
    name: 'xargs',
    short: '+0a:d:E:I:i::L:l::n:oP:prs:tx',
    long: {
      null: '0',
      'arg-file': 'a:',
      delimiter: 'd:',
      replace: 'i::',
      'max-lines': 'l::',
      'max-args': 'n:',
      'max-procs': 'P:',
      interactive: 'p',
      'no-run-if-empty': 'r',
      'max-chars': 's:',
      verbose: 't',
      exit: 'x',
    },
    usage: '[OPTION]... COMMAND [INITIAL-ARGS]...',
    about: 'Run COMMAND with arguments INITIAL-ARGS and more arguments read from input.',
    version: 'GNU findutils) 4.10.0',
    busybox: { short: '+0a:E:I:n:P:prs:tx', long: {}, usage: '[OPTIONS] [PROG ARGS]' },
  },
  function* (run) {
    const { options } = run;
    const path = options.value('a');
    const input = yield* run.open(path ?? '-');
    if (!input) return 1;
    const text = decodeText(yield* readAll(input, run.process));
    input.release();
    const replaced = options.value('I') ?? (options.has('i') ? options.value('i') || '{}' : undefined);
    for (const letter of ['n', 'L', 'P', 's']) {
      const value = options.value(letter);
      if (value === undefined || /^\d+$/.test(value)) continue;
      if (run.gnu) return yield* run.misuse(`invalid number "${value}" for -${letter} option`);
      return yield* run.die(`invalid number '${value}'`);
    }
    const items = yield* split(run, text, replaced !== undefined);
    const command = run.operands.length > 0 ? [...run.operands] : ['echo'];
    const batches: string[][] = [];
    if (replaced !== undefined)
      for (const item of items) batches.push(command.map((word) => word.replaceAll(replaced, item.text)));
    else {
      const most = Number(options.value('n') ?? Infinity);
      const lines = Number(options.value('L') ?? (options.has('l') ? options.value('l') || 1 : Infinity));
      const limit = Number(options.value('s') ?? lineLimit);
      const base = command.reduce((sum, word) => sum + word.length + 1, 0);
      let batch: string[] = [];
      let size = base;
      let firstLine = 0;
      for (const item of items) {
        if (
          batch.length > 0 &&
          (batch.length >= most || size + item.text.length + 1 > limit || item.line - firstLine >= lines)
        ) {
          batches.push([...command, ...batch]);
          batch = [];
          size = base;
        }
        if (batch.length === 0) firstLine = item.line;
        batch.push(item.text);
        size += item.text.length + 1;
      }
      if (batch.length > 0 || (items.length === 0 && !options.has('r'))) batches.push([...command, ...batch]);
    }
    return yield* runAll(run, batches);
  },
);

interface Item {
  readonly text: string;
  readonly line: number;
}

function* split(run: Invocation, text: string, byLine: boolean): Task<Item[]> {
  const { options } = run;
  const delimiter = options.has('0')
    ? '\0'
    : options.value('d')?.replace('\\n', '\n').replace('\\t', '\t').replace('\\0', '\0');
  if (delimiter !== undefined) {
    const parts = text.split(delimiter);
    if (parts.at(-1) === '') parts.pop();
    return parts.map((part, line) => ({ text: part, line }));
  }
  const items: Item[] = [];
  const end = options.value('E');
  let word: string | undefined;
  let line = 0;
  const push = (): boolean => {
    if (word === undefined) return true;
    if (end !== undefined && end !== '' && word === end) return false;
    items.push({ text: word, line });
    word = undefined;
    return true;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n' || (!byLine && /[ \t]/.test(character))) {
      if (!push()) return items;
      if (character === '\n') line++;
    } else if (byLine && word === undefined && /[ \t]/.test(character)) continue;
    else if (character === '\\' && at + 1 < text.length) word = (word ?? '') + text.charAt(++at);
    else if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      const inside = close < 0 ? '' : text.slice(at + 1, close);
      if (close < 0 || inside.includes('\n')) {
        const kind = character === '"' ? 'double' : 'single';
        if (!run.gnu) return yield* run.die(`unmatched ${kind} quote`);
        return yield* run.die(
          `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`,
        );
      }
      word = (word ?? '') + inside;
      at = close;
    } else word = (word ?? '') + character;
  }
  push();
  return items;
}

function* runAll(run: Invocation, batches: readonly (readonly string[])[]): Task<number> {
  const { options, process } = run;
  const most = Math.max(1, Number(options.value('P') ?? 1) || Infinity);
  const running = new Set<Process>();
  let status = 0;
  function* reap(): Task<boolean> {
    const ended = yield* process.wait();
    if (typeof ended === 'string') {
      running.clear();
      return true;
    }
    running.delete(ended.child);
    if ('signal' in ended.status) {
      yield* run.complain(`${run.operands[0] ?? 'echo'}: terminated by signal ${exitCode(ended.status) - 128}`);
      status = 125;
      return false;
    }
    const { code } = ended.status;
    if (code === 255) {
      yield* run.complain(`${run.operands[0] ?? 'echo'}: exited with status 255; aborting`);
      status = 124;
      return false;
    }
    if (code !== 0) status = 123;
    return true;
  }
  const nothing = yield* process.open('/dev/null', 'read');
  const descriptors = new Map(typeof nothing === 'string' ? [] : [[0, nothing]]);
  for (const argv of batches) {
    if (options.has('p') || options.has('t'))
      yield* complainTo(process, options.has('p') ? `${argv.join(' ')} ?...` : `${argv.join(' ')}\n`);
    if (options.has('p') && !(yield* askTerminal(process))) continue;
    while (running.size >= most) if (!(yield* reap())) return status;
    const child = yield* process.spawn({ argv, descriptors });
    if (typeof child === 'string') {
      yield* run.complain(run.gnu ? `${argv[0] ?? ''}: ${strerror(child)}` : `${argv[0] ?? ''}: ${strerror(child)}`);
      return child === 'ENOENT' ? 127 : 126;
    }
    running.add(child);
  }
  while (running.size > 0) if (!(yield* reap())) return status;
  return status;
}

function* askTerminal(process: Process): Task<boolean> {
  const terminal = yield* process.open('/dev/tty', 'read');
  if (typeof terminal === 'string') return false;
  const answer = yield* terminal.read();
  terminal.release();
  return answer !== undefined && /^[yY]/.test(decodeText(answer));
}
