import { expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { sleep, type Task } from '../../../src/sim/kernel/task.ts';
import { StoryTime } from '../../../src/ui/player/story-time.ts';
import { History } from '../../../src/ui/timeline/history.ts';
import { blocksOf, marksOf, rangeAround } from '../../../src/ui/timeline/timeline-data.ts';

/** Two commands, the second still running; the first prints and is refused something. */
function world(): Kernel {
  const kernel = new Kernel({ seed: 'history', epoch: 0 });
  kernel.spawn(
    'shell',
    (function* (): Task {
      kernel.log.append({ type: 'output', terminal: 't', data: '$ ' });
      yield* sleep(100);
      const first = kernel.log.append({ type: 'command', terminal: 't', line: 'docker run x' });
      kernel.current.cause = first;
      yield* sleep(50);
      kernel.log.append({
        type: 'message',
        role: 'response',
        exchange: 1,
        from: 'daemon:d',
        to: 'client:1',
        protocol: 'engine',
        status: 404,
        received: 160,
      });
      yield* sleep(50);
      kernel.log.append({ type: 'output', terminal: 't', data: 'no\r\n' });
      kernel.log.append({ type: 'exit', command: first, code: 125 });
      yield* sleep(100);
      kernel.log.append({ type: 'command', terminal: 't', line: 'ls' });
    })(),
  );
  kernel.advance(500);
  return kernel;
}

test('commands, what happened in them, and the moments to step to', () => {
  const history = new History(world().log);
  expect(history.commands).toEqual([
    { id: 1, terminal: 't', line: 'docker run x', start: 100, since: 0, end: 200, code: 125 },
    { id: 5, terminal: 't', line: 'ls', start: 300, since: 200, end: undefined, code: undefined },
  ]);
  expect(history.happenings).toEqual([
    { t: 150, kind: 'error' },
    { t: 200, kind: 'output' },
  ]);
  expect(history.moments).toEqual([100, 150, 200, 300]);
  expect(history.commandMoments).toEqual([100, 200, 300]);
});

test('blocks say how each command stands at the playhead', () => {
  const { log, now } = world();
  const story = new StoryTime(log);
  story.extend(now);
  const { commands, happenings } = new History(log);
  const at = (time: number) => ({
    story,
    time,
    head: now,
    range: rangeAround({ at: story.at(time), head: story.at(now), width: 400 }),
  });
  const states = (time: number): string[] =>
    blocksOf(commands, at(time)).map(({ label, state }) => `${label}: ${state}`);
  expect(states(50)).toEqual(['run x: future', 'ls: future']);
  expect(states(120)).toEqual(['run x: current', 'ls: future']);
  expect(states(250)).toEqual(['run x: failed', 'ls: future']);
  expect(states(400)).toEqual(['run x: failed', 'ls: current']);
  expect(marksOf(happenings, at(400)).map(({ kind }) => kind)).toEqual(['error', 'output']);
});

test('the track shows the latest, and an earlier stretch when the playhead is there', () => {
  expect(rangeAround({ at: 0, head: 0, width: 400 })).toEqual({ from: -250, to: 9750, width: 400 });
  expect(rangeAround({ at: 50_000, head: 50_000, width: 400 })).toEqual({ from: 41_000, to: 51_000, width: 400 });
  const past = rangeAround({ at: 20_000, head: 50_000, width: 400 });
  expect(past.from).toBeLessThan(20_000);
  expect(past.to).toBeGreaterThan(20_000);
  expect(rangeAround({ at: 1000, head: 50_000, width: 400 }).from).toBe(-250);
});
