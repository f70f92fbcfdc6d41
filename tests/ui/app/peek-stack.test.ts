// The small stack in the edge of the folded stage fills while an image comes.
import { expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import { peekStack } from '../../../src/ui/app/peek-stack.ts';
import { worldAfter } from '../stage/support.ts';

test('it is empty, fills from nothing, and is whole', async () => {
  const world = await worldAfter('docker pull nginx');
  const view = new View(world.kernel.log);
  const filled: number[] = [];
  for (const { t } of world.kernel.log.entries.filter((_, index) => index % 10 === 0)) {
    view.moveTo(t);
    const stack = peekStack(view);
    const part = stack.reduce((sum, { done }) => sum + done, 0) / Math.max(1, stack.length);
    if (filled.at(-1) !== part) filled.push(part);
  }
  expect(filled.length).toBeGreaterThan(5);
  expect(filled[0]).toBe(0);
  expect(filled.at(-1)).toBeGreaterThan(0.9);
  expect(filled).toEqual(filled.toSorted((a, b) => a - b));
  view.moveTo(world.kernel.now);
  expect(peekStack(view).map(({ digest }) => digest.slice(0, 7))).toEqual(Array(7).fill('sha256:'));
});
