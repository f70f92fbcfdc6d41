// What programs do at a terminal, with processes and with files that grow: not recorded, since it depends on the machine.
import { describe, expect, test } from 'vitest';
import { sleep, type Task } from '../../../../src/sim/kernel/task.ts';
import { bareMachine, finish, initOptions, run, startCollected } from '../support.ts';
import { lines } from './lines.ts';
import recorded from './recorded.json' with { type: 'json' };
import { busyboxPrograms, gnuPrograms } from './run-line.ts';

const files = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n',
  '/etc/group': 'root:x:0:\nann:x:1000:\n',
  '/work/a.txt': 'one\n',
  '/work/b c.txt': '',
  '/work/src/main.js': '',
  '/work/app.sh': '#!/bin/sh\n',
};

/** What a command shows on a terminal of 40 columns. */
function onTerminal(argv: readonly string[], programs: Parameters<typeof bareMachine>[0]): string {
  const { kernel, machine } = bareMachine(programs, files);
  const terminal = machine.createTerminal('box', 40, 10);
  let shown = '';
  terminal.onOutput((bytes) => {
    shown += new TextDecoder().decode(bytes);
  });
  const descriptors = new Map([0, 1, 2].map((number) => [number, terminal.descriptor]));
  finish(
    kernel,
    (function* (): Task {
      const env = new Map([
        ['PATH', '/bin'],
        ['TERM', 'xterm'],
      ]);
      const started = yield* machine.start(initOptions(machine, argv, { descriptors, terminal, cwd: '/work', env }));
      if ('failure' in started) throw new Error(started.failure);
      yield* started.exited.wait();
    })(),
  );
  return shown;
}

describe('ls at a terminal', () => {
  test.each([
    [['ls'], " a.txt\t app.sh  'b c.txt'   src\r\n"],
    [['ls', '-l', 'src'], 'total 0\r\n-rw-r--r-- 1 root root 0 Jan 12 09:00 main.js\r\n'],
    [
      ['ls', '--color=auto', '-1'],
      "a.txt\r\n\x1b[0m\x1b[01;32mapp.sh\x1b[0m\r\n'b c.txt'\r\n\x1b[01;34msrc\x1b[0m\r\n",
    ],
  ])('GNU %j', (argv, expected) => {
    expect(onTerminal(argv, gnuPrograms)).toBe(expected);
  });

  test('busybox in colour', () => {
    expect(onTerminal(['ls'], busyboxPrograms)).toBe(
      '\x1b[0;0ma.txt\x1b[m    \x1b[1;32mapp.sh\x1b[m   \x1b[0;0mb c.txt\x1b[m  \x1b[1;34msrc\x1b[m\r\n',
    );
  });
});

describe('processes', () => {
  const line = 'sleep 5 & sleep 1; ps; true';

  test('busybox ps', () => {
    const { machine } = bareMachine(busyboxPrograms, files);
    expect(run(machine, ['sh', '-c', line]).stdout).toBe(
      'PID   USER     TIME  COMMAND\n    1 root      0:00 sh -c sleep 5 & sleep 1; ps; true\n    2 root      0:00 sleep 5\n    4 root      0:00 ps\n',
    );
  });

  test('procps', () => {
    const { machine } = bareMachine(gnuPrograms, files);
    const text = run(machine, [
      'sh',
      '-c',
      'sleep 5 & sleep 1; ps -ef; ps -o pid,comm; ps -p 2 -o args=; ps aux | head -n 1',
    ]).stdout;
    expect(text).toBe(
      `UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:00 ?        00:00:00 sh -c sleep 5 & sleep 1; ps -ef; ps -o pid,comm; ps -p 2 -o args=; ps aux | head -n 1
root           2       1  0 09:00 ?        00:00:00 sleep 5
root           4       1  0 09:00 ?        00:00:00 ps -ef
    PID COMMAND
      1 sh
      2 sleep
      5 ps
sleep 5
USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
`,
    );
  });

  test('killing by name', () => {
    const { machine } = bareMachine(busyboxPrograms, files);
    expect(run(machine, ['sh', '-c', 'sleep 50 & pgrep sleep; pkill sleep; wait $!; echo $?']).stdout).toBe('2\n143\n');
  });
});

test('tail -f shows what is added and goes on after the file was cut', () => {
  const { kernel, machine } = bareMachine(gnuPrograms, files);
  const shown = finish(
    kernel,
    (function* () {
      const started = yield* startCollected(
        machine,
        initOptions(machine, ['sh', '-c', 'timeout 5 tail -n 1 -f /work/a.txt']),
      );
      if ('failure' in started) throw new Error(started.failure);
      yield* sleep(1000);
      machine.files.appendFile('/work/a.txt', 'two\n');
      yield* sleep(1000);
      machine.files.writeFile('/work/a.txt', 'new\n');
      return yield* started.outcome();
    })(),
  );
  expect(shown).toEqual({ code: 124, stdout: 'one\ntwo\nnew\n', stderr: 'tail: /work/a.txt: file truncated\n' });
});

test('a program without end takes virtual time, and stops when nobody reads', () => {
  const { kernel, machine } = bareMachine(gnuPrograms, files);
  expect(run(machine, ['sh', '-c', 'yes | head -n 2; timeout 1 yes > /dev/null; echo $?']).stdout).toBe('y\ny\n124\n');
  expect(kernel.now).toBeGreaterThanOrEqual(1000);
});

test('hello prints what stands at the end of its own file', () => {
  const { machine } = bareMachine(gnuPrograms, files);
  machine.files.writeFile('/bin/hello', '\u007fELF\0\0\nHello from Docker!\n');
  expect(run(machine, ['/bin/hello'])).toEqual({ code: 0, stdout: '\nHello from Docker!\n', stderr: '' });
});

test('every line is recorded', () => {
  const of = (list: readonly { line: string }[]): string[] => list.map(({ line: one }) => one);
  expect(of(recorded.gnu)).toEqual([...lines.both, ...lines.gnu]);
  expect(of(recorded.busybox)).toEqual([...lines.both, ...lines.busybox]);
});
