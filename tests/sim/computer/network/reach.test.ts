// Who reaches whom: bridges, names, published ports, the machine, the outside; and what the log tells of it.
import { describe, expect, test } from 'vitest';
import type { Program } from '../../../../src/sim/computer/contract.ts';
import { bareMachine, finish, initOptions, run, startCollected } from '../support.ts';
import { NetworkSite, type Box } from './site.ts';

const answering = (text: string): string => `server { listen 80; return 200 "${text}\\n"; }`;

/** One site with a server in each kind of place. */
function town(): { site: NetworkSite; boxes: Record<string, Box> } {
  const site = new NetworkSite();
  const boxes: Record<string, Box> = {};
  const places: [string, string[]][] = [
    ['plain', ['bridge']],
    ['plain2', ['bridge']],
    ['red1', ['red']],
    ['red2', ['red']],
    ['blue1', ['blue']],
    ['both', ['red', 'blue']],
    ['inner1', ['inner']],
    ['inner2', ['inner']],
    ['lonely', []],
  ];
  for (const [name, networks] of places) {
    const box = site.box(name, networks, { '/etc/nginx/conf.d/default.conf': answering(name) }, [`${name}-alias`]);
    const options = initOptions(site.machine, ['nginx', '-g', 'daemon off;'], box.options([]));
    const started = finish(site.kernel, startCollected(site.machine, options));
    if ('failure' in started) throw new Error(started.failure);
    boxes[name] = box;
  }
  site.kernel.advance(500);
  return { site, boxes };
}

describe('between containers', () => {
  const { site, boxes } = town();
  test.each<[string, string, string]>([
    ['red1', 'http://red2', 'red2'],
    ['red1', 'http://red2-alias', 'red2'],
    ['red1', 'http://172.18.0.3', 'red2'],
    ['red1', 'http://red2.red', 'red2'],
    ['red1', 'http://RED2', 'red2'],
    ['red1', 'http://both', 'both'],
    ['blue1', 'http://both', 'both'],
    ['both', 'http://red1', 'red1'],
    ['both', 'http://blue1', 'blue1'],
    ['red1', 'http://blue1', "wget: bad address 'blue1'"],
    ['red1', 'http://172.19.0.2', 'wget: download timed out'],
    ['red1', 'http://plain', "wget: bad address 'plain'"],
    ['red1', 'http://172.17.0.2', 'wget: download timed out'],
    ['red1', 'http://172.18.0.99', "wget: can't connect to remote host (172.18.0.99): Host is unreachable"],
    ['red1', 'http://red2:81', "wget: can't connect to remote host (172.18.0.3): Connection refused"],
    ['plain', 'http://172.17.0.3', 'plain2'],
    ['plain', 'http://plain2', "wget: bad address 'plain2'"],
    ['plain', 'http://172.18.0.2', 'wget: download timed out'],
    ['inner1', 'http://inner2', 'inner2'],
    ['inner1', 'http://172.18.0.2', "wget: can't connect to remote host (172.18.0.2): Network is unreachable"],
    ['lonely', 'http://127.0.0.1', 'lonely'],
    ['lonely', 'http://172.17.0.2', "wget: can't connect to remote host (172.17.0.2): Network is unreachable"],
    ['red1', 'http://localhost', 'red1'],
    ['red1', 'http://red1', 'red1'],
  ])('%s gets %s', (from, url, expected) => {
    const box = boxes[from];
    if (!box) throw new Error(from);
    const { stdout, stderr } = box.run('wget', '-T', '5', '-qO-', url);
    expect((stdout + stderr).trim()).toBe(expected);
  });

  test.each<[string, string]>([
    ['http://172.17.0.2', 'plain'],
    ['http://172.18.0.2', 'red1'],
    ['http://172.20.0.2', 'inner1'],
  ])('the machine itself reaches %s', (url, expected) => {
    expect(site.run('curl', '-s', url).stdout).toBe(`${expected}\n`);
  });

  test.each<[string, string, string]>([
    ['red1', 'example.com', '1 packets transmitted, 1 packets received, 0% packet loss'],
    ['plain', 'example.com', '1 packets transmitted, 1 packets received, 0% packet loss'],
    ['plain', '8.8.8.8', '1 packets transmitted, 1 packets received, 0% packet loss'],
    ['plain', '203.0.113.9', '1 packets transmitted, 0 packets received, 100% packet loss'],
    ['red1', '172.19.0.2', '1 packets transmitted, 0 packets received, 100% packet loss'],
    ['inner1', '8.8.8.8', 'ping: sendto: Network unreachable'],
    ['inner1', 'example.com', "ping: bad address 'example.com'"],
    ['lonely', '127.0.0.1', '1 packets transmitted, 1 packets received, 0% packet loss'],
    ['lonely', 'example.com', "ping: bad address 'example.com'"],
  ])('%s pings %s', (from, host, expected) => {
    const { stdout, stderr } = boxes[from]?.run('ping', '-c', '1', '-W', '1', host) ?? { stdout: '', stderr: '' };
    expect((stdout + stderr).split('\n')).toContain(expected);
  });

  test('the outside world answers over HTTP', () => {
    expect(boxes['red1']?.run('wget', '-qO-', 'http://example.com').stdout).toContain('<h1>Example Domain</h1>');
    expect(boxes['red1']?.run('curl', '-sS', 'https://example.com').code).toBe(35);
  });
});

test('a name of several containers takes turns', () => {
  const site = new NetworkSite();
  for (const name of ['one', 'two']) site.box(name, ['red'], {}, ['web']);
  const client = site.box('client', ['red']);
  const asked = [1, 2, 3].map(() => client.run('nslookup', 'web').stdout.match(/^Address: .*/gm));
  expect(asked).toEqual([
    ['Address: 172.18.0.2', 'Address: 172.18.0.3'],
    ['Address: 172.18.0.3', 'Address: 172.18.0.2'],
    ['Address: 172.18.0.2', 'Address: 172.18.0.3'],
  ]);
});

test('a container that is detached is gone for the others', () => {
  const { site, boxes } = town();
  const { red1, red2 } = boxes;
  if (!red1 || !red2) throw new Error('no boxes');
  site.machine.networks.detach(red2.namespace, 'red');
  expect(red1.run('wget', '-qO-', 'http://red2').stderr).toBe("wget: bad address 'red2'\n");
  site.machine.networks.attach(red2.namespace, 'red', {
    address: '172.18.0.9',
    mac: '02:42:00:00:00:09',
    names: ['again'],
  });
  expect(red1.run('wget', '-qO-', 'http://again').stdout).toBe('red2\n');
  site.machine.networks.rename(red2.namespace, 'red', ['renamed']);
  expect(red1.run('wget', '-qO-', 'http://again').code).toBe(1);
  expect(red1.run('wget', '-qO-', 'http://renamed').stdout).toBe('red2\n');
});

describe('published ports', () => {
  const { site, boxes } = town();
  const { plain, red1 } = boxes;
  if (!plain || !red1) throw new Error('no boxes');
  test.each<[string, Box, number, number, string, string]>([
    ['a free port', plain, 8080, 80, '0.0.0.0', 'open'],
    ['the same on IPv6', plain, 8080, 80, '::', 'open'],
    ['taken', red1, 8080, 80, '0.0.0.0', 'published'],
    ['taken by the wildcard', red1, 8080, 80, '127.0.0.1', 'published'],
    ['one address', red1, 9000, 80, '127.0.0.1', 'open'],
    ['another address, same port', red1, 9000, 80, '192.168.64.2', 'open'],
    ['the wildcard beside them', red1, 9000, 80, '0.0.0.0', 'published'],
    ['to a port where nobody listens', plain, 8081, 81, '0.0.0.0', 'open'],
  ])('%s', (_, box, hostPort, containerPort, address, expected) => {
    expect(site.publish(box, hostPort, containerPort, address)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['machine', 'http://localhost:8080', 'plain'],
    ['machine', 'http://127.0.0.1:8080', 'plain'],
    ['machine', 'http://192.168.64.2:8080', 'plain'],
    ['machine', 'http://[::1]:8080', 'plain'],
    ['machine', 'http://localhost:9000', 'red1'],
    ['machine', 'http://localhost:8081', 'curl: (56) Recv failure: Connection reset by peer'],
    [
      'machine',
      'http://localhost:8082',
      "curl: (7) Failed to connect to localhost port 8082 after 0 ms: Couldn't connect to server",
    ],
    ['machine', 'http://nosuch.invalid', 'curl: (6) Could not resolve host: nosuch.invalid'],
    ['blue1', 'http://172.19.0.1:8080', 'plain'],
    ['blue1', 'http://172.17.0.1:8080', 'plain'],
    ['blue1', 'http://192.168.64.2:8080', 'plain'],
    [
      'blue1',
      'http://172.19.0.1:9000',
      "curl: (7) Failed to connect to 172.19.0.1 port 9000 after 0 ms: Couldn't connect to server",
    ],
    [
      'blue1',
      'http://localhost:8080',
      "curl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server",
    ],
    [
      'inner1',
      'http://172.17.0.1:8080',
      "curl: (7) Failed to connect to 172.17.0.1 port 8080 after 0 ms: Couldn't connect to server",
    ],
  ])('from %s, %s', (from, url, expected) => {
    const { stdout, stderr } =
      from === 'machine'
        ? site.run('curl', '-sS', url)
        : (boxes[from]?.run('curl', '-sS', url) ?? { stdout: '', stderr: '' });
    expect((stdout + stderr).trim()).toBe(expected);
  });

  test('closed again', () => {
    for (const port of site.machine.networks.published) site.machine.networks.unpublish(port);
    expect(site.run('curl', '-s', 'localhost:8080').code).toBe(7);
  });

  test('ports handed out follow each other and leave taken ones out', () => {
    const { networks } = site.machine;
    const first = networks.freePort('tcp');
    expect(site.publish(plain, first + 1, 80)).toBe('open');
    expect(networks.freePort('tcp')).toBe(first + 2);
  });
});

test('a program of the machine and a published port exclude each other', () => {
  const listen: Program = function* (process) {
    const listener = process.network.listen(8080);
    yield* (
      process.descriptors
        .get(1)
        ?.write(new TextEncoder().encode(typeof listener === 'string' ? listener : 'listens')) ?? []
    );
    return 0;
  };
  const { kernel, machine } = bareMachine({ listen });
  const namespace = machine.networks.createNamespace('web');
  const port = {
    protocol: 'tcp',
    hostAddress: '0.0.0.0',
    hostPort: 8080,
    namespace,
    address: '172.17.0.2',
    containerPort: 80,
  } as const;
  const options = { shares: { pid: 'machine' } } as const;
  expect(run(machine, ['listen'], options).stdout).toBe('listens');
  expect([...kernel.store.all('listener')]).toEqual([]);
  expect(machine.networks.publish(port)).toBe(undefined);
  expect(run(machine, ['listen'], options).stdout).toBe('EADDRINUSE');
  machine.networks.unpublish(port);
  const held = machine.network.listen(8080);
  expect(typeof held).toBe('object');
  expect(machine.networks.publish(port)).toBe('listening');
});

test('the log tells each attempt: the connection, the request and its answer, why one failed, and names that were asked', () => {
  const { site, boxes } = town();
  const { plain, red1 } = boxes;
  if (!plain || !red1) throw new Error('no boxes');
  site.publish(plain, 8080, 80);
  const told = (work: () => void): unknown[] => {
    const start = site.kernel.log.length;
    work();
    return site.kernel.log.entries.slice(start).flatMap((entry) => {
      if (entry.type !== 'message') return [];
      const { protocol, role, from, to, method, path, status, body } = entry;
      return [
        [protocol, role, `${from} → ${to}`, ...[method, path, status, body].filter((part) => part !== undefined)],
      ];
    });
  };
  expect(told(() => site.run('curl', '-s', 'localhost:8080/x'))).toEqual([
    ['tcp', 'request', 'machine:drydock → container:plain', 'CONNECT', '127.0.0.1:8080', { via: '0.0.0.0:8080' }],
    ['tcp', 'response', 'container:plain → machine:drydock'],
    ['http', 'request', 'machine:drydock → container:plain', 'GET', '/x'],
    ['http', 'response', 'container:plain → machine:drydock', 200],
  ]);
  expect(told(() => red1.run('wget', '-q', '-T', '1', '-O-', 'http://172.19.0.2'))).toEqual([
    ['tcp', 'request', 'container:red1 → container:red1', 'CONNECT', '172.19.0.2:80'],
    [
      'tcp',
      'end',
      'container:red1 → container:red1',
      { errno: 'ETIMEDOUT', reason: '172.19.0.2 is on the network blue, and the container is not' },
    ],
  ]);
  expect(told(() => red1.run('wget', '-qO-', 'http://red2:81'))).toEqual([
    ['dns', 'request', 'container:red1 → daemon:drydock', 'A', 'red2'],
    ['dns', 'response', 'daemon:drydock → container:red1', { addresses: ['172.18.0.3'] }],
    ['tcp', 'request', 'container:red1 → container:red2', 'CONNECT', '172.18.0.3:81'],
    [
      'tcp',
      'end',
      'container:red2 → container:red1',
      { errno: 'ECONNREFUSED', reason: 'nothing listens on port 81 of 172.18.0.3' },
    ],
  ]);
  expect(told(() => boxes['inner1']?.run('ping', '-c', '1', 'example.com'))).toEqual([
    ['dns', 'request', 'container:inner1 → daemon:drydock', 'A', 'example.com'],
    ['dns', 'response', 'daemon:drydock → container:inner1', { error: 'SERVFAIL' }],
  ]);
});
