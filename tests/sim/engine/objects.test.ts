// Networks, volumes, images and files: what they do to one another.
import { beforeEach, expect, test } from 'vitest';
import { readTar } from '../../../src/sim/oci/tar-read.ts';
import { writeTar } from '../../../src/sim/oci/tar-write.ts';
import type { TarEntry } from '../../../src/sim/oci/tar-entry.ts';
import type { Progress } from '../../../src/sim/engine/images/progress.ts';
import { idOf, TestHost } from './support.ts';

let host: TestHost;

beforeEach(async () => {
  host = new TestHost();
  await host.pull('alpine');
});

const sleeper = (HostConfig: object = {}, rest: object = {}): object => ({
  Image: 'alpine',
  Cmd: ['sleep', '1000'],
  HostConfig,
  ...rest,
});
const messageOf = (outcome: { body: unknown }): string => (outcome.body as { message: string }).message;
const publish = (port: string, hostPort: string, address = ''): object => ({
  PortBindings: { [port]: [{ HostIp: address, HostPort: hostPort }] },
});

test('published ports close with the network that they lead to, and open with the next', async () => {
  for (const Name of ['one', 'two']) await host.call('POST', '/networks/create', { Name });
  await host.run('web', sleeper({ NetworkMode: 'one', ...publish('80/tcp', '8080', '127.0.0.1') }));
  const ports = (): number[] =>
    [...host.kernel.store.all('container')].flatMap(({ ports: open }) => open.map(({ hostPort }) => hostPort));
  expect(ports()).toEqual([8080]);
  await host.call('POST', '/networks/one/disconnect', { Container: 'web' });
  expect(ports()).toEqual([]);
  await host.call('POST', '/networks/two/connect', { Container: 'web' });
  expect(ports()).toEqual([8080]);
});

test('networks that a bridge refuses, and what connecting looks for first', async () => {
  const bridge = { Options: { 'com.docker.network.bridge.name': 'br-own' } };
  const pools = { IPAM: { Config: [{ Subnet: '10.51.0.0/24' }, { Subnet: '10.52.0.0/24' }] } };
  expect(messageOf(await host.call('POST', '/networks/create', { Name: 'two', ...pools }))).toBe(
    "bridge driver doesn't support multiple subnets",
  );
  await host.call('POST', '/networks/create', { Name: 'own', ...bridge });
  expect(messageOf(await host.call('POST', '/networks/create', { Name: 'again', ...bridge }))).toMatch(
    /^cannot create network \w+ \(br-own\): conflicts with network \w+ \(br-own\): networks have same bridge name$/,
  );
  for (const verb of ['connect', 'disconnect'])
    expect(messageOf(await host.call('POST', `/networks/nosuch/${verb}`, { Container: 'none' }))).toBe(
      'No such container: none',
    );
});

test('addresses: the lowest free one, fixed ones, given back', async () => {
  await host.call('POST', '/networks/create', { Name: 'fixed', IPAM: { Config: [{ Subnet: '10.50.0.0/24' }] } });
  const address = (name: string): string | undefined =>
    [...host.kernel.store.all('container')].find((record) => record.name === name)?.endpoints[0]?.address;
  await host.run('first', sleeper({ NetworkMode: 'fixed' }));
  await host.run('second', sleeper({ NetworkMode: 'fixed' }));
  expect([address('first'), address('second')]).toEqual(['10.50.0.2', '10.50.0.3']);
  await host.call('DELETE', '/containers/first?force=1');
  const wanted = { NetworkingConfig: { EndpointsConfig: { fixed: { IPAMConfig: { IPv4Address: '10.50.0.3' } } } } };
  await host.call('POST', '/containers/create?name=taken', sleeper({ NetworkMode: 'fixed' }, wanted));
  expect(messageOf(await host.call('POST', '/containers/taken/start'))).toBe(
    'failed to set up container networking: Address already in use',
  );
  await host.run('third', sleeper({ NetworkMode: 'fixed' }));
  expect(address('third')).toBe('10.50.0.2');
});

test('a user-defined network: names, aliases, connect, disconnect, in use', async () => {
  const { body } = await host.call('POST', '/networks/create', { Name: 'app' });
  const network = (body as { Id: string }).Id;
  await host.run(
    'db',
    sleeper({ NetworkMode: 'app' }, { NetworkingConfig: { EndpointsConfig: { app: { Aliases: ['database'] } } } }),
  );
  await host.run('web', sleeper());
  expect((await host.exec('web', 'ping', '-c', '1', 'db')).text).toContain("bad address 'db'");
  expect((await host.call('POST', `/networks/${network.slice(0, 12)}/connect`, { Container: 'web' })).status).toBe(200);
  expect((await host.exec('web', 'ping', '-c', '1', 'database')).code).toBe(0);
  await host.call('POST', '/containers/db/rename?name=store');
  expect((await host.exec('web', 'ping', '-c', '1', 'store')).code).toBe(0);
  expect((await host.exec('web', 'ping', '-c', '1', 'db')).code).toBe(1);
  const inspected = (await host.call('GET', '/networks/app')).body as { Containers: Record<string, { Name: string }> };
  expect(
    Object.values(inspected.Containers)
      .map(({ Name }) => Name)
      .sort(),
  ).toEqual(['store', 'web']);
  expect(messageOf(await host.call('DELETE', '/networks/app'))).toMatch(
    /^error while removing network: network app has active endpoints \(name:"store" id:"[0-9a-f]{12}", name:"web" id:"[0-9a-f]{12}"\)$/,
  );
  await host.call('POST', '/networks/app/disconnect', { Container: 'web' });
  await host.call('POST', '/containers/store/stop?t=0');
  expect((await host.call('DELETE', '/networks/app')).status).toBe(204);
  expect((await host.call('GET', '/networks')).body).toHaveLength(3);
});

test('pools: each new network gets the next one; prune leaves those in use', async () => {
  for (const Name of ['one', 'two', 'three']) await host.call('POST', '/networks/create', { Name });
  const subnets = [...host.kernel.store.all('network')].map(({ subnet }) => subnet);
  expect(subnets).toEqual(['', '', '172.17.0.0/16', '172.18.0.0/16', '172.19.0.0/16', '172.20.0.0/16']);
  await host.run('user', sleeper({ NetworkMode: 'two' }));
  expect((await host.call('POST', '/networks/prune')).body).toEqual({ NetworksDeleted: ['one', 'three'] });
});

test('host and none', async () => {
  await host.run('host', sleeper({ NetworkMode: 'host' }));
  expect((await host.exec('host', 'hostname')).text).toBe('drydock\n');
  expect(messageOf(await host.call('POST', '/networks/bridge/connect', { Container: 'host' }))).toBe(
    'container sharing network namespace with another container or host cannot be connected to any other network',
  );
  await host.run('lonely', sleeper({ NetworkMode: 'none' }));
  expect((await host.exec('lonely', 'ls', '/sys/class/net')).text).toBe('lo\n');
  expect(messageOf(await host.call('POST', '/networks/bridge/connect', { Container: 'lonely' }))).toBe(
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
  );
  await host.call('POST', '/networks/none/disconnect', { Container: 'lonely' });
  await host.call('POST', '/networks/bridge/connect', { Container: 'lonely' });
  expect((await host.exec('lonely', 'ls', '/sys/class/net')).text).toBe('eth0\nlo\n');
});

test('ports: taken, given back, ranges, any', async () => {
  await host.run('first', sleeper(publish('80/tcp', '8080')));
  await host.call('POST', '/containers/create?name=second', sleeper(publish('80/tcp', '8080')));
  expect(messageOf(await host.call('POST', '/containers/second/start'))).toMatch(
    /^failed to set up container networking: driver failed programming external connectivity on endpoint second \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/,
  );
  await host.run('udp', sleeper(publish('80/udp', '8080')));
  await host.call('POST', '/containers/first/stop?t=0');
  expect((await host.call('POST', '/containers/second/start')).status).toBe(204);
  const port = async (name: string): Promise<unknown> =>
    ((await host.call('GET', `/containers/${name}/json`)).body as { NetworkSettings: { Ports: object } })
      .NetworkSettings.Ports;
  await host.run('low', sleeper(publish('80/tcp', '9000-9001')));
  await host.run('high', sleeper(publish('80/tcp', '9000-9001', '127.0.0.1')));
  expect(await port('high')).toEqual({ '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '9001' }] });
  await host.run('any', sleeper({ PublishAllPorts: true }, { ExposedPorts: { '81/tcp': {} } }));
  expect(await port('any')).toEqual({
    '81/tcp': [
      { HostIp: '0.0.0.0', HostPort: '32768' },
      { HostIp: '::', HostPort: '32768' },
    ],
  });
});

test('a published port answers on the machine', async () => {
  await host.pull('nginx');
  await host.run('web', { Image: 'nginx', HostConfig: publish('80/tcp', '8080') });
  await host.wait(2000);
  await host.run('client', sleeper());
  expect((await host.exec('client', 'wget', '-qO-', 'http://172.17.0.1:8080')).text).toContain('Welcome to nginx!');
  expect((await host.call('GET', '/containers/json?filters={"publish":["8080"]}')).body).toMatchObject([
    { Names: ['/web'], Ports: [{ IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' }, { IP: '::' }] },
  ]);
});

test('volumes: shared, populated from the image, in use, pruned', async () => {
  await host.run('writer', {
    Image: 'alpine',
    Cmd: ['sh', '-c', 'echo one > /data/one'],
    HostConfig: { Binds: ['shared:/data'] },
  });
  await host.call('POST', '/containers/writer/wait');
  await host.run('reader', sleeper({ Binds: ['shared:/in:ro', 'etc:/etc/apk', '/anonymous'] }));
  expect((await host.exec('reader', 'cat', '/in/one')).text).toBe('one\n');
  expect((await host.exec('reader', 'sh', '-c', 'echo x > /in/two')).text).toContain('Read-only file system');
  expect((await host.exec('reader', 'ls', '/etc/apk')).text).toContain('repositories');
  expect(
    [...host.kernel.store.all('volume')].map(({ name, size }) => [name.length === 64 ? 'anonymous' : name, size > 0]),
  ).toEqual([
    ['shared', true],
    ['etc', true],
    ['anonymous', false],
  ]);
  expect(messageOf(await host.call('DELETE', '/volumes/shared?force=1'))).toMatch(
    /^remove shared: volume is in use - \[[0-9a-f]{64}, [0-9a-f]{64}\]$/,
  );
  await host.call('DELETE', '/containers/reader?force=1');
  await host.call('DELETE', '/containers/writer');
  expect((await host.call('POST', '/volumes/prune')).body).toMatchObject({
    VolumesDeleted: [expect.stringMatching(/^.{64}$/)],
  });
  expect((await host.call('POST', '/volumes/prune?filters={"all":["true"]}')).body).toMatchObject({
    VolumesDeleted: ['shared', 'etc'],
  });
});

test('binds: live both ways, made when missing, tmpfs with a limit, a read-only root', async () => {
  host.machine.files.mkdir('/srv/site');
  host.machine.files.writeFile('/srv/site/a', 'from the host\n');
  await host.run(
    'app',
    sleeper({ Binds: ['/srv/site:/site', '/srv/new:/new'], Tmpfs: { '/t': 'size=64k' }, ReadonlyRootfs: true }),
  );
  expect((await host.exec('app', 'cat', '/site/a')).text).toBe('from the host\n');
  await host.exec('app', 'sh', '-c', 'echo back > /site/b');
  expect(host.machine.files.readText('/srv/site/b')).toBe('back\n');
  expect(host.machine.files.exists('/srv/new')).toBe(true);
  expect((await host.exec('app', 'sh', '-c', 'echo x > /x')).text).toContain('Read-only file system');
  expect((await host.exec('app', 'sh', '-c', 'echo x > /t/x; cat /t/x')).text).toBe('x\n');
  expect(messageOf(await host.call('PUT', '/containers/app/archive?path=/', writeTar([])))).toBe(
    'container rootfs is marked read-only',
  );
});

test('diff, copy out, copy in, export', async () => {
  await host.run('app', sleeper());
  await host.exec('app', 'sh', '-c', 'echo hi > /new; echo more >> /etc/motd; rm /etc/issue; mkdir -p /a/b');
  const { body } = await host.call('GET', '/containers/app/changes');
  expect(body).toEqual([
    { Path: '/a', Kind: 1 },
    { Path: '/a/b', Kind: 1 },
    { Path: '/etc', Kind: 0 },
    { Path: '/etc/issue', Kind: 2 },
    { Path: '/etc/motd', Kind: 0 },
    { Path: '/new', Kind: 1 },
  ]);
  const out = await host.call('GET', '/containers/app/archive?path=/new');
  const reading = readTar(out.body as Uint8Array);
  expect(reading.ok && reading.entries.map(({ path, content }) => [path, new TextDecoder().decode(content)])).toEqual([
    ['new', 'hi\n'],
  ]);
  const stat = Buffer.from(out.headers['x-docker-container-path-stat'] ?? '', 'base64').toString();
  expect(JSON.parse(stat)).toMatchObject({ name: 'new', size: 3, mode: 0o644, linkTarget: '' });
  const entry: TarEntry = {
    path: 'in/file',
    type: 'file',
    mode: 0o600,
    uid: 7,
    gid: 7,
    mtime: 1000,
    content: new TextEncoder().encode('copied'),
  };
  expect((await host.call('PUT', '/containers/app/archive?path=/tmp', writeTar([entry]))).status).toBe(200);
  expect((await host.exec('app', 'cat', '/tmp/in/file')).text).toBe('copied');
  expect(messageOf(await host.call('PUT', '/containers/app/archive?path=/nosuch', writeTar([entry])))).toBe(
    'Could not find the file /nosuch in container app',
  );
  const exported = readTar((await host.call('GET', '/containers/app/export')).body as Uint8Array);
  const paths = exported.ok ? exported.entries.map(({ path }) => path) : [];
  expect(paths).toEqual(expect.arrayContaining(['.dockerenv', 'new', 'etc/motd', 'tmp/in/file', 'bin/busybox']));
  expect(paths).not.toContain('etc/issue');
});

test('commit, run it, remove in the right order', async () => {
  await host.run('base', { Image: 'alpine', Cmd: ['sh', '-c', 'mkdir /app && echo hello > /app/greeting'] });
  await host.call('POST', '/containers/base/wait');
  const changes = 'CMD ["cat","/app/greeting"]\nENV COLOR=blue\nEXPOSE 80\nWORKDIR /app';
  const commit = await host.call('POST', '/commit', undefined, {
    query: { container: 'base', repo: 'greeter', tag: 'v1', comment: 'hi', author: 'Me', changes },
  });
  expect(commit.status).toBe(201);
  expect((await host.call('GET', '/images/greeter:v1/json')).body).toMatchObject({
    Author: 'Me',
    Comment: 'hi',
    Config: {
      Cmd: ['cat', '/app/greeting'],
      Env: [expect.stringMatching(/^PATH=/), 'COLOR=blue'],
      ExposedPorts: { '80/tcp': {} },
      WorkingDir: '/app',
    },
  });
  await host.run('greet', { Image: 'greeter:v1' });
  await host.call('POST', '/containers/greet/wait');
  expect(await host.logs('greet')).toBe('hello\n');
  expect(((await host.call('GET', '/images/greeter:v1/history')).body as { Size: number }[])[0]?.Size).toBe(6);
  expect((await host.call('GET', '/containers/json?all=1&filters={"ancestor":["alpine"]}')).body).toHaveLength(2);
  await host.call('DELETE', '/containers/greet');
  await host.call('DELETE', '/containers/base');
  expect(
    messageOf(await host.call('DELETE', `/images/${idOf(await host.call('GET', '/images/alpine/json'))}`)),
  ).toMatch(/^conflict: unable to delete [0-9a-f]{12} \(cannot be forced\) - image has dependent child images$/);
  const removed = (await host.call('DELETE', '/images/greeter:v1')).body as object[];
  expect(removed.map((line) => Object.keys(line)[0])).toEqual(['Untagged', 'Deleted', 'Deleted']);
});

test('rmi: other tags, several repositories, force while a container uses it', async () => {
  await host.call('POST', '/images/alpine/tag?repo=one&tag=1');
  const id = idOf(await host.call('GET', '/images/alpine/json'));
  const short = id.slice(7, 19);
  expect(messageOf(await host.call('DELETE', `/images/${short}`))).toBe(
    `conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories`,
  );
  await host.run('user', sleeper());
  expect((await host.call('DELETE', '/images/one:1')).body).toEqual([{ Untagged: 'one:1' }]);
  const containerId = idOf(await host.call('GET', '/containers/user/json')).slice(0, 12);
  expect(messageOf(await host.call('DELETE', '/images/alpine'))).toBe(
    `conflict: unable to remove repository reference "alpine" (must force) - container ${containerId} is using its referenced image ${short}`,
  );
  const forced = (await host.call('DELETE', '/images/alpine?force=1')).body as object[];
  expect(forced.map((line) => Object.keys(line)[0])).toEqual(['Untagged', 'Untagged']);
  expect((await host.call('GET', '/images/json?filters={"dangling":["true"]}')).body).toHaveLength(1);
  expect((await host.call('GET', '/containers/json')).body).toMatchObject([{ Image: id }]);
  expect(messageOf(await host.call('DELETE', `/images/${short}?force=1`))).toBe(
    `conflict: unable to delete ${short} (cannot be forced) - image is being used by running container ${containerId}`,
  );
  await host.call('POST', '/containers/user/stop?t=0');
  const gone = (await host.call('DELETE', `/images/${short}?force=1`)).body as object[];
  expect(gone).toEqual([{ Deleted: id }]);
  // Its layer stays for the container, which can still be started, and goes with it.
  expect((await host.call('POST', '/containers/user/start')).status).toBe(204);
  expect([...host.kernel.store.all('layer')]).toHaveLength(1);
  await host.call('DELETE', '/containers/user?force=1');
  expect([...host.kernel.store.all('layer')]).toHaveLength(0);
});

test('save, remove, load; import', async () => {
  const saved = (await host.call('GET', '/images/alpine:latest/get')).body as Uint8Array;
  const before = (await host.call('GET', '/images/alpine/json')).body as { Id: string };
  await host.call('DELETE', '/images/alpine');
  const loaded = await host.call('POST', '/images/load?quiet=1', saved);
  expect(loaded.chunks).toEqual([{ stream: 'Loaded image: alpine:latest\n' }]);
  expect((await host.call('GET', '/images/alpine/json')).body).toMatchObject({ Id: before.Id, RepoDigests: [] });
  const rubbish = await host.call('POST', '/images/load', new TextEncoder().encode('rubbish'));
  expect((rubbish.chunks[0] as Progress).error).toBe('unexpected EOF');
  await host.run('app', sleeper());
  const flat = (await host.call('GET', '/containers/app/export')).body as Uint8Array;
  const imported = await host.call('POST', '/images/create', flat, {
    query: { fromSrc: '-', repo: 'flat', tag: '1', changes: 'CMD ["true"]' },
  });
  expect((imported.chunks[0] as Progress).status).toMatch(/^sha256:/);
  expect((await host.call('GET', '/images/flat:1/history')).body).toHaveLength(1);
});

test('prune images; disk usage adds up', async () => {
  await host.pull('busybox');
  await host.call('POST', '/volumes/create', { Name: 'idle' });
  await host.run('user', sleeper());
  await host.exec('user', 'sh', '-c', 'echo 12345 > /file');
  const { body } = await host.call('GET', '/system/df');
  const layers = [...host.kernel.store.all('layer')].reduce((sum, { size }) => sum + size, 0);
  expect(body).toMatchObject({
    LayersSize: layers,
    Containers: [{ SizeRw: 6 }],
    Volumes: [{ Name: 'idle', UsageData: { RefCount: 0, Size: 0 } }],
    BuildCache: [],
  });
  const pruned = (await host.call('POST', '/images/prune?filters={"dangling":["false"]}')).body as {
    ImagesDeleted: object[];
    SpaceReclaimed: number;
  };
  expect(pruned.ImagesDeleted.map((line) => Object.keys(line)[0])).toEqual([
    'Untagged',
    'Untagged',
    'Deleted',
    'Deleted',
  ]);
  expect(pruned.SpaceReclaimed).toBe(
    layers - [...host.kernel.store.all('layer')].reduce((sum, { size }) => sum + size, 0),
  );
  expect((await host.call('POST', '/images/prune')).body).toEqual({ ImagesDeleted: null, SpaceReclaimed: 0 });
});
