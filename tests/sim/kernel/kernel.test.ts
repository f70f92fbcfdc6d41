import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { json, request, type Service } from '../../../src/sim/kernel/message.ts';
import { bytePipe } from '../../../src/sim/kernel/pipe.ts';
import {
  all,
  Cancelled,
  external,
  race,
  sleep,
  spawn,
  type Task,
  type TaskHandle,
} from '../../../src/sim/kernel/task.ts';
import { Trigger } from '../../../src/sim/kernel/trigger.ts';

const makeKernel = (seed = 'seed'): Kernel => new Kernel({ seed, epoch: 0 });
const link = { latency: 2, bandwidth: 1000 };

/** Runs until nothing is left to do. */
function settle(kernel: Kernel): void {
  while (kernel.nextDue !== undefined && !kernel.blocked) kernel.advance(Math.max(0, kernel.nextDue - kernel.now));
}

describe('tasks', () => {
  test('sleep in virtual time, in order of time and then of starting', () => {
    const kernel = makeKernel();
    const seen: string[] = [];
    function* sleeper(name: string, ms: number): Task {
      yield* sleep(ms);
      seen.push(`${name}@${kernel.now}`);
    }
    kernel.spawn('a', sleeper('a', 30));
    kernel.spawn('b', sleeper('b', 10));
    kernel.spawn('c', sleeper('c', 10));
    expect(kernel.advance(20)).toBe(20);
    expect(seen).toEqual(['b@10', 'c@10']);
    kernel.advance(20);
    expect(seen).toEqual(['b@10', 'c@10', 'a@30']);
    expect(kernel.now).toBe(40);
  });

  test('run side by side with all, results in the order given', () => {
    const kernel = makeKernel();
    function* after(ms: number): Task<number> {
      yield* sleep(ms);
      return ms;
    }
    let results: number[] = [];
    kernel.spawn(
      'main',
      (function* () {
        results = yield* all([after(30), after(10), after(20)]);
      })(),
    );
    settle(kernel);
    expect(results).toEqual([30, 10, 20]);
    expect(kernel.now).toBe(30);
  });

  test('race ends with the first and cancels the others', () => {
    const kernel = makeKernel();
    const unwound: string[] = [];
    function* runner(name: string, ms: number): Task<string> {
      try {
        yield* sleep(ms);
        return name;
      } finally {
        unwound.push(`${name}@${kernel.now}`);
      }
    }
    let winner = '';
    kernel.spawn(
      'main',
      (function* () {
        winner = yield* race([runner('slow', 50), runner('fast', 5)]);
      })(),
    );
    settle(kernel);
    expect(winner).toBe('fast');
    expect(unwound).toEqual(['fast@5', 'slow@5']);
  });

  test('cancelling unwinds at the yield, runs finally blocks that wait, and reaches the children of all', () => {
    const kernel = makeKernel();
    const seen: string[] = [];
    function* child(): Task {
      try {
        yield* sleep(1000);
      } finally {
        seen.push('child');
      }
    }
    function* parent(): Task {
      try {
        yield* all([child()]);
      } catch (error) {
        seen.push(error instanceof Cancelled ? 'cancelled' : 'other');
        throw error;
      } finally {
        yield* sleep(5);
        seen.push(`parent@${kernel.now}`);
      }
    }
    const handle = kernel.spawn('parent', parent());
    kernel.advance(10);
    handle.cancel();
    settle(kernel);
    expect(seen).toEqual(['child', 'cancelled', 'parent@15']);
    expect(handle.finished).toBe(true);
  });

  test('a task that cancels itself stops at its next yield', () => {
    const kernel = makeKernel();
    const seen: string[] = [];
    const handles: TaskHandle[] = [];
    const handle = kernel.spawn(
      'self',
      (function* () {
        yield* sleep(1);
        handles[0]?.cancel();
        seen.push('still here');
        yield* sleep(1);
        seen.push('never');
      })(),
    );
    handles.push(handle);
    settle(kernel);
    expect(seen).toEqual(['still here']);
  });

  test('work beyond the budget waits for the next advance, and changes nothing but when it is done', () => {
    const count = (steps: number): number[] => {
      const kernel = makeKernel();
      const seen: number[] = [];
      kernel.spawn(
        'loop',
        (function* (): Task {
          for (;;) {
            yield* sleep(1);
            seen.push(kernel.now);
          }
        })(),
      );
      for (let remaining = 100; remaining > 0;) remaining -= kernel.advance(remaining, steps);
      return seen;
    };
    expect(count(3)).toEqual(count(Infinity));
    expect(count(3)).toHaveLength(100);
  });

  test('external stands virtual time still, and hands results over in the order asked for', async () => {
    const kernel = makeKernel();
    const seen: string[] = [];
    let releaseFirst = (_: string): void => undefined;
    const first = new Promise<string>((resolve) => (releaseFirst = resolve));
    function* load(promise: Promise<string>): Task {
      seen.push(`${yield* external(promise)}@${kernel.now}`);
    }
    kernel.spawn('one', load(first));
    kernel.spawn('two', load(Promise.resolve('second')));
    expect(kernel.advance(50)).toBe(0);
    await Promise.resolve();
    expect(kernel.advance(50)).toBe(0);
    releaseFirst('first');
    await kernel.blocked;
    kernel.advance(50);
    await kernel.blocked;
    kernel.advance(50);
    expect(seen).toEqual(['first@0', 'second@0']);
  });

  test('a rejected external throws at its yield', async () => {
    const kernel = makeKernel();
    let message = '';
    kernel.spawn(
      'load',
      (function* (): Task {
        try {
          yield* external(Promise.reject(new Error('offline')));
        } catch (error) {
          message = (error as Error).message;
        }
      })(),
    );
    kernel.advance(1);
    await kernel.blocked;
    kernel.advance(1);
    expect(message).toBe('offline');
  });

  test('an instant without end is reported as our bug instead of freezing', () => {
    const kernel = makeKernel();
    kernel.spawn(
      'spin',
      (function* (): Task {
        for (;;) yield* sleep(0);
      })(),
    );
    expect(() => kernel.advance(1)).toThrow('virtual time stands still');
  });
});

describe('pipes', () => {
  test('hold a writer back when full, and tell the reader of the end', () => {
    const kernel = makeKernel();
    const pipe = bytePipe();
    const written: number[] = [];
    const read: number[] = [];
    kernel.spawn(
      'writer',
      (function* (): Task {
        for (let chunk = 0; chunk < 4; chunk++) {
          yield* pipe.write(new Uint8Array(40_000));
          written.push(kernel.now);
        }
        pipe.close();
      })(),
    );
    kernel.spawn(
      'reader',
      (function* (): Task {
        for (;;) {
          yield* sleep(10);
          const chunk = yield* pipe.read();
          if (!chunk) return;
          read.push(kernel.now);
        }
      })(),
    );
    settle(kernel);
    expect(read).toEqual([10, 20, 30, 40]);
    expect(written).toEqual([0, 10, 20, 30]);
  });

  test('fail the writer when the reader has gone', () => {
    const kernel = makeKernel();
    const pipe = bytePipe();
    let result: boolean | undefined;
    kernel.spawn(
      'writer',
      (function* (): Task {
        yield* pipe.write(new Uint8Array(65_536));
        result = yield* pipe.write(new Uint8Array(1));
      })(),
    );
    kernel.advance(5);
    expect(result).toBeUndefined();
    pipe.closeReader();
    settle(kernel);
    expect(result).toBe(false);
  });
});

describe('messages', () => {
  const echo: Service = function* (message) {
    yield* sleep(5);
    return json(200, { saw: message.path });
  };

  test('request and answer are logged with the times between which they travel, and with their causes', () => {
    const kernel = makeKernel();
    kernel.serve('daemon:host', echo);
    let status = 0;
    kernel.spawn(
      'client',
      (function* (): Task {
        const reply = yield* kernel.call('daemon:host', request('GET', '/x', { query: { all: '1' } }), {
          from: 'client:1',
          protocol: 'engine',
          link,
        });
        if ('status' in reply) status = reply.status;
      })(),
    );
    settle(kernel);
    expect(status).toBe(200);
    expect(kernel.log.entries).toEqual([
      {
        type: 'message',
        role: 'request',
        exchange: 0,
        from: 'client:1',
        to: 'daemon:host',
        protocol: 'engine',
        method: 'GET',
        path: '/x?all=1',
        received: 2,
        id: 0,
        t: 0,
        cause: undefined,
      },
      {
        type: 'message',
        role: 'response',
        exchange: 0,
        from: 'daemon:host',
        to: 'client:1',
        protocol: 'engine',
        cause: 0,
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { saw: '/x' },
        received: 9,
        id: 1,
        t: 7,
      },
    ]);
  });

  test('nobody there is refused, a machine cut off does not answer', () => {
    const kernel = makeKernel();
    kernel.serve('registry:docker.io', echo);
    kernel.setReachable('registry:docker.io', false);
    const answers: unknown[] = [];
    for (const to of ['daemon:none', 'registry:docker.io'] as const)
      kernel.spawn(
        'client',
        (function* (): Task {
          answers.push([
            to,
            yield* kernel.call(to, request('GET', '/'), { from: 'client:1', protocol: 'engine', link }),
            kernel.now,
          ]);
        })(),
      );
    settle(kernel);
    expect(answers).toEqual([
      ['daemon:none', { failure: 'refused' }, 2],
      ['registry:docker.io', { failure: 'unreachable' }, 10_002],
    ]);
  });

  test('a cancelled caller leaves the receiver to finish its work, and lets it know', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (when) => {
        const kernel = makeKernel();
        const steps: string[] = [];
        let abandoned = false;
        kernel.serve('daemon:host', function* (_, exchange) {
          for (const step of ['one', 'two', 'three']) {
            yield* sleep(10);
            steps.push(step);
          }
          abandoned = exchange.abandoned.opened;
          return json(200, {});
        });
        const client = kernel.spawn(
          'client',
          kernel.call('daemon:host', request('POST', '/work'), { from: 'client:1', protocol: 'engine', link }),
        );
        kernel.advance(when);
        client.cancel();
        settle(kernel);
        const arrived = when >= link.latency;
        expect(steps).toEqual(arrived ? ['one', 'two', 'three'] : []);
        if (arrived) expect(abandoned).toBe(when < 32);
      }),
    );
  });
});

describe('determinism', () => {
  /** A world of tasks that draw lots, sleep, change records and wait for inputs: enough to tell orders apart. */
  function run(
    seed: string,
    inputs: readonly { t: number; data: string }[],
    advance: (kernel: Kernel, until: number) => void,
  ): readonly unknown[] {
    const kernel = makeKernel(seed);
    const typed = new Trigger<string>();
    const random = kernel.random('work');
    function* worker(name: string): Task {
      for (let round = 0; round < 5; round++) {
        yield* sleep(random.integer(40));
        kernel.store.put('disk', name, { machine: name, tree: random.hex(4) as never });
        if (random.next() < 0.3) yield* spawn('echo', echoed(name));
      }
    }
    function* echoed(name: string): Task {
      const data = yield* typed.next();
      kernel.log.append({ type: 'output', terminal: name, data });
    }
    for (const name of ['a', 'b', 'c']) kernel.spawn(name, worker(name));
    for (const { t, data } of inputs) {
      advance(kernel, t);
      kernel.input({ kind: 'type', terminal: 'a', data }, () => typed.fire(data));
    }
    advance(kernel, 400);
    return kernel.log.entries;
  }
  const inputs = fc
    .array(
      fc.record({ t: fc.integer({ min: 0, max: 300_000 }).map((us) => us / 1000), data: fc.string({ maxLength: 3 }) }),
      { maxLength: 6 },
    )
    .map((list) => list.sort((a, b) => a.t - b.t));
  const atOnce = (kernel: Kernel, until: number): void => {
    kernel.advance(until - kernel.now);
  };

  test('the same seed and inputs give the same log, however time is cut into frames', () => {
    fc.assert(
      fc.property(
        fc.string(),
        inputs,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (seed, typed, frame, steps) => {
          const byFrames = (kernel: Kernel, until: number): void => {
            while (kernel.now < until) kernel.advance(Math.min(frame / 3, until - kernel.now), steps);
            while (kernel.nextDue === kernel.now) kernel.advance(0, steps);
          };
          expect(run(seed, typed, byFrames)).toEqual(run(seed, typed, atOnce));
        },
      ),
    );
  });

  test('another seed gives another log', () => {
    expect(run('one', [], atOnce)).not.toEqual(run('two', [], atOnce));
  });
});
