// Attach, exec and logs: what flows between a client and the processes of a container.
import { beforeEach, expect, test } from 'vitest';
import { bytePipe } from '../../../src/sim/kernel/pipe.ts';
import { TestHost, textOf, uploadOf } from './support.ts';

let host: TestHost;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeEach(async () => {
  host = new TestHost();
  await host.pull('alpine');
});

const create = async (name: string, body: object): Promise<void> => {
  const { status, body: answer } = await host.call('POST', `/containers/create?name=${name}`, {
    Image: 'alpine',
    ...body,
  });
  if (status !== 201) throw new Error(JSON.stringify(answer));
};

test('attached before the start: all output, each stream by itself, then the end', async () => {
  await create('job', { Cmd: ['sh', '-c', 'echo out; echo err >&2; sleep 1; echo later'] });
  const attached = host.start('POST', '/containers/job/attach?stream=1&stdout=1&stderr=1');
  await host.wait(1);
  await host.call('POST', '/containers/job/start');
  const { chunks, status } = await host.finish(attached);
  expect(status).toBe(200);
  expect(textOf(chunks, 'stdout')).toBe('out\nlater\n');
  expect(textOf(chunks, 'stderr')).toBe('err\n');
});

test('several clients at once; one asks for errors only', async () => {
  await create('job', { Cmd: ['sh', '-c', 'echo out; echo err >&2'] });
  const all = host.start('POST', '/containers/job/attach?stream=1&stdout=1&stderr=1');
  const errors = host.start('POST', '/containers/job/attach?stream=1&stderr=1');
  await host.wait(1);
  await host.call('POST', '/containers/job/start');
  expect(textOf((await host.finish(all)).chunks)).toBe('out\nerr\n');
  expect(textOf((await host.finish(errors)).chunks)).toBe('err\n');
});

test('standard input, closed when the client closes its own', async () => {
  await create('cat', { Cmd: ['cat'], OpenStdin: true, StdinOnce: true });
  const attached = host.start('POST', '/containers/cat/attach?stream=1&stdin=1&stdout=1', {
    upload: uploadOf('one\n', 'two\n'),
  });
  await host.wait(1);
  await host.call('POST', '/containers/cat/start');
  expect(textOf((await host.finish(attached)).chunks)).toBe('one\ntwo\n');
  expect((await host.call('POST', '/containers/cat/wait')).body).toEqual({ StatusCode: 0 });
});

test('a container that keeps its input open goes on when a client has ended its own, and lets go of the client', async () => {
  await host.run('reader', {
    Image: 'alpine',
    Cmd: ['sh', '-c', 'read line; echo "read: $line"; sleep 5'],
    OpenStdin: true,
  });
  const attached = host.start('POST', '/containers/reader/attach?stream=1&stdin=1&stdout=1', {
    upload: uploadOf('some input\n'),
  });
  await host.finish(attached, 1000);
  expect(await host.logs('reader')).toBe('read: some input\n');
});

test('a terminal: one stream, line ends, size, and the detach keys', async () => {
  await create('shell', { Cmd: ['sh'], Tty: true, OpenStdin: true });
  const typed = bytePipe();
  const received: unknown[] = [];
  const attached = host.start(
    'POST',
    '/containers/shell/attach?stream=1&stdin=1&stdout=1',
    { upload: typed, headers: { upgrade: 'tcp' } },
    received,
  );
  await host.wait(1);
  await host.call('POST', '/containers/shell/start');
  expect((await host.call('POST', '/containers/shell/resize?h=40&w=132')).status).toBe(200);
  await host.wait(100);
  typed.offer(bytes('echo hi\r'));
  await host.wait(500);
  expect(textOf(received)).toContain('hi\r\n');
  typed.offer(bytes('\u0010\u0011'));
  const { status } = await host.finish(attached, 1000);
  expect(status).toBe(101);
  expect((await host.call('GET', '/containers/shell/json')).body).toMatchObject({ State: { Status: 'running' } });
});

test('exec: streams, exit code, environment, directory, user', async () => {
  await host.run('app', { Image: 'alpine', Cmd: ['sleep', '1000'], Env: ['BASE=1'], WorkingDir: '/srv' });
  expect(await host.exec('app', 'sh', '-c', 'echo out; echo err >&2; exit 3')).toEqual({ code: 3, text: 'out\nerr\n' });
  expect(await host.exec('app', 'pwd')).toEqual({ code: 0, text: '/srv\n' });
  const run = async (config: object): Promise<string> => {
    const made = await host.call('POST', '/containers/app/exec', { AttachStdout: true, AttachStderr: true, ...config });
    return textOf((await host.call('POST', `/exec/${(made.body as { Id: string }).Id}/start`, {})).chunks);
  };
  expect(await run({ Cmd: ['sh', '-c', 'echo $BASE $EXTRA'], Env: ['EXTRA=2'] })).toBe('1 2\n');
  expect(await run({ Cmd: ['pwd'], WorkingDir: '/tmp' })).toBe('/tmp\n');
  expect(await run({ Cmd: ['whoami'], User: 'nobody' })).toBe('nobody\n');
  expect(await run({ Cmd: ['nosuch'] })).toBe(
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in $PATH\r\n',
  );
  expect(await run({ Cmd: ['ls'], WorkingDir: 'relative' })).toBe(
    'OCI runtime exec failed: exec failed: Cwd must be an absolute path\r\n',
  );
});

test('exec: input, detached, and only once', async () => {
  await host.run('app', { Image: 'alpine', Cmd: ['sleep', '1000'] });
  const make = async (config: object): Promise<string> =>
    ((await host.call('POST', '/containers/app/exec', config)).body as { Id: string }).Id;
  const cat = await make({ Cmd: ['cat'], AttachStdin: true, AttachStdout: true });
  const piped = await host.call('POST', `/exec/${cat}/start`, {}, { upload: uploadOf('piped\n') });
  expect(textOf(piped.chunks)).toBe('piped\n');
  expect((await host.call('POST', `/exec/${cat}/start`, {})).body).toEqual({
    message: `exec command ${cat} has already run`,
  });
  const slow = await make({ Cmd: ['sh', '-c', 'sleep 1; exit 4'] });
  expect((await host.call('POST', `/exec/${slow}/start`, { Detach: true })).status).toBe(200);
  expect((await host.call('GET', `/exec/${slow}/json`)).body).toMatchObject({ Running: true, ExitCode: null });
  expect((await host.call('GET', '/containers/app/json')).body).toMatchObject({ ExecIDs: [slow] });
  await host.wait(1500);
  expect((await host.call('GET', `/exec/${slow}/json`)).body).toMatchObject({ Running: false, ExitCode: 4 });
  const bad = await make({ Cmd: ['nosuch'] });
  expect((await host.call('POST', `/exec/${bad}/start`, { Detach: true })).status).toBe(400);
});

test('a client that goes away leaves its exec running', async () => {
  await host.run('app', { Image: 'alpine', Cmd: ['sleep', '1000'] });
  const { body } = await host.call('POST', '/containers/app/exec', {
    Cmd: ['sh', '-c', 'sleep 1; echo x > /made'],
    AttachStdout: true,
  });
  const attached = host.start('POST', `/exec/${(body as { Id: string }).Id}/start`, { body: {} });
  await host.wait(200);
  attached.cancel();
  await host.wait(2000);
  expect((await host.exec('app', 'cat', '/made')).text).toBe('x\n');
});

const logs = async (query: string): Promise<string> =>
  textOf((await host.call('GET', `/containers/app/logs?stdout=1&stderr=1&${query}`)).chunks);

test('logs: tail, streams, times, since and until', async () => {
  await host.run('app', {
    Image: 'alpine',
    Cmd: ['sh', '-c', 'for i in 1 2 3; do echo "line $i"; sleep 1; done; echo oops >&2; printf rest; sleep 1000'],
  });
  const started = host.kernel.clock / 1000;
  await host.wait(5000);
  expect(await logs('')).toBe('line 1\nline 2\nline 3\noops\n');
  expect(await logs('tail=2')).toBe('line 3\noops\n');
  expect(await logs('tail=0')).toBe('');
  expect(await logs('tail=all')).toBe(await logs('tail=abc'));
  expect(await logs(`since=${started + 1.5}`)).toBe('line 3\noops\n');
  expect(await logs(`until=${started + 1.5}`)).toBe('line 1\nline 2\n');
  expect(await logs('tail=1&details=1')).toBe(' oops\n');
  expect(await logs('tail=1&timestamps=1')).toMatch(/^2026-11-21T09:00:\d\d\.\d{9}Z oops\n$/);
  expect(textOf((await host.call('GET', '/containers/app/logs?stderr=1')).chunks)).toBe('oops\n');
  await host.call('POST', '/containers/app/stop?t=0');
  expect(await logs('tail=1')).toBe('rest');
});

test('logs follow until the container ends', async () => {
  await host.run('app', { Image: 'alpine', Cmd: ['sh', '-c', 'for i in 1 2 3; do echo $i; sleep 1; done'] });
  await host.wait(500);
  const followed = host.start('GET', '/containers/app/logs?stdout=1&follow=1');
  const forGood = host.start('GET', '/containers/app/logs?stdout=1&follow=1&tail=0');
  expect(textOf((await host.finish(followed)).chunks)).toBe('1\n2\n3\n');
  expect(textOf((await host.finish(forGood)).chunks)).toBe('2\n3\n');
});

test('log drivers: none keeps nothing, a size limit drops the oldest', async () => {
  await host.run('none', { Image: 'alpine', Cmd: ['echo', 'x'], HostConfig: { LogConfig: { Type: 'none' } } });
  expect((await host.call('GET', '/containers/none/logs?stdout=1')).body).toEqual({
    message: 'configured logging driver does not support reading',
  });
  await host.run('app', {
    Image: 'alpine',
    Cmd: ['sh', '-c', 'for i in 1 2 3 4 5 6 7 8 9; do echo "line $i"; done'],
    HostConfig: { LogConfig: { Type: 'json-file', Config: { 'max-size': '20' } } },
  });
  await host.wait(100);
  expect(await logs('')).toBe('line 8\nline 9\n');
});

test('events as they happen, filtered, until their time', async () => {
  const until = (host.kernel.clock + 3000) / 1000;
  const listening = host.start(
    'GET',
    `/events?until=${until}&filters=${JSON.stringify({ type: ['container'], container: ['app'] })}`,
  );
  await host.wait(10);
  await host.run('app', { Image: 'alpine', Cmd: ['true'] });
  await host.run('other', { Image: 'alpine', Cmd: ['true'] });
  const { chunks } = await host.finish(listening);
  expect(chunks.map((event) => (event as { Action: string }).Action)).toEqual(['create', 'start', 'die']);
  expect(chunks[2]).toMatchObject({
    status: 'die',
    from: 'alpine',
    Type: 'container',
    Actor: { Attributes: { execDuration: '0', exitCode: '0', image: 'alpine', name: 'app' } },
    scope: 'local',
  });
});

test('stats once and as a stream; top', async () => {
  await host.run('app', { Image: 'alpine', Cmd: ['sleep', '1000'], HostConfig: { Memory: 64 * 1024 * 1024 } });
  const once = await host.call('GET', '/containers/app/stats?stream=0');
  expect(once.body).toMatchObject({
    name: '/app',
    pids_stats: { current: 1 },
    memory_stats: { limit: 67108864 },
    networks: { eth0: { rx_bytes: 0 } },
  });
  const received: unknown[] = [];
  const stream = host.start('GET', '/containers/app/stats', {}, received);
  await host.wait(3500);
  stream.cancel();
  expect(received).toHaveLength(4);
  const top = await host.call('GET', '/containers/app/top?ps_args=-o%20pid,args');
  expect(top.body).toEqual({ Processes: [[expect.stringMatching(/^\d+$/), 'sleep 1000']], Titles: ['PID', 'COMMAND'] });
});
