// Random verbs on random containers: the daemon allows what the statechart allows, and nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { containerMachine } from '../../../src/sim/machines/container.ts';
import { legal, next } from '../../../src/sim/machines/next.ts';
import type { ContainerRecord } from '../../../src/sim/engine/records.ts';
import type { Request } from '../../../src/sim/kernel/message.ts';
import { idOf, TestHost } from './support.ts';

type Verb = readonly [event: string, method: Request['method'], path: string, body?: unknown];

const verbs: readonly Verb[] = [
  ['start', 'POST', '/start'],
  ['stop', 'POST', '/stop?t=0'],
  ['signal', 'POST', '/kill'],
  ['signal', 'POST', '/kill?signal=HUP'],
  ['pause', 'POST', '/pause'],
  ['unpause', 'POST', '/unpause'],
  ['exec', 'POST', '/exec', { Cmd: ['true'] }],
  ['top', 'GET', '/top'],
  ['rename', 'POST', '/rename'],
  ['update', 'POST', '/update', { CpuShares: 512 }],
  ['remove', 'DELETE', ''],
  ['remove', 'DELETE', '?force=1'],
  ['restart', 'POST', '/restart?t=0'],
];

const bodies: readonly object[] = [
  { Cmd: ['sleep', '1000'] },
  { Cmd: ['sleep', '0.3'] },
  { Cmd: ['sleep', '0.2'], HostConfig: { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } } },
  { Cmd: ['sleep', '1000'], Healthcheck: { Test: ['CMD', 'true'], Interval: 200_000_000 } },
  { Cmd: ['nosuch'] },
];

const step = fc.record({
  verb: fc.nat(verbs.length),
  container: fc.nat(3),
  body: fc.nat(bodies.length - 1),
  wait: fc.nat(400),
});

const statePath = ({ state, health }: ContainerRecord): string =>
  state === 'running' || state === 'paused' ? `${state}.${health}` : state;

test('every change of state is a step of the statechart, every refusal one that it does not have', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const host = new TestHost();
      await host.pull('alpine');
      const names: (string | undefined)[] = [undefined, undefined, undefined, undefined];
      for (const [index, { verb, container, body, wait }] of steps.entries()) {
        await host.wait(wait);
        const chosen = verbs[verb];
        const name = names[container];
        if (!chosen || name === undefined) {
          if (name !== undefined) continue;
          const made = `c${index}`;
          await host.call('POST', `/containers/create?name=${made}`, { Image: 'alpine', ...bodies[body] });
          names[container] = made;
          continue;
        }
        const record = [...host.kernel.store.all('container')].find((each) => each.name === name);
        if (!record) throw new Error(`${name} is gone`);
        const [event, method, path, sent] = chosen;
        const renamed = event === 'rename' ? `r${index}` : undefined;
        const outcome = await host.call(method, `/containers/${name}${path}${renamed ? `?name=${renamed}` : ''}`, sent);
        if (renamed && outcome.status === 204) names[container] = renamed;
        if (event === 'remove' && outcome.status === 204) names[container] = undefined;
        const forced = path.includes('force') || event === 'restart' || record.config.Cmd?.[0] === 'nosuch';
        // What is about to end or to begin anew may be elsewhere when the request arrives.
        const steady = record.config.Cmd?.[1] === '1000' || record.state === 'created' || record.state === 'exited';
        if (forced || !steady) continue;
        const allowed = legal(containerMachine, statePath(record), event);
        const did = outcome.status < 300 || (outcome.status === 304 && event === 'stop');
        expect(`${event} while ${statePath(record)}: ${String(did)}`).toBe(
          `${event} while ${statePath(record)}: ${String(allowed)}`,
        );
      }
      checkLog(host);
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('requests that come at the same time are taken one after the other', async () => {
  const pair = fc.record({ verb: fc.nat(verbs.length - 1), wait: fc.nat(150) });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bodies.length - 1),
      fc.array(pair, { minLength: 3, maxLength: 30 }),
      async (body, steps) => {
        const host = new TestHost();
        await host.pull('alpine');
        const made = await host.call('POST', '/containers/create', { Image: 'alpine', ...bodies[body] });
        const handles = [];
        for (const [index, { verb, wait }] of steps.entries()) {
          const [event, method, path, sent] = verbs[verb] ?? verbs[0] ?? (['', 'GET', ''] as const);
          const target = `/containers/${idOf(made)}${path}${event === 'rename' ? `?name=r${index}` : ''}`;
          handles.push(host.start(method, target, sent === undefined ? {} : { body: sent }));
          await host.wait(wait);
        }
        for (const handle of handles) await host.finish(handle);
        checkLog(host);
        // Whatever came of it: what does not run holds no address, and a removed container leaves nothing behind.
        await host.call('DELETE', `/containers/${idOf(made)}?force=1`);
        expect([...host.kernel.store.all('container')]).toEqual([]);
        await host.run('next', { Image: 'alpine', Cmd: ['sleep', '10'] });
        expect([...host.kernel.store.all('container')][0]?.endpoints[0]?.address).toBe('172.17.0.2');
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

/** Every change of a container's state in the log is one step, or several of one instant, of the statechart. */
function checkLog(host: TestHost): void {
  for (const entry of host.kernel.log.entries) {
    if (entry.type !== 'change' || entry.kind !== 'container') continue;
    const before = entry.before as ContainerRecord | undefined;
    const after = entry.after as ContainerRecord | undefined;
    const from = before ? statePath(before) : 'new';
    const to = after ? statePath(after) : 'gone';
    if (from === to || from === 'new') continue;
    const reachable = containerMachine.events.some((event) => next(containerMachine, from, event) === to);
    expect(`${from} → ${to}: ${String(reachable)}`).toBe(`${from} → ${to}: true`);
  }
}

test('the same requests make the same log', async () => {
  const play = async (): Promise<string> => {
    const host = new TestHost('same');
    await host.pull('nginx');
    await host.run('web', { Image: 'nginx', HostConfig: { PublishAllPorts: true } });
    await host.wait(2000);
    await host.call('POST', '/containers/web/stop');
    const seen = new WeakSet();
    return JSON.stringify(host.kernel.log.entries, (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null) return value;
      if (seen.has(value)) return 'seen';
      seen.add(value);
      return value;
    });
  };
  expect(await play()).toBe(await play());
});
