import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { json, request } from '../../../src/sim/kernel/message.ts';
import { sleep, type Task } from '../../../src/sim/kernel/task.ts';
import { StoryTime } from '../../../src/ui/player/story-time.ts';

const link = { latency: 2, bandwidth: 1000 };

/** A command that sends requests, each after a wait (ms) and answered after some work (ms). */
function world(requests: readonly { wait: number; work: number }[]): Kernel {
  const kernel = new Kernel({ seed: 'story', epoch: 0 });
  kernel.serve('daemon:host', function* (message) {
    yield* sleep(Number(message.query['work']));
    return json(200, {});
  });
  kernel.spawn(
    'shell',
    (function* (): Task {
      const command = kernel.log.append({ type: 'command', terminal: 't', line: 'docker' });
      kernel.current.cause = command;
      for (const { wait, work } of requests) {
        yield* sleep(wait);
        yield* kernel.call('daemon:host', request('GET', '/', { query: { work: String(work) } }), {
          from: 'client:1',
          protocol: 'engine',
          link,
        });
      }
      kernel.log.append({ type: 'exit', command, code: 0 });
    })(),
  );
  return kernel;
}

describe('story time', () => {
  test('shows a message of 2 ms for 450 ms, and the work between messages as it is', () => {
    const kernel = world([{ wait: 100, work: 30 }]);
    kernel.advance(200);
    const story = new StoryTime(kernel.log);
    story.extend(kernel.now);
    expect([100, 101, 102, 132, 134].map((t) => Math.round(story.at(t)))).toEqual([100, 325, 550, 580, 1030]);
  });

  test('skips what is left of a long silence', () => {
    const kernel = world([{ wait: 60_000, work: 0 }]);
    kernel.advance(61_000);
    const story = new StoryTime(kernel.log);
    story.extend(kernel.now);
    expect(Math.round(story.at(59_999))).toBe(1500);
    expect(story.when(1500)).toBe(60_000);
  });

  test('a message of a command that has ended, or of none, is not waited for', () => {
    const kernel = world([]);
    kernel.spawn(
      'stray',
      kernel.call('daemon:host', request('GET', '/', { query: { work: '0' } }), {
        from: 'container:1',
        protocol: 'http',
        link,
      }),
    );
    kernel.advance(100);
    const story = new StoryTime(kernel.log);
    story.extend(kernel.now);
    expect(story.at(100)).toBe(100);
  });

  const requests = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 4000 }), work: fc.integer({ min: 0, max: 500 }) }),
    { maxLength: 6 },
  );

  test('is the same whether the log is taken in at once or as it grows, never goes back, and can be inverted', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 700 }), (list, frame) => {
        const kernel = world(list);
        const growing = new StoryTime(kernel.log);
        while (kernel.now < 20_000) {
          kernel.advance(frame);
          growing.extend(kernel.now);
        }
        const whole = new StoryTime(kernel.log);
        whole.extend(kernel.now);
        let last = 0;
        for (let t = 0; t <= kernel.now; t += 97) {
          const told = whole.at(t);
          expect(growing.at(t)).toBeCloseTo(told, 6);
          expect(told).toBeGreaterThanOrEqual(last);
          expect(whole.at(whole.when(told))).toBeCloseTo(told, 6);
          last = told;
        }
      }),
      { numRuns: 50 },
    );
  });
});
