// Starting, forking, replacing, waiting and ending: what a program sees, and what the store holds.
import { expect, test } from 'vitest';
import { sleep, spawn } from '../../../../src/sim/kernel/task.ts';
import type { Process, Program } from '../../../../src/sim/computer/contract.ts';
import { processLimit } from '../../../../src/sim/computer/processes/process-table.ts';
import { exitCode } from '../../../../src/sim/computer/processes/signals.ts';
import { bareMachine, finish, initOptions, print, run, startCollected } from '../support.ts';

const child = (result: Process | string): Process => {
  if (typeof result === 'string') throw new Error(result);
  return result;
};

const echo: Program = function* (process) {
  yield* print(process, `${process.argv.slice(1).join(' ')}\n`);
  return 0;
};

const cat: Program = function* (process) {
  for (;;) {
    const bytes = yield* process.descriptors.get(0)?.read() ?? [];
    if (!bytes) return 0;
    yield* process.descriptors.get(1)?.write(bytes) ?? [];
  }
};

test.each<[string, Record<string, string>, string[], { code: number; stdout: string; stderr: string }]>([
  ['a command in PATH', {}, ['echo', 'a', 'b'], { code: 0, stdout: 'a b\n', stderr: '' }],
  ['a command by its path', {}, ['/bin/echo', 'x'], { code: 0, stdout: 'x\n', stderr: '' }],
  ['an unknown command', {}, ['nosuch'], { code: -1, stdout: '', stderr: 'not-found' }],
  ['an unknown path', {}, ['/bin/nosuch'], { code: -1, stdout: '', stderr: 'no-such-file' }],
  ['a directory', {}, ['/bin'], { code: -1, stdout: '', stderr: 'is-directory' }],
  [
    'a file that is not executable',
    { '/bin/data': 'x' },
    ['/bin/data'],
    { code: -1, stdout: '', stderr: 'permission' },
  ],
  ['a script', { '/run.sh': '#!/bin/echo -n\n' }, ['/run.sh', 'z'], { code: 0, stdout: '-n /run.sh z\n', stderr: '' }],
  [
    'a script of a script',
    { '/a': '#!/b\n', '/b': '#!/bin/echo\n' },
    ['/a'],
    { code: 0, stdout: '/b /a\n', stderr: '' },
  ],
  [
    'a script without its interpreter',
    { '/run.sh': '#!/bin/bash\r\n' },
    ['/run.sh'],
    { code: 255, stdout: '', stderr: 'exec /run.sh: no such file or directory\n' },
  ],
  [
    'a binary without a simulation',
    { '/bin/odd': 'program:odd' },
    ['odd'],
    { code: 1, stdout: '', stderr: 'drydock: not simulated: odd\n' },
  ],
])('%s', (_, files, argv, expected) => {
  const { machine } = bareMachine({ echo }, files);
  expect(run(machine, argv)).toEqual(expected);
});

test('pids inside start at 1, and the host sees the same processes by other numbers', () => {
  const first: Program = function* (process) {
    const second = child(yield* process.spawn({ argv: ['echo', 'hello'] }));
    yield* print(process, `${process.pid} ${second.pid} ${second.parentPid} ${process.visible().length}\n`);
    yield* process.wait();
    yield* print(process, `${process.visible().length} ${process.hostPid > 1}\n`);
    return 0;
  };
  const { kernel, machine } = bareMachine({ first, echo });
  expect(run(machine, ['first']).stdout).toBe('1 2 1 2\nhello\n1 true\n');
  expect([...kernel.store.all('process')].map((record) => record.argv)).toEqual([['/sbin/init']]);
});

test('a child that nobody waits for stays a zombie until its parent ends', () => {
  const parent: Program = function* (process) {
    child(yield* process.spawn({ argv: ['echo'] }));
    yield* sleep(100);
    const states = process.visible().map((each) => each.info.state);
    yield* print(process, `${states.join(' ')}\n`);
    return 0;
  };
  const first: Program = function* (process) {
    const started = child(yield* process.spawn({ argv: ['parent'] }));
    yield* process.wait(started);
    yield* print(process, `${process.visible().length} then `);
    const ended = yield* process.wait();
    yield* print(
      process,
      `${typeof ended === 'string' ? ended : ended.child.argv.join(' ')} ${process.visible().length}\n`,
    );
    return 0;
  };
  const { machine } = bareMachine({ first, parent, echo });
  expect(run(machine, ['first']).stdout).toBe('\nS R Z\n2 then echo 1\n');
});

test('wait without children', () => {
  const first: Program = function* (process) {
    const ended = yield* process.wait();
    yield* print(process, typeof ended === 'string' ? ended : 'child');
    return 0;
  };
  const { machine } = bareMachine({ first });
  expect(run(machine, ['first']).stdout).toBe('ECHILD');
});

test('when PID 1 ends, all others of its namespace are killed', () => {
  const first: Program = function* (process) {
    child(yield* process.spawn({ argv: ['second'] }));
    yield* sleep(10);
    return 4;
  };
  const second: Program = function* () {
    yield* sleep(1_000_000);
    return 0;
  };
  const { kernel, machine } = bareMachine({ first, second });
  expect(run(machine, ['first']).code).toBe(4);
  expect(machine.processesOf('box')).toEqual([]);
  const exits = kernel.log.entries.flatMap((entry) => (entry.type === 'exit' ? [entry.code] : []));
  expect(exits).toEqual([4, 137]);
});

test('exec becomes another program and keeps pid and descriptors', () => {
  const first: Program = function* (process) {
    try {
      yield* process.exec({ argv: ['echo', 'pid', String(process.pid)] });
    } finally {
      process.descriptors.get(1)?.release();
      process.descriptors.delete(1);
    }
    return 9;
  };
  const { machine } = bareMachine({ first, echo });
  expect(run(machine, ['first'])).toEqual({ code: 0, stdout: 'pid 1\n', stderr: '' });
});

test('exec that fails comes back', () => {
  const first: Program = function* (process) {
    yield* print(process, yield* process.exec({ argv: ['nosuch'] }));
    return 9;
  };
  const { machine } = bareMachine({ first });
  expect(run(machine, ['first'])).toEqual({ code: 9, stdout: 'ENOENT', stderr: '' });
});

test('a fork has copies: what it changes is its own', () => {
  const first: Program = function* (process) {
    process.env.set('A', '1');
    const copy = child(
      yield* process.fork(function* (self) {
        self.env.set('A', '2');
        self.cwd = '/tmp';
        yield* print(self, `${self.env.get('A')} ${self.cwd}\n`);
        return 5;
      }),
    );
    const ended = yield* process.wait(copy);
    const code = typeof ended === 'string' ? ended : exitCode(ended.status);
    yield* print(process, `${code} ${process.env.get('A')} ${process.cwd}\n`);
    return 0;
  };
  const { machine } = bareMachine({ first });
  expect(run(machine, ['first']).stdout).toBe('2 /tmp\n5 1 /\n');
});

test('a pipe makes the writer wait, and SIGPIPE ends it when the reader has gone', () => {
  const yes: Program = function* (process) {
    for (;;) yield* print(process, 'y\n'.repeat(512));
  };
  const first: Program = function* (process) {
    const { reader, writer } = process.pipe();
    const writing = child(yield* process.spawn({ argv: ['yes'], descriptors: new Map([[1, writer]]) }));
    writer.release();
    yield* sleep(1000);
    yield* print(process, `${writing.info.state} `);
    const bytes = yield* reader.read(4);
    yield* print(process, JSON.stringify(new TextDecoder().decode(bytes)));
    reader.release();
    const ended = yield* process.wait(writing);
    yield* print(process, ` ${typeof ended === 'string' ? ended : exitCode(ended.status)}`);
    return 0;
  };
  const { machine } = bareMachine({ first, yes });
  expect(run(machine, ['first']).stdout).toBe('S "y\\ny\\n" 141');
});

test('writing without end costs time: to nowhere, and to a pipe with an eager reader', () => {
  const yes: Program = function* (process) {
    const nowhere = yield* process.open('/dev/null', 'write');
    if (typeof nowhere === 'string') return 1;
    for (;;) yield* nowhere.write(new Uint8Array(1024));
  };
  const { kernel, machine } = bareMachine({ yes });
  const started = finish(kernel, machine.start(initOptions(machine, ['yes'])));
  if ('failure' in started) throw new Error(started.failure);
  kernel.advance(1000);
  expect(machine.usage('box').cpuTime).toBeGreaterThan(900);
  machine.signal(started, 'KILL');
  expect(machine.processesOf('box')).toEqual([]);
});

test('a fork bomb meets the pids limit, and without one the limit of the machine', () => {
  const bomb: Program = function* (process) {
    for (;;) {
      const copy = yield* process.fork(function* () {
        yield* sleep(1_000_000);
        return 0;
      });
      if (typeof copy === 'string') {
        yield* print(process, `${copy} ${process.children.length}`);
        return 1;
      }
    }
  };
  const { machine } = bareMachine({ bomb });
  expect(run(machine, ['bomb'], { limits: { pids: 10 } }).stdout).toBe('EAGAIN 9');
  expect(run(machine, ['bomb'], { container: 'other' }).stdout).toBe(`EAGAIN ${processLimit - 2}`);
});

test('memory beyond the limit kills the largest process', () => {
  const first: Program = function* (process) {
    const hungry = child(
      yield* process.fork(function* (self) {
        for (let size = 1; ; size++) {
          self.useMemory(size * 1024 * 1024);
          yield* self.compute(1);
        }
      }),
    );
    const ended = yield* process.wait(hungry);
    yield* print(process, typeof ended === 'string' ? ended : `${exitCode(ended.status)}`);
    return 0;
  };
  const { machine } = bareMachine({ first });
  expect(run(machine, ['first'], { limits: { memory: 32 * 1024 * 1024 } }).stdout).toBe('137');
  expect(machine.usage('box').oomKills).toBe(1);
});

test.each([
  ['alone on a machine with two CPUs', undefined, 1, 1000],
  ['with half a CPU', 0.5, 1, 2000],
  ['four at once on two CPUs', undefined, 4, 2000],
  ['four at once on one CPU', 1, 4, 4000],
])('computing for a second of CPU %s', (_, cpus, processes, expected) => {
  const first: Program = function* (process) {
    for (let count = 0; count < processes; count++)
      child(
        yield* process.fork(function* (self) {
          yield* self.compute(1000);
          return 0;
        }),
      );
    for (let count = 0; count < processes; count++) yield* process.wait();
    return 0;
  };
  const { kernel, machine } = bareMachine({ first });
  const start = kernel.now;
  let ended = 0;
  finish(
    kernel,
    (function* () {
      const process = yield* machine.start(
        initOptions(machine, ['first'], { limits: cpus === undefined ? {} : { cpus } }),
      );
      if ('failure' in process) throw new Error(process.failure);
      yield* process.exited.wait();
      ended = kernel.now;
    })(),
  );
  expect((ended - start) / expected).toBeGreaterThan(0.95);
  expect((ended - start) / expected).toBeLessThan(1.1);
});

test('a frozen container stands still, its threads too, and goes on where it was', () => {
  const clock: Program = function* (process) {
    yield* spawn(
      'thread',
      (function* () {
        for (;;) {
          yield* sleep(100);
          yield* print(process, 't');
        }
      })(),
    );
    for (let count = 0; count < 10; count++) {
      yield* sleep(100);
      yield* print(process, 'm');
    }
    return 0;
  };
  const { kernel, machine } = bareMachine({ clock });
  const seen = finish(
    kernel,
    (function* () {
      const started = yield* startCollected(machine, initOptions(machine, ['clock']));
      if ('failure' in started) throw new Error(started.failure);
      yield* sleep(350);
      machine.freeze('box');
      const state = started.process.info.state;
      const at = kernel.now;
      yield* sleep(5000);
      machine.thaw('box');
      const { stdout } = yield* started.outcome();
      return { state, stdout: stdout.length, after: kernel.now - at };
    })(),
  );
  expect(seen.state).toBe('D');
  expect(seen.stdout).toBeGreaterThan(17);
  expect(seen.after).toBeGreaterThan(5550);
});

test('/dev/stdout, /proc/self/fd and links to them are the descriptors of whoever opens them', () => {
  const first: Program = function* (process) {
    for (const path of ['/dev/stdout', '/proc/self/fd/1', '/dev/fd/1', '/log']) {
      const out = yield* process.open(path, 'append');
      if (typeof out === 'string') {
        yield* print(process, `${path}: ${out}\n`);
        continue;
      }
      yield* out.write(new TextEncoder().encode(`${path}\n`));
      out.release();
    }
    return 0;
  };
  const { machine } = bareMachine({ first });
  machine.files.symlink('/dev/stdout', '/log');
  expect(run(machine, ['first']).stdout).toBe('/dev/stdout\n/proc/self/fd/1\n/dev/fd/1\n/log\n');
});

test('files: written, appended, read; devices; a missing one', () => {
  const first: Program = function* (process) {
    const steps = [
      ['/tmp/a', 'write', 'one\n'],
      ['/tmp/a', 'append', 'two\n'],
      ['/dev/full', 'write', 'x'],
      ['/nosuch/b', 'write', 'x'],
      ['/tmp/a', 'exclusive', 'x'],
    ] as const;
    for (const [path, how, text] of steps) {
      const file = yield* process.open(path, how);
      if (typeof file === 'string') {
        yield* print(process, `${path} ${file}\n`);
        continue;
      }
      const error = yield* file.write(new TextEncoder().encode(text));
      if (error) yield* print(process, `${path} ${error}\n`);
      file.release();
    }
    const file = yield* process.open('/tmp/a', 'read');
    if (typeof file === 'string') return 1;
    yield* print(process, new TextDecoder().decode(yield* file.read()));
    const zero = yield* process.open('/dev/zero', 'read');
    yield* print(process, typeof zero === 'string' ? zero : `${(yield* zero.read(3))?.join('')}\n`);
    return 0;
  };
  const { machine } = bareMachine({ first });
  expect(run(machine, ['first']).stdout).toBe('/dev/full ENOSPC\n/nosuch/b ENOENT\n/tmp/a EEXIST\none\ntwo\n000\n');
});

test('a named pipe joins two processes', () => {
  const first: Program = function* (process) {
    const writer = child(
      yield* process.fork(function* (self) {
        const end = yield* self.open('/tmp/fifo', 'write');
        if (typeof end === 'string') return 1;
        yield* end.write(new TextEncoder().encode('through\n'));
        end.release();
        return 0;
      }),
    );
    yield* sleep(50);
    const end = yield* process.open('/tmp/fifo', 'read');
    if (typeof end === 'string') return 1;
    const reader = child(yield* process.spawn({ argv: ['cat'], descriptors: new Map([[0, end]]) }));
    end.release();
    yield* process.wait(reader);
    yield* process.wait(writer);
    return 0;
  };
  const { machine } = bareMachine({ first, cat });
  machine.files.mknod('/tmp/fifo', { kind: 'fifo' });
  expect(run(machine, ['first']).stdout).toBe('through\n');
});

test('what a program throws is reported with its process', () => {
  const broken: Program = function* () {
    throw new Error('oops');
  };
  const { machine } = bareMachine({ broken });
  expect(() => run(machine, ['broken'])).toThrow(/in process \d+ \(broken\): Error: oops/);
});

test('a command that an init cannot run', () => {
  const { machine } = bareMachine({ echo });
  expect(run(machine, ['nosuch'], { init: true }).code).toBe(127);
  expect(run(machine, ['echo', 'hi'], { init: true })).toEqual({ code: 0, stdout: 'hi\n', stderr: '' });
});
