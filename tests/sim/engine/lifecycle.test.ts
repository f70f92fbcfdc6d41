// The life of containers through the API: states, events, exit codes, restarts, removal, what inspect says meanwhile.
import { expect, test } from 'vitest';
import type { ContainerRecord } from '../../../src/sim/engine/records.ts';
import { idOf, TestHost } from './support.ts';

interface State {
  readonly Status: string;
  readonly Running: boolean;
  readonly ExitCode: number;
  readonly Error: string;
  readonly OOMKilled: boolean;
}

async function hostWith(...images: string[]): Promise<TestHost> {
  const host = new TestHost();
  for (const image of images) await host.pull(image);
  return host;
}

const stateOf = async (host: TestHost, name: string): Promise<State> =>
  ((await host.call('GET', `/containers/${name}/json`)).body as { State: State }).State;

const events = async (host: TestHost): Promise<string[]> => {
  const { chunks } = await host.call('GET', `/events?since=1&until=${host.kernel.clock / 1000}`);
  return chunks.map((event) => {
    const { Type: type, Action: action } = event as { Type: string; Action: string };
    return `${type} ${action}`;
  });
};

test('create, start, end: events in the order of the real daemon', async () => {
  const host = await hostWith('alpine');
  await host.run('job', { Image: 'alpine', Cmd: ['sh', '-c', 'echo out; echo err >&2; exit 3'] });
  const waited = await host.call('POST', '/containers/job/wait');
  expect(waited.body).toEqual({ StatusCode: 3 });
  expect(await stateOf(host, 'job')).toMatchObject({ Status: 'exited', Running: false, ExitCode: 3, Error: '' });
  expect(await host.logs('job')).toBe('out\nerr\n');
  await host.call('DELETE', '/containers/job');
  expect(await events(host)).toEqual([
    'image pull',
    'container create',
    'network connect',
    'container start',
    'network disconnect',
    'container die',
    'container destroy',
  ]);
});

test.each([
  [['nosuch'], 127, 'exec: "nosuch": executable file not found in $PATH'],
  [['/nosuch'], 127, 'exec: "/nosuch": stat /nosuch: no such file or directory'],
  [['/etc'], 126, 'exec: "/etc": is a directory: permission denied'],
  [['/etc/passwd'], 126, 'exec: "/etc/passwd": permission denied'],
])('a command that cannot be run: %j', async (Cmd, code, text) => {
  const host = await hostWith('alpine');
  await host.call('POST', '/containers/create?name=bad', { Image: 'alpine', Cmd });
  const started = await host.call('POST', '/containers/bad/start');
  const message = `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${text}`;
  expect(started.body).toEqual({ message });
  expect(await stateOf(host, 'bad')).toMatchObject({ Status: 'created', ExitCode: code, Error: message });
  // Nothing of the failed start is left: its address is free again.
  await host.run('next', { Image: 'alpine', Cmd: ['sleep', '10'] });
  const next = [...host.kernel.store.all('container')].find(({ name }) => name === 'next');
  expect(next?.endpoints[0]?.address).toBe('172.17.0.2');
});

test.each([
  [{ User: 'nosuch' }, {}, 'unable to find user nosuch: no matching entries in passwd file'],
  [{ User: '0:nosuch' }, {}, 'unable to find group nosuch: no matching entries in group file'],
  [{}, { NetworkMode: 'nosuch' }, 'failed to set up container networking: network nosuch not found'],
  [{}, { NetworkMode: 'container:nosuch' }, 'joining network namespace of container: No such container: nosuch'],
  [
    {},
    { DeviceRequests: [{ Capabilities: [['gpu']] }] },
    'could not select device driver "" with capabilities: [[gpu]]',
  ],
  [{}, { Tmpfs: { '/t': 'nosuch=1' } }, 'invalid tmpfs option "nosuch"'],
  [{}, { Links: ['nosuch:x'] }, 'could not get container for nosuch: No such container: nosuch'],
])('what the daemon cannot set up: %j %j', async (config, HostConfig, message) => {
  const host = await hostWith('alpine');
  await host.call('POST', '/containers/create?name=bad', { Image: 'alpine', Cmd: ['true'], ...config, HostConfig });
  const started = await host.call('POST', '/containers/bad/start');
  expect(started.body).toEqual({ message });
  expect(await stateOf(host, 'bad')).toMatchObject({ Status: 'created', ExitCode: 128, Error: message });
});

test('stop: a process that handles TERM, one that does not, one behind an init', async () => {
  const host = await hostWith('alpine');
  const script = 'trap "echo bye; exit 0" TERM; while true; do sleep 0.1; done';
  await host.run('polite', { Image: 'alpine', Cmd: ['sh', '-c', script] });
  await host.run('deaf', { Image: 'alpine', Cmd: ['sleep', '1000'], StopTimeout: 2 });
  const stop = async (name: string): Promise<[number, number]> => {
    const before = host.kernel.now;
    await host.call('POST', `/containers/${name}/stop`);
    return [(await stateOf(host, name)).ExitCode, Math.round((host.kernel.now - before) / 100) / 10];
  };
  expect(await stop('polite')).toEqual([0, expect.any(Number)]);
  expect(await host.logs('polite')).toBe('bye\n');
  expect(await stop('deaf')).toEqual([137, 2]);
  await host.run('init', { Image: 'alpine', Cmd: ['sleep', '1000'], HostConfig: { Init: true } });
  expect(await stop('init')).toEqual([143, 0]);
  expect((await events(host)).slice(-5)).toEqual([
    'container start',
    'container kill',
    'network disconnect',
    'container die',
    'container stop',
  ]);
});

test('pause, and what is not allowed meanwhile', async () => {
  const host = await hostWith('alpine');
  const id = await host.run('app', { Image: 'alpine', Cmd: ['sh', '-c', 'while true; do echo tick; sleep 1; done'] });
  await host.wait(3500);
  expect((await host.call('POST', '/containers/app/pause')).status).toBe(204);
  const lines = (await host.logs('app')).length;
  await host.wait(5000);
  expect((await host.logs('app')).length).toBe(lines);
  const refusals = [
    await host.call('POST', '/containers/app/pause'),
    await host.call('POST', '/containers/app/exec', { Cmd: ['ls'] }),
    await host.call('POST', '/containers/app/start'),
    await host.call('DELETE', '/containers/app'),
    await host.call('POST', '/containers/app/attach?stream=1'),
  ];
  expect(refusals.map(({ body }) => (body as { message: string }).message)).toEqual([
    `Container ${id} is already paused`,
    'Container app is paused, unpause the container before exec',
    'cannot start a paused container, try unpause instead',
    'cannot remove container "app": container is paused and must be unpaused first',
    'container app is paused, unpause the container before attach',
  ]);
  await host.call('POST', '/containers/app/unpause');
  await host.wait(2000);
  expect((await host.logs('app')).length).toBeGreaterThan(lines);
  await host.call('POST', '/containers/app/pause');
  await host.call('POST', '/containers/app/stop?t=1');
  expect(await stateOf(host, 'app')).toMatchObject({ Status: 'exited', ExitCode: 137 });
});

test('restart policies: on-failure counts, always goes on with growing delays, a stop by the user ends it', async () => {
  const host = await hostWith('alpine');
  const policy = (Name: string, MaximumRetryCount = 0): object => ({ RestartPolicy: { Name, MaximumRetryCount } });
  await host.run('thrice', {
    Image: 'alpine',
    Cmd: ['sh', '-c', 'echo run; exit 1'],
    HostConfig: policy('on-failure', 2),
  });
  await host.wait(5000);
  const thrice = (await host.call('GET', '/containers/thrice/json')).body as { State: State; RestartCount: number };
  expect([thrice.State.Status, thrice.RestartCount, await host.logs('thrice')]).toEqual([
    'exited',
    2,
    'run\nrun\nrun\n',
  ]);

  await host.run('fine', { Image: 'alpine', Cmd: ['true'], HostConfig: policy('on-failure') });
  await host.wait(2000);
  expect((await stateOf(host, 'fine')).Status).toBe('exited');

  await host.run('always', { Image: 'alpine', Cmd: ['sh', '-c', 'date +%s'], HostConfig: policy('always') });
  await host.wait(10_000);
  const starts = host.kernel.log.entries
    .filter((entry) => entry.type === 'event' && entry.action === 'start' && entry.attributes['name'] === 'always')
    .map(({ t }) => t);
  const pauses = starts.slice(1).map((start, index) => Math.round((start - (starts[index] ?? 0)) / 100));
  expect(pauses.slice(0, 4)).toEqual([...pauses.slice(0, 4)].sort((a, b) => a - b));
  expect((pauses[3] ?? 0) > (pauses[0] ?? 0) * 3).toBe(true);
  const restarting = (await host.call('GET', '/containers/always/json')).body as { State: State; Id: string };
  expect(restarting.State).toMatchObject({ Status: 'restarting', Running: true, ExitCode: 0 });
  expect((await host.call('POST', '/containers/always/exec', { Cmd: ['ls'] })).body).toEqual({
    message: `Container ${restarting.Id} is restarting, wait until the container is running`,
  });
  expect((await host.call('DELETE', '/containers/always')).body).toEqual({
    message:
      'cannot remove container "always": container is restarting: stop the container before removing or force remove',
  });
  await host.call('POST', '/containers/always/stop');
  await host.wait(120_000);
  expect((await stateOf(host, 'always')).Status).toBe('exited');

  await host.run('user', { Image: 'alpine', Cmd: ['sleep', '1000'], HostConfig: policy('unless-stopped') });
  await host.call('POST', '/containers/user/kill');
  await host.wait(5000);
  expect((await stateOf(host, 'user')).Status).toBe('exited');
});

test('docker restart: a new run, the count stays', async () => {
  const host = await hostWith('alpine');
  await host.run('app', {
    Image: 'alpine',
    Cmd: ['sh', '-c', 'echo up; sleep 1000'],
    HostConfig: { AutoRemove: true },
  });
  expect((await host.call('POST', '/containers/app/restart?t=0')).status).toBe(204);
  const { body } = await host.call('GET', '/containers/app/json');
  expect(body).toMatchObject({ RestartCount: 0, State: { Status: 'running' } });
  await host.wait(100);
  expect(await host.logs('app')).toBe('up\nup\n');
  await host.call('POST', '/containers/app/stop?t=0');
  await host.wait(100);
  expect((await host.call('GET', '/containers/app/json')).status).toBe(404);
});

test('wait: not-running, next-exit, removed', async () => {
  const host = await hostWith('alpine');
  await host.call('POST', '/containers/create?name=job', {
    Image: 'alpine',
    Cmd: ['sh', '-c', 'sleep 2; exit 5'],
    HostConfig: { AutoRemove: true },
  });
  expect((await host.call('POST', '/containers/job/wait')).body).toEqual({ StatusCode: 0 });
  const next = host.start('POST', '/containers/job/wait?condition=next-exit');
  const removed = host.start('POST', '/containers/job/wait?condition=removed');
  await host.call('POST', '/containers/job/start');
  const running = host.start('POST', '/containers/job/wait?condition=not-running');
  expect((await host.finish(next)).body).toEqual({ StatusCode: 5 });
  expect((await host.finish(running)).body).toEqual({ StatusCode: 5 });
  expect((await host.finish(removed)).body).toEqual({ StatusCode: 5 });
  expect([...host.kernel.store.all('container')]).toEqual([]);
});

test('an automatic removal also follows a start that failed', async () => {
  const host = await hostWith('alpine');
  await host.call('POST', '/containers/create?name=bad', {
    Image: 'alpine',
    Cmd: ['nosuch'],
    HostConfig: { AutoRemove: true },
  });
  const removed = host.start('POST', '/containers/bad/wait?condition=removed');
  expect((await host.call('POST', '/containers/bad/start')).status).toBe(400);
  expect((await host.finish(removed)).body).toEqual({ StatusCode: 127 });
  expect([...host.kernel.store.all('container')]).toEqual([]);
});

test('a client that goes away does not stop what the daemon does', async () => {
  const host = await hostWith('alpine');
  await host.run('app', { Image: 'alpine', Cmd: ['sleep', '1000'] });
  const stop = host.start('POST', '/containers/app/stop?t=3');
  await host.wait(500);
  stop.cancel();
  await host.wait(5000);
  expect((await stateOf(host, 'app')).Status).toBe('exited');
});

test('health: starting, unhealthy after its retries, healthy again', async () => {
  const host = await hostWith('alpine');
  const second = 1_000_000_000;
  await host.run('app', {
    Image: 'alpine',
    Cmd: ['sleep', '1000'],
    Healthcheck: { Test: ['CMD-SHELL', 'echo not well; test -f /tmp/ok'], Interval: second, Retries: 2 },
  });
  const health = async (): Promise<[string, number]> => {
    const { body } = await host.call('GET', '/containers/app/json');
    const { Status: status, FailingStreak: streak } = (
      body as { State: { Health: { Status: string; FailingStreak: number } } }
    ).State.Health;
    return [status, streak];
  };
  expect(await health()).toEqual(['starting', 0]);
  await host.wait(1500);
  expect(await health()).toEqual(['starting', 1]);
  await host.wait(1500);
  expect((await health())[0]).toBe('unhealthy');
  const { body } = await host.call('GET', '/containers/json?filters={"health":["unhealthy"]}');
  expect((body as { Status: string }[])[0]?.Status).toMatch(/^Up \d seconds \(unhealthy\)$/);
  const record = [...host.kernel.store.all('container')][0];
  expect(record?.healthLog[0]).toMatchObject({ exitCode: 1, output: 'not well\n' });
  await host.exec('app', 'sh', '-c', 'echo > /tmp/ok');
  await host.wait(2000);
  expect(await health()).toEqual(['healthy', 0]);
  expect((await events(host)).filter((line) => line.includes('health'))).toEqual([
    'container health_status: unhealthy',
    'container health_status: healthy',
  ]);
});

test('memory: the kernel kills, the container says so', async () => {
  const host = await hostWith('alpine');
  await host.run('app', { Image: 'alpine', Cmd: ['sleep', '1000'], HostConfig: { Memory: 64 * 1024 * 1024 } });
  const [process] = host.machine.processesOf(idOf(await host.call('GET', '/containers/app/json')));
  process?.useMemory(100 * 1024 * 1024);
  await host.wait(500);
  expect(await stateOf(host, 'app')).toMatchObject({ Status: 'exited', OOMKilled: true, ExitCode: 137 });
  expect(await events(host)).toContain('container oom');
});

test('rename, update', async () => {
  const host = await hostWith('alpine');
  const id = await host.run('old', {
    Image: 'alpine',
    Cmd: ['sleep', '1000'],
    HostConfig: { Memory: 64 * 1024 * 1024 },
  });
  expect((await host.call('POST', '/containers/old/rename?name=new')).status).toBe(204);
  expect((await host.call('GET', '/containers/old/json')).status).toBe(404);
  expect((await host.call('POST', '/containers/new/update', { Memory: 256 * 1024 * 1024 })).body).toEqual({
    message: `Cannot update container ${id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`,
  });
  expect((await host.call('POST', '/containers/new/update', { Memory: 1048576 })).body).toEqual({
    message: 'Minimum memory limit allowed is 6MB',
  });
  await host.call('POST', '/containers/new/update', {
    NanoCpus: 1.5e9,
    PidsLimit: 50,
    RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
  });
  const { body } = await host.call('GET', '/containers/new/json');
  expect((body as { HostConfig: object }).HostConfig).toMatchObject({
    Memory: 67108864,
    MemorySwap: 134217728,
    NanoCpus: 1500000000,
    PidsLimit: 50,
    RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
  });
});

test('the record changes at most once an instant however much is written', async () => {
  const host = await hostWith('alpine');
  await host.run('app', {
    Image: 'alpine',
    Cmd: ['sh', '-c', 'for i in 1 2 3 4 5 6 7 8; do echo $i >> /log; done; sleep 5'],
  });
  await host.wait(1000);
  const times: number[] = [];
  for (const entry of host.kernel.log.entries) {
    if (entry.type !== 'change' || entry.kind !== 'container') continue;
    const before = entry.before as ContainerRecord | undefined;
    const after = entry.after as ContainerRecord;
    if (before?.writable !== after.writable) times.push(entry.t);
  }
  expect(new Set(times).size).toBe(times.length);
  expect((await host.call('GET', '/containers/json?size=1')).body).toMatchObject([{ SizeRw: 16 }]);
  expect((await host.call('GET', '/containers/app/changes')).body).toEqual([{ Path: '/log', Kind: 1 }]);
});
