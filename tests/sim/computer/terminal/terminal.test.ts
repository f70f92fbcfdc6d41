// The line discipline and signals of a terminal, with a program that reads lines and one that sleeps.
import { describe, expect, test } from 'vitest';
import { sleep } from '../../../../src/sim/kernel/task.ts';
import type { Program, Terminal } from '../../../../src/sim/computer/contract.ts';
import { exitCode } from '../../../../src/sim/computer/processes/signals.ts';
import { readLine } from '../../../../src/sim/computer/terminal/read-line.ts';
import { bareMachine, finish, initOptions, print } from '../support.ts';
import { show } from './screen.ts';

const ctrl = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) & 31);

/** Writes what it reads, each piece in quotation marks; `end` at the end of file. */
const reader: Program = function* (process) {
  for (;;) {
    const bytes = yield* process.descriptors.get(0)?.read() ?? [];
    if (!bytes) {
      yield* print(process, 'end\n');
      return 0;
    }
    yield* print(process, `${JSON.stringify(new TextDecoder().decode(bytes))}\n`);
  }
};

/** A small shell: a line at the prompt `> `, which it tells, or runs as a job when it names a program. */
const prompt: Program = function* (process) {
  const { terminal } = process;
  if (!terminal) return 1;
  const own = terminal.foreground;
  process.handle('INT', () => undefined);
  process.handle('TSTP', () => undefined);
  for (;;) {
    const result = yield* readLine(terminal, {
      prompt: '> ',
      history: [],
      *complete(line, cursor) {
        yield* sleep(1);
        const start = line.lastIndexOf(' ', cursor - 1) + 1;
        const names = [
          'docker',
          'docker-compose',
          'date',
          'sources/',
          ...Array.from({ length: 120 }, (_, index) => `many${index}`),
        ];
        return { start, candidates: names.filter((name) => name.startsWith(line.slice(start, cursor))) };
      },
    });
    if (result.kind === 'end') return 0;
    if (result.kind === 'interrupted') continue;
    const [name = '', ...args] = result.line.trim().split(' ');
    if (name !== 'sleeper' && name !== 'reader') {
      yield* print(process, `<${result.line}>\n`);
      continue;
    }
    const job = yield* process.spawn({ argv: [name, ...args], group: 'new' });
    if (typeof job === 'string') continue;
    terminal.foreground = job.hostPid;
    while (!job.exited.opened && job.info.state !== 'T') yield* job.changed.next();
    terminal.foreground = own;
    const status = job.exited.value;
    if (status) yield* process.wait(job);
    yield* print(process, `[${status ? exitCode(status) : job.info.state}]\n`);
  }
};

const sleeper: Program = function* () {
  yield* sleep(1_000_000);
  return 0;
};

/** Types chunks, half a second between them, at a program on a terminal; all that the terminal showed. */
function type(program: string, chunks: readonly (string | ((terminal: Terminal) => void))[], columns = 40): string {
  const { kernel, machine } = bareMachine({ reader, prompt, sleeper });
  const terminal = machine.createTerminal('box', columns, 24);
  const decoder = new TextDecoder();
  let shown = '';
  terminal.onOutput((bytes) => (shown += decoder.decode(bytes, { stream: true })));
  const descriptors = new Map([0, 1, 2].map((number) => [number, terminal.descriptor]));
  finish(kernel, machine.start(initOptions(machine, [program], { terminal, descriptors })));
  for (const chunk of chunks) {
    kernel.advance(500);
    if (typeof chunk === 'string') terminal.input(new TextEncoder().encode(chunk));
    else chunk(terminal);
  }
  kernel.advance(500);
  return shown;
}

describe('cooked mode', () => {
  test.each<[string, string[], string]>([
    ['a line', ['abc\r'], 'abc\r\n"abc\\n"\r\n'],
    ['nothing before Enter', ['abc'], 'abc'],
    ['erase', ['abX\u007fc\r'], 'abX\b \bc\r\n"abc\\n"\r\n'],
    ['erase at the beginning', ['\u007fa\r'], 'a\r\n"a\\n"\r\n'],
    ['kill the line', ['abc', ctrl('u'), 'd\r'], 'abc\b \b\b \b\b \bd\r\n"d\\n"\r\n'],
    ['erase a word', ['one two', ctrl('w'), '2\r'], 'one two\b \b\b \b\b \b2\r\n"one 2\\n"\r\n'],
    ['erase a character of two bytes', ['é\u007fe\r'], 'é\b \be\r\n"e\\n"\r\n'],
    ['erase a wide character', ['漢\u007fe\r'], '漢\b \b\b \be\r\n"e\\n"\r\n'],
    ['end of file', [ctrl('d')], 'end\r\n'],
    ['^D hands over what there is', ['abc', ctrl('d')], 'abc"abc"\r\n'],
    ['two lines at once', ['a\rb\r'], 'a\r\nb\r\n"a\\n"\r\n"b\\n"\r\n'],
    ['an arrow is shown as it came', ['\u001b[A\r'], '^[[A\r\n"\\u001b[A\\n"\r\n'],
    ['^V takes the next as it is', [`${ctrl('v')}${ctrl('c')}\r`], '^C\r\n"\\u0003\\n"\r\n'],
  ])('%s', (_, chunks, expected) => {
    expect(type('reader', chunks)).toBe(expected);
  });

  test('without echo', () => {
    const quiet = (terminal: Terminal): void => {
      terminal.echo = false;
    };
    expect(type('reader', [quiet, 'secret\r'])).toBe('"secret\\n"\r\n');
  });

  test('raw mode hands every byte through and leaves the output alone', () => {
    const raw = (terminal: Terminal): void => {
      terminal.mode = 'raw';
    };
    expect(type('reader', ['ab', raw, `c\r${ctrl('c')}`])).toBe('ab"ab"\n"c\\r\\u0003"\n');
  });

  test('an end of file that nobody has read is a byte to who reads raw', () => {
    const ahead = (terminal: Terminal): void => {
      terminal.input(Uint8Array.of(4));
      terminal.mode = 'raw';
    };
    expect(type('reader', [ahead])).toBe('"\\u0000"\n');
  });

  test('a hang-up ends the input', () => {
    expect(type('reader', [(terminal) => { terminal.hangUp(); }])).toBe('');
  }); // prettier-ignore
});

describe('at a prompt', () => {
  test.each<[string, string[], string[]]>([
    ['a line', ['hello\r'], ['> hello', '<hello>', '>']],
    ['type-ahead is kept', ['one\rtwo\r'], ['> one', '<one>', '> two', '<two>', '>']],
    ['^C gives up the line', ['abc', ctrl('c')], ['> abc^C', '>']],
    ['^C on a job', ['sleeper\r', ctrl('c')], ['> sleeper', '^C[130]', '>']],
    ['^\\ on a job', ['sleeper\r', '\u001c'], ['> sleeper', '^\\[131]', '>']],
    ['^Z on a job', ['sleeper\r', ctrl('z')], ['> sleeper', '^Z[T]', '>']],
    ['what is typed while a job runs', ['sleeper\r', 'next\r', ctrl('c')], ['> sleeper', 'next', '^C[130]', '>']],
    ['a job reads, then the prompt', ['reader\r', 'to job\r', ctrl('d'), 'to prompt\r'], ['> reader', 'to job', '"to job\\n"', 'end', '[0]', '> to prompt', '<to prompt>', '>']],
    ['a paste of two lines and a bit', ['\u001b[200~a\nb\nc\u001b[201~'], ['> a', '<a>', '> b', '<b>', '> c']],
    ['Tab completes', ['do\t'], ['> docker']],
    ['Tab completes one alone, with a space', ['da\tx'], ['> date x']],
    ['Tab completes a directory without a space', ['so\tx'], ['> sources/x']],
    ['Tab twice lists', ['d\t\t'], ['> d', 'date            docker-compose', 'docker', '> d']],
    ['Tab twice, many', ['many\t\tn'], ['> many', 'Display all 120 possibilities? (y or n)', '> many']],
    ['Tab with nothing to complete', ['zzz\t'], ['> zzz']],
  ])('%s', async (_, chunks, expected) => {
    const screen = await show(type('prompt', chunks));
    expect(screen.rows.map((row) => row.trimEnd())).toEqual(expected);
  }); // prettier-ignore
});

test('writing without end is held to what a screen takes, and ^C ends it at once', () => {
  const yes: Program = function* (process) {
    for (;;) yield* print(process, 'y\n'.repeat(100));
  };
  const { kernel, machine } = bareMachine({ yes });
  const terminal = machine.createTerminal('box', 80, 24);
  let shown = 0;
  terminal.onOutput((bytes) => (shown += bytes.length));
  const descriptors = new Map([[1, terminal.descriptor]]);
  const options = initOptions(machine, ['yes'], { terminal, descriptors, init: true });
  const process = finish(kernel, machine.start(options));
  if ('failure' in process) throw new Error(process.failure);
  kernel.advance(10_000);
  expect(shown).toBeGreaterThan(1_000_000);
  expect(shown).toBeLessThan(6_000_000);
  process.handle('INT', 'default');
  terminal.input(new Uint8Array([3]));
  machine.signal(process, 'KILL');
  kernel.advance(10);
  expect(process.exited.value).toEqual({ signal: 'KILL' });
});
