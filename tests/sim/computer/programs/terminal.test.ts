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

test('less with keys: on by a screen and a line, to the end and back, a search, and the end', () => {
  const text = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join('');
  const { kernel, machine } = bareMachine(gnuPrograms, { ...files, '/work/lines': text });
  const terminal = machine.createTerminal('box', 30, 6);
  let shown = '';
  terminal.onOutput((bytes) => {
    shown += new TextDecoder().decode(bytes);
  });
  const descriptors = new Map([0, 1, 2].map((number) => [number, terminal.descriptor]));
  const screens = finish(
    kernel,
    (function* (): Task<string[]> {
      const env = new Map([
        ['PATH', '/bin'],
        ['TERM', 'xterm'],
      ]);
      const argv = ['less', 'lines'];
      const started = yield* machine.start(initOptions(machine, argv, { descriptors, terminal, cwd: '/work', env }));
      if ('failure' in started) throw new Error(started.failure);
      const found: string[] = [];
      for (const key of [' ', 'j', 'G', 'g', '/line 12\r', 'n', 'q']) {
        yield* sleep(100);
        found.push(shown.replace(/^[^]*\x1b\[H\x1b\[J/, ''));
        shown = '';
        terminal.input(new TextEncoder().encode(key));
      }
      yield* started.exited.wait();
      return [...found, shown];
    })(),
  );
  const five = (from: number): string => Array.from({ length: 5 }, (_, index) => `line ${from + index}\r\n`).join('');
  const found = five(12).replace('line 12', '\x1b[7mline 12\x1b[27m');
  expect(screens).toEqual([
    `${five(1)}\x1b[7mlines\x1b[27m`,
    `${five(6)}:`,
    `${five(7)}:`,
    `${five(26)}\x1b[7m(END)\x1b[27m`,
    `${five(1)}\x1b[7mlines\x1b[27m`,
    `${found}:`,
    `${found}\x1b[7mPattern not found  (press RETURN)\x1b[27m`,
    '\r\x1b[K\x1b[?1l\x1b>\x1b[?1049l',
  ]);
});

describe('lines', () => {
  test.each([
    [
      'sleep 9 & top -b -n 1 | sed 1d; top -bn1 -p 2 | tail -n 1; top -b -n 2 -d 1 | grep -c PID',
      `Tasks:   4 total,   1 running,   3 sleeping,   0 stopped,   0 zombie
%Cpu(s):  0.0 us,  0.0 sy,  0.0 ni,100.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st 
MiB Mem :   4096.0 total,   3151.9 free,    329.7 used,    614.4 buff/cache     
MiB Swap:      0.0 total,      0.0 free,      0.0 used.   3766.3 avail Mem 

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
      1 root      20   0    3072    512    307 S   0.0   0.0   0:00.00 sh
      2 root      20   0    3072    512    307 S   0.0   0.0   0:00.00 sleep
      3 root      20   0    3072    512    307 R   0.0   0.0   0:00.00 top
      4 root      20   0    3072    512    307 S   0.0   0.0   0:00.00 sed
      2 root      20   0    3072    512    307 S   0.0   0.0   0:00.00 sleep
2
`,
    ],
    ['top', 'top: failed tty get\n'],
    [
      'stress --cpu 1 --timeout 2; stress --vm 1 --vm-bytes 64M -t 1s -q; echo $?; stress -c x; echo $?',
      'stress: info: [2] dispatching hogs: 1 cpu, 0 io, 0 vm, 0 hdd\nstress: info: [2] successful run completed in 2s\n0\n1\nstress: unrecognized option or not a number: x\n',
    ],
    ['which sh nope ls; echo $?; which; echo $?; which -a sh', '/bin/sh\n/bin/ls\n1\n1\n/bin/sh\n'],
    [
      'less nope; echo $?; cat a.txt | less; less /work',
      '1\none\nnope: No such file or directory\n/work is a directory\n',
    ],
    [
      'sleep 9 & sleep 9 & pstree; pstree -p; true',
      'sh-+-pstree\n   `-2*[sleep]\nsh(1)-+-pstree(5)\n      |-sleep(2)\n      `-sleep(3)\n',
    ],
  ])('%s', (line, expected) => {
    const { machine } = bareMachine(gnuPrograms, files);
    const { stdout, stderr } = run(machine, ['sh', '-c', line], {
      ...initOptions(machine, []),
      argv: ['sh', '-c', line],
      cwd: '/work',
    });
    expect(stdout + stderr).toBe(expected);
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
