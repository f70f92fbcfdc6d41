// Requests and their answers, one after the other on one engine: what the real daemon says to the same.
import { beforeAll, describe, expect, test } from 'vitest';
import { matchRoute, routes } from '../../../src/sim/engine/router.ts';
import type { Request } from '../../../src/sim/kernel/message.ts';
import { TestHost } from './support.ts';

const host = new TestHost();
let upId = '';

beforeAll(async () => {
  await host.pull('alpine');
  upId = await host.run('up', { Image: 'alpine', Cmd: ['sleep', '1000'] });
  await host.call('POST', '/containers/create?name=new', { Image: 'alpine', Cmd: ['true'] });
  await host.call('POST', '/networks/create', { Name: 'net1', IPAM: { Config: [{ Subnet: '10.50.0.0/24' }] } });
  await host.call('POST', '/volumes/create', { Name: 'data' });
});

const create = (fields: object): object => ({ Image: 'alpine', ...fields });
const withHost = (fields: object): object => create({ HostConfig: fields });
const filters = (value: object): string => encodeURIComponent(JSON.stringify(value));

type Row = readonly [
  method: Request['method'],
  path: string,
  body: unknown,
  status: number,
  message: string | undefined,
];

const rows: readonly Row[] = [
  ['GET', '/_ping', undefined, 200, undefined],
  ['GET', '/v1.51/version', undefined, 200, undefined],
  ['GET', '/v1.24/info', undefined, 200, undefined],
  ['GET', '/v1.52/info', undefined, 400, 'client version 1.52 is too new. Maximum supported API version is 1.51'],
  ['GET', '/v1.20/info', undefined, 400, 'client version 1.20 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version'],
  ['GET', '/nosuch', undefined, 404, 'page not found'],
  ['GET', '/containers/up/nosuch', undefined, 404, 'page not found'],
  ['GET', '/swarm', undefined, 503, 'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.'],
  ['GET', '/distribution/alpine/json', undefined, 501, 'not simulated: GET /distribution/alpine/json'],

  ['POST', '/containers/create', {}, 400, 'config cannot be empty in order to create a container'],
  ['POST', '/containers/create', create({ Image: 'nosuch' }), 404, 'No such image: nosuch:latest'],
  ['POST', '/containers/create', create({ Image: 'Alpine' }), 400, 'invalid reference format: repository name (library/Alpine) must be lowercase'],
  ['POST', '/containers/create', create({ Entrypoint: [''] }), 400, 'no command specified'],
  ['POST', '/containers/create?name=a', create({}), 400, 'Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'],
  ['POST', '/containers/create', create({ WorkingDir: 'x' }), 400, "the working directory 'x' is invalid, it needs to be an absolute path"],
  ['POST', '/containers/create', create({ WorkingDir: '/etc/passwd' }), 500, 'Cannot mkdir: /etc/passwd is not a directory'],
  ['POST', '/containers/create', create({ StopSignal: 'NOSUCH' }), 400, 'invalid signal: NOSUCH'],
  ['POST', '/containers/create', create({ Healthcheck: { Test: ['CMD', 'x'], Interval: 10 } }), 400, 'Interval in Healthcheck cannot be less than 1ms'],
  ['POST', '/containers/create', withHost({ Memory: 4194304 }), 400, 'Minimum memory limit allowed is 6MB'],
  ['POST', '/containers/create', withHost({ Memory: 1073741824, MemorySwap: 536870912 }), 400, 'Minimum memoryswap limit should be larger than memory limit, see usage'],
  ['POST', '/containers/create', withHost({ MemorySwap: 1073741824 }), 400, 'You should always set the Memory limit when using Memoryswap limit, see usage'],
  ['POST', '/containers/create', withHost({ NanoCpus: -1e9 }), 400, 'range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available'],
  ['POST', '/containers/create', withHost({ NanoCpus: 1e9, CpuQuota: 50000 }), 400, 'Conflicting options: Nano CPUs and CPU Quota cannot both be set'],
  ['POST', '/containers/create', withHost({ CpusetCpus: '99' }), 400, 'Requested CPUs are not available - requested 99, available: 0-1'],
  ['POST', '/containers/create', withHost({ RestartPolicy: { Name: 'sometimes', MaximumRetryCount: 0 } }), 400, "invalid restart policy: unknown policy 'sometimes'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'"],
  ['POST', '/containers/create', withHost({ RestartPolicy: { Name: 'always', MaximumRetryCount: 3 } }), 400, "invalid restart policy: maximum retry count can only be used with 'on-failure'"],
  ['POST', '/containers/create', withHost({ CapAdd: ['foo'] }), 400, 'invalid CapAdd: unknown capability: "CAP_FOO"'],
  ['POST', '/containers/create', withHost({ IpcMode: 'foo' }), 400, 'invalid IPC mode: foo'],
  ['POST', '/containers/create', withHost({ PidMode: 'container:nosuch' }), 400, 'No such container: nosuch'],
  ['POST', '/containers/create', withHost({ Runtime: 'nosuch' }), 400, 'unknown or invalid runtime name: nosuch'],
  ['POST', '/containers/create', withHost({ SecurityOpt: ['nosuch=1'] }), 500, 'invalid --security-opt 2: "nosuch=1"'],
  ['POST', '/containers/create', withHost({ LogConfig: { Type: 'nosuch' } }), 400, 'error looking up logging plugin nosuch: plugin "nosuch" not found'],
  ['POST', '/containers/create', withHost({ LogConfig: { Type: 'json-file', Config: { foo: '1' } } }), 400, "unknown log opt 'foo' for json-file log driver"],
  ['POST', '/containers/create', withHost({ LogConfig: { Type: 'syslog' } }), 501, 'not simulated: log driver syslog'],
  ['POST', '/containers/create', withHost({ Tmpfs: { x: '' } }), 400, "invalid mount path: 'x' mount path must be absolute"],
  ['POST', '/containers/create', withHost({ Binds: ['/tmp:y'] }), 400, `invalid volume specification: '/tmp:y': invalid mount config for type "bind": invalid mount path: 'y' mount path must be absolute`],
  ['POST', '/containers/create', withHost({ Binds: ['/tmp:/y:rx'] }), 400, 'invalid mode: rx'],
  ['POST', '/containers/create', withHost({ Binds: ['/tmp:/'] }), 400, `invalid volume specification: '/tmp:/': invalid mount config for type "bind": invalid specification: destination can't be '/'`],
  ['POST', '/containers/create', withHost({ Binds: ['bad name:/x'] }), 400, 'create bad name: "bad name" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path'],
  ['POST', '/containers/create', withHost({ Mounts: [{ Type: 'weird', Source: 'a', Target: '/x' }] }), 400, 'invalid mount config for type "weird": mount type unknown'],
  ['POST', '/containers/create', withHost({ Mounts: [{ Type: 'bind', Source: '/nosuch/dir', Target: '/x' }] }), 400, 'invalid mount config for type "bind": bind source path does not exist: /nosuch/dir'],
  ['POST', '/containers/create', withHost({ Binds: ['data:/v'], Mounts: [{ Type: 'volume', Source: 'data', Target: '/v' }] }), 400, 'Duplicate mount point: /v'],
  ['POST', '/containers/create', withHost({ VolumesFrom: ['nosuch'] }), 400, 'No such container: nosuch'],
  ['POST', '/containers/create', withHost({ NetworkMode: 'container:up', PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '80' }] } }), 400, 'conflicting options: port publishing and the container type network mode'],
  ['POST', '/containers/create', withHost({ NetworkMode: 'host', Links: ['x:x'] }), 400, "conflicting options: host type networking can't be used with links. This would result in undefined behavior"],
  ['POST', '/containers/create', { ...withHost({ NetworkMode: 'net1' }), NetworkingConfig: { EndpointsConfig: { net1: { IPAMConfig: { IPv4Address: '10.99.0.2' } } } } }, 400, 'invalid config for network net1: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.99.0.2'],
  ['POST', '/containers/create', { ...withHost({ NetworkMode: 'net1' }), NetworkingConfig: { EndpointsConfig: { net1: { IPAMConfig: { IPv4Address: 'notanip' } } } } }, 400, 'invalid config for network net1: invalid endpoint settings:\n* invalid IPv4 address: notanip\n* no configured subnet or ip-range contain the IP address notanip'],

  ['POST', '/containers/nosuch/start', undefined, 404, 'No such container: nosuch'],
  ['POST', '/containers/up/start', undefined, 304, undefined],
  ['POST', '/containers/new/stop', undefined, 304, undefined],
  ['POST', '/containers/nosuch/kill', undefined, 404, 'cannot kill container: nosuch: No such container: nosuch'],
  ['POST', '/containers/up/kill?signal=99', undefined, 400, 'cannot kill container: up: the linux daemon does not support signal 99'],
  ['POST', '/containers/up/kill?signal=NOSUCH', undefined, 400, 'cannot kill container: up: invalid signal: NOSUCH'],
  ['POST', '/containers/up/kill?signal=0', undefined, 400, 'cannot kill container: up: invalid signal: 0'],
  ['POST', '/containers/up/stop?t=x', undefined, 500, 'strconv.Atoi: parsing "x": invalid syntax'],
  ['POST', '/containers/up/rename?name=', undefined, 400, 'Neither old nor new names may be empty'],
  ['POST', '/containers/up/rename?name=up', undefined, 400, 'Renaming a container with the same name as its current name'],
  ['POST', '/containers/up/rename?name=bad%20name', undefined, 400, 'Error when allocating new name: Invalid container name (/bad name), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'],
  ['POST', '/containers/up/wait?condition=foo', undefined, 400, 'invalid condition: "foo"'],
  ['POST', '/containers/up/resize', undefined, 400, 'invalid resize height "": invalid syntax'],
  ['POST', '/containers/up/resize?h=1&w=2', undefined, 200, undefined],
  ['POST', '/containers/up/exec', { Cmd: [] }, 400, 'No exec command specified'],
  ['POST', '/exec/nosuch/start', {}, 404, 'No such exec instance: nosuch'],
  ['GET', '/exec/nosuch/json', undefined, 404, 'No such exec instance: nosuch'],
  ['GET', '/containers/up/logs', undefined, 400, 'Bad parameters: you must choose at least one stream'],
  ['GET', '/containers/up/top?ps_args=-o%20args', undefined, 500, "Couldn't find PID field in ps output"],
  ['GET', '/containers/up/top?ps_args=--nosuch', undefined, 500, 'ps: error: unknown gnu long option'],
  ['GET', '/containers/up/archive?path=/nosuch', undefined, 404, 'Could not find the file /nosuch in container up'],
  ['GET', '/containers/up/archive', undefined, 400, 'bad parameter: pathcannot be empty'],
  ['GET', '/containers/nosuch/json', undefined, 404, 'No such container: nosuch'],
  ['GET', `/containers/json?filters=${filters({ foo: ['x'] })}`, undefined, 400, "invalid filter 'foo'"],
  ['GET', `/containers/json?filters=${filters({ status: ['x'] })}`, undefined, 400, "invalid filter 'status=x': invalid value for state (x): must be one of created, running, paused, restarting, removing, exited, dead"],
  ['GET', `/containers/json?filters=${filters({ health: ['x'] })}`, undefined, 400, "invalid filter 'health=x': invalid value for health (x): must be one of none, starting, healthy, unhealthy"],
  ['GET', `/containers/json?filters=${filters({ exited: ['x'] })}`, undefined, 400, `invalid filter 'exited=x': strconv.Atoi: parsing "x": invalid syntax`],
  ['GET', `/containers/json?filters=${filters({ before: ['nosuch'] })}`, undefined, 404, 'No such container: nosuch'],
  ['GET', '/containers/json?filters=%7B', undefined, 400, 'invalid filter'],
  ['GET', '/containers/json?limit=x', undefined, 500, 'strconv.Atoi: parsing "x": invalid syntax'],
  ['DELETE', '/containers/nosuch', undefined, 404, 'No such container: nosuch'],
  ['DELETE', '/containers/up', undefined, 409, 'cannot remove container "up": container is running: stop the container before removing or force remove'],
  ['DELETE', '/containers/up?link=1', undefined, 500, 'Conflict, cannot remove the default link name of the container'],
  ['POST', '/commit?container=nosuch', undefined, 404, 'No such container: nosuch'],
  ['POST', '/commit', undefined, 400, 'invalid name or ID supplied: ""'],
  ['POST', '/commit?container=up&changes=FROM%20x', undefined, 400, 'FROM is not a valid change command'],

  ['GET', '/images/nosuch/json', undefined, 404, 'No such image: nosuch:latest'],
  ['GET', '/images/library/alpine/json', undefined, 200, undefined],
  ['GET', '/images/docker.io/library/alpine:latest/history', undefined, 200, undefined],
  ['POST', '/images/nosuch/tag?repo=x', undefined, 404, 'No such image: nosuch:latest'],
  ['POST', '/images/alpine/tag?repo=X', undefined, 400, 'invalid reference format: repository name (library/X) must be lowercase'],
  ['POST', '/images/alpine/tag?repo=x&tag=-', undefined, 400, 'invalid tag format'],
  ['DELETE', '/images/nosuch', undefined, 404, 'No such image: nosuch:latest'],
  ['POST', '/images/create?fromImage=Alpine&tag=x', undefined, 400, 'invalid reference format: repository name (library/Alpine) must be lowercase'],
  ['POST', '/images/create?fromImage=nosuch&tag=latest', undefined, 404, "pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied"],
  ['POST', '/images/create?fromImage=alpine&tag=9.99', undefined, 404, 'manifest for alpine:9.99 not found: manifest unknown: manifest unknown'],
  ['POST', '/images/create?fromImage=localhost:5000/app&tag=1', undefined, 404, 'manifest for localhost:5000/app:1 not found: manifest unknown: manifest unknown'],
  ['POST', '/images/create?fromImage=127.0.0.1:5003/app&tag=1', undefined, 500, 'Get "http://127.0.0.1:5003/v2/": dial tcp 127.0.0.1:5003: connect: connection refused'],
  ['GET', `/images/json?filters=${filters({ foo: ['x'] })}`, undefined, 400, "invalid filter 'foo'"],
  ['GET', `/images/json?filters=${filters({ before: ['nosuch'] })}`, undefined, 404, 'No such image: nosuch:latest'],
  ['GET', `/images/json?filters=${filters({ until: ['yesterday'] })}`, undefined, 400, 'failed to parse value as time or duration: "yesterday"'],

  ['POST', '/networks/create', {}, 400, 'invalid name: name is empty'],
  ['POST', '/networks/create', { Name: 'net1' }, 409, 'network with name net1 already exists'],
  ['POST', '/networks/create', { Name: 'host' }, 403, 'operation is not permitted on predefined host network'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'nosuch' }, 404, 'plugin "nosuch" not found'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'host' }, 403, 'only one instance of "host" network is allowed'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'macvlan', Options: { parent: 'nosuch0' } }, 400, 'invalid subinterface vlan name nosuch0, example formatting is eth0.10'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'macvlan', Options: { parent: 'nosuch0.30' } }, 400, '-o parent interface was not found on the host: nosuch0'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'macvlan', Options: { parent: 'eth0.x' } }, 400, 'unable to parse a valid vlan id from: x (ex. eth0.10 for vlan 10)'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'ipvlan', Options: { parent: 'a.b.5' } }, 400, 'required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received a.b.5'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'macvlan', Options: { parent: 'eth0.4095' } }, 400, 'vlan id must be between 1-4094, received: 4095'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'macvlan', Options: { parent: 'lo' } }, 400, 'loopback interface is not a valid macvlan parent link'],
  ['POST', '/networks/create', { Name: 'x', Driver: 'macvlan', Options: { macvlan_mode: 'foo' } }, 400, "requested macvlan mode 'foo' is not valid, 'bridge' mode is the macvlan driver default"],
  ['POST', '/networks/create', { Name: 'x', Driver: 'ipvlan', Options: { ipvlan_mode: 'l3' } }, 501, 'not simulated: ipvlan_mode l3'],
  ['POST', '/networks/create', { Name: 'x', EnableIPv4: false, EnableIPv6: true }, 501, 'not simulated: networks without IPv4'],
  ['POST', '/networks/create', { Name: 'x', EnableIPv6: true, IPAM: { Config: [{ Subnet: '2001:db8::1/64' }] } }, 400, 'invalid network config:\ninvalid subnet 2001:db8::1/64: it should be 2001:db8::/64'],
  ['POST', '/networks/create', { Name: 'x', EnableIPv6: true, IPAM: { Config: [{ Subnet: '2001:db8::/64', Gateway: 'fd00::1' }] } }, 400, "invalid network config:\ninvalid gateway fd00::1: parent subnet 2001:db8::/64 doesn't contain this address"],
  ['POST', '/networks/create', { Name: 'x', IPAM: { Config: [{ Subnet: 'hello' }] } }, 400, 'invalid network config:\ninvalid subnet hello: invalid CIDR block notation'],
  ['POST', '/networks/create', { Name: 'x', IPAM: { Config: [{ Subnet: '10.50.0.0/25' }] } }, 403, 'invalid pool request: Pool overlaps with other one on this address space'],
  ['POST', '/networks/create', { Name: 'x', IPAM: { Config: [{ Subnet: '10.1.0.0/16', Gateway: '10.2.0.1' }] } }, 400, "invalid network config:\ninvalid gateway 10.2.0.1: parent subnet 10.1.0.0/16 doesn't contain this address"],
  ['GET', '/networks/nosuch', undefined, 404, 'network nosuch not found'],
  ['GET', `/networks?filters=${filters({ dangling: ['x'] })}`, undefined, 400, `invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`],
  ['GET', `/networks?filters=${filters({ type: ['x'] })}`, undefined, 500, "invalid filter: 'type'='x'"],
  ['DELETE', '/networks/nosuch', undefined, 404, 'network nosuch not found'],
  ['DELETE', '/networks/bridge', undefined, 403, 'bridge is a pre-defined network and cannot be removed'],
  ['POST', '/networks/net1/connect', {}, 400, 'invalid name or ID supplied: ""'],
  ['POST', '/networks/bridge/connect', { Container: 'up' }, 403, 'endpoint with name up already exists in network bridge'],
  ['POST', '/networks/bridge/connect', { Container: 'up', EndpointConfig: { Aliases: ['x'] } }, 400, 'invalid endpoint settings:\nnetwork-scoped alias is supported only for containers in user defined networks'],
  ['POST', '/networks/net1/disconnect', { Container: 'nosuch' }, 404, 'No such container: nosuch'],

  ['POST', '/volumes/create', { Name: 'x' }, 400, 'create x: volume name is too short, names should be at least two alphanumeric characters'],
  ['POST', '/volumes/create', { Name: 'other', Driver: 'nosuch' }, 404, 'create other: error looking up volume plugin nosuch: plugin "nosuch" not found'],
  ['POST', '/volumes/create', { Name: 'odd', DriverOpts: { foo: 'bar' } }, 400, 'create odd: invalid option: "foo"'],
  ['GET', '/volumes/nosuch', undefined, 404, 'get nosuch: no such volume'],
  ['DELETE', '/volumes/nosuch', undefined, 404, 'get nosuch: no such volume'],
  ['DELETE', '/volumes/nosuch?force=1', undefined, 204, undefined],
  ['POST', '/build/prune', undefined, 200, undefined],
]; // prettier-ignore

test.each(rows)('%s %s %j → %i', async (method, path, body, status, message) => {
  const outcome = await host.call(method, path, body);
  expect({ status: outcome.status, message: (outcome.body as { message?: string } | undefined)?.message }).toEqual({
    status,
    message,
  });
});

test('refusals that name an id', async () => {
  const taken = await host.call('POST', '/containers/create?name=up', { Image: 'alpine' });
  expect(taken.body).toEqual({
    message: `Conflict. The container name "/up" is already in use by container "${upId}". You have to remove (or rename) that container to be able to reuse that name.`,
  });
  const missing = await host.call('POST', '/networks/net1/disconnect', { Container: 'up' });
  expect(missing.body).toEqual({ message: `container ${upId} is not connected to network net1` });
});

test('nothing of all that left a container behind', async () => {
  const { body } = await host.call('GET', '/containers/json?all=1');
  expect((body as { Names: string[] }[]).map(({ Names }) => Names[0])).toEqual(['/new', '/up']);
});

describe('the route table', () => {
  test('every route is found by its own path', () => {
    for (const route of routes) {
      const path = route.path.replace('{name...}', 'localhost:5000/team/app').replace(/\{\w+\}/g, 'abc');
      expect(matchRoute(route.method, path)?.route.path).toBe(route.path);
    }
  });

  test('names with slashes and escapes', () => {
    expect(matchRoute('GET', '/images/localhost:5000/a/b:1/json')?.params).toEqual({ name: 'localhost:5000/a/b:1' });
    expect(matchRoute('GET', '/networks/bad%20name')?.params).toEqual({ id: 'bad name' });
    expect(matchRoute('GET', '/containers//json')).toBeUndefined();
  });
});
