// Walks every statechart: every state can be reached, every path is what the table says, nothing waits by itself.
import { describe, expect, test } from 'vitest';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import { transition, type AnyStateMachine, type AnyStateNode } from 'xstate';
import { machines } from '../../../src/sim/machines/index.ts';
import { containerMachine } from '../../../src/sim/machines/container.ts';
import { leaves, legal, next } from '../../../src/sim/machines/next.ts';

const path = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value as object)
        .map(([k, v]) => `${k}.${path(v)}`)
        .join('');

describe.each(Object.entries(machines) as [string, AnyStateMachine][])('%s', (_name, machine) => {
  test('every leaf can be reached from the start', () => {
    const reached = new Set(getShortestPaths(machine).map((found) => path(found.state.value)));
    expect([...reached].sort()).toEqual([...leaves(machine)].sort());
  });

  test('along every simple path the table agrees with the statechart', () => {
    for (const found of getSimplePaths(machine)) {
      let state = path(found.steps[0] ? machine.getInitialSnapshot({} as never).value : found.state.value);
      let snapshot = machine.getInitialSnapshot({} as never);
      for (const step of found.steps) {
        const event = step.event as { readonly type: string };
        if (event.type === 'xstate.init') continue;
        snapshot = transition(machine, snapshot, event as never)[0];
        state = next(machine, state, event.type) ?? 'illegal';
        expect(state).toBe(path(snapshot.value));
      }
    }
  });

  test('the kernel owns time: no delayed transitions, nothing invoked', () => {
    const visit = (node: AnyStateNode): void => {
      expect(node.after).toEqual([]);
      expect(node.invoke).toEqual([]);
      for (const child of Object.values(node.states)) visit(child);
    };
    visit(machine.root as AnyStateNode);
  });
});

test.each([
  ['created', 'start', 'running.none'],
  ['created', 'exec', undefined],
  ['created', 'signal', undefined],
  ['created', 'stop', 'created'],
  ['running.none', 'check', 'running.starting'],
  ['running.healthy', 'pause', 'paused.healthy'],
  ['paused.healthy', 'unpause', 'running.healthy'],
  ['paused.healthy', 'pause', undefined],
  ['paused.healthy', 'exec', undefined],
  ['paused.healthy', 'start', undefined],
  ['paused.none', 'remove', undefined],
  ['running.none', 'remove', undefined],
  ['running.none', 'start', undefined],
  ['running.starting', 'exitAndRestart', 'restarting'],
  ['restarting', 'start', 'running.none'],
  ['restarting', 'remove', undefined],
  ['exited', 'remove', 'removing'],
  ['removing', 'removed', 'gone'],
  ['running', 'pause', 'paused.none'],
])('container %s on %s: %s', (state, event, expected) => {
  expect(next(containerMachine, state, event)).toBe(expected);
  expect(legal(containerMachine, state, event)).toBe(expected !== undefined);
});

test('an event that nobody knows is never legal', () => {
  for (const state of leaves(containerMachine)) expect(legal(containerMachine, state, 'explode')).toBe(false);
});
