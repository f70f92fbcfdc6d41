import { describe, expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { json, request } from '../../../src/sim/kernel/message.ts';
import { sleep, type Task } from '../../../src/sim/kernel/task.ts';
import { Player } from '../../../src/ui/player/player.ts';

const unbounded = { outOfTime: () => false, entries: Infinity };

/** A command that asks the daemon something every second, five times. */
function player(): Player {
  const kernel = new Kernel({ seed: 'player', epoch: 0 });
  kernel.serve('daemon:host', () => answer());
  kernel.spawn('shell', shell(kernel));
  return new Player(kernel);
}
function* answer(): Task<ReturnType<typeof json>> {
  return json(200, {});
}
function* shell(kernel: Kernel): Task {
  const command = kernel.log.append({ type: 'command', terminal: 't', line: 'docker' });
  kernel.current.cause = command;
  for (let round = 0; round < 5; round++) {
    yield* sleep(1000);
    yield* kernel.call('daemon:host', request('GET', '/'), {
      from: 'client:1',
      protocol: 'engine',
      link: { latency: 2, bandwidth: 1 },
    });
  }
  kernel.log.append({ type: 'exit', command, code: 0 });
}

describe('player', () => {
  test('slows down while a message travels, whatever the frames', () => {
    for (const frame of [4, 16, 100]) {
      const it = player();
      for (let elapsed = 0; elapsed < 1000 + 450 + 450 + 1000; elapsed += frame) it.frame(frame, unbounded);
      expect(it.time).toBeGreaterThan(1990);
      expect(it.time).toBeLessThan(2010);
    }
  });

  test('at instant speed a message takes no time, silence does', () => {
    const it = player();
    it.speed = Infinity;
    for (let elapsed = 0; elapsed < 2500; elapsed += 10) it.frame(10, unbounded);
    expect(it.time).toBeGreaterThan(2490);
    expect(it.time).toBeLessThan(2520);
  });

  test('scrubs back, shows that moment, plays on from it up to the present', () => {
    const it = player();
    for (let elapsed = 0; elapsed < 4000; elapsed += 16) it.frame(16, unbounded);
    const head = it.kernel.now;
    it.seek(1001);
    expect([it.live, it.view.time, it.view.inFlight().map(({ role }) => role)]).toEqual([false, 1001, ['request']]);
    for (let elapsed = 0; elapsed < 400; elapsed += 16) it.frame(16, unbounded);
    expect(it.kernel.now).toBe(head);
    expect(it.live).toBe(false);
    for (let elapsed = 0; elapsed < 4000; elapsed += 16) it.frame(16, unbounded);
    expect(it.live).toBe(true);
  });

  test('paused, nothing happens', () => {
    const it = player();
    it.frame(500, unbounded);
    it.pause();
    expect(it.frame(500, unbounded)).toBe(false);
    expect(it.time).toBe(500);
  });

  test('steps to the next and the previous moment and stops there', () => {
    const it = player();
    for (let elapsed = 0; elapsed < 4000; elapsed += 16) it.frame(16, unbounded);
    it.seek(1500);
    it.step(1, [0, 1000, 2004]);
    expect([it.time, it.playing]).toEqual([2004, false]);
    it.step(-1, [0, 1000, 2004]);
    expect(it.time).toBe(1000);
    it.step(1, []);
    expect(it.live).toBe(true);
  });
});
