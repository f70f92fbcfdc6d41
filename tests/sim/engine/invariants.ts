// What must be true of a world after every command, whatever was typed: records hang together, sizes add up, nothing is
// given to two, and what the API says of one thing agrees with what it says of another.
import { contains, parseAddress, parseSubnet } from '../../../src/sim/computer/network/address.ts';
import { recordKey, type ContainerRecord } from '../../../src/sim/engine/records.ts';
import type { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { request, type Reply } from '../../../src/sim/kernel/message.ts';
import type { Task } from '../../../src/sim/kernel/task.ts';
import { containerMachine } from '../../../src/sim/machines/container.ts';
import { leaves, next } from '../../../src/sim/machines/next.ts';
import { machineName } from '../../../src/sim/learner-machine.ts';
import type { World } from '../../../src/sim/world.ts';

type Json = Record<string, unknown>;

const statePath = ({ state, health }: ContainerRecord): string =>
  state === 'running' || state === 'paused' ? `${state}.${health}` : state;

const events = containerMachine.events as readonly string[];
const steps = new Map(
  leaves(containerMachine).map((leaf) => [
    leaf,
    new Set(events.flatMap((event) => next(containerMachine, leaf, event) ?? [])),
  ]),
);

const duplicates = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** The records of a world: what is wrong with them, in sentences. */
export function wrongRecords({ kernel, machine }: World): string[] {
  const { store } = kernel;
  const wrong: string[] = [];
  const claim = (holds: boolean, text: string): void => {
    if (!holds) wrong.push(text);
  };
  const containers = [...store.all('container')];
  const images = [...store.all('image')];
  const layers = [...store.all('layer')];
  const networks = [...store.all('network')];
  const caches = [...store.all('buildCache')];
  const layer = (chainId: string) => store.get('layer', recordKey(machineName, chainId));

  claim(duplicates(containers.map(({ name }) => name)).length === 0, 'two containers have one name');
  claim(duplicates(images.flatMap(({ tags }) => tags)).length === 0, 'two images have one tag');
  claim(duplicates(networks.map(({ name }) => name)).length === 0, 'two networks have one name');

  for (const container of containers) {
    const { id, name, state, pid, endpoints, ports, mounts, writable, writableSize } = container;
    const live = state === 'running' || state === 'paused';
    claim(steps.has(statePath(container)), `${name} is in no state: ${statePath(container)}`);
    claim(state !== 'removing' && state !== 'dead', `${name} is still ${state}`);
    claim(live === pid > 0, `${name} is ${state} with process ${pid}`);
    const processes = machine.processesOf(id).filter((process) => !process.exited.opened);
    claim(live === processes.length > 0, `${name} is ${state} with ${processes.length} processes`);
    claim(writableSize === writable.bytes, `${name} writes ${writable.bytes} bytes, not ${writableSize}`);
    if (live || state === 'exited') claim(container.startedAt > 0, `${name} was never started`);
    if (live) claim(container.exitCode === 0, `${name} runs with exit code ${container.exitCode}`);
    if (state === 'exited') claim(container.finishedAt > 0, `${name} never ended`);
    claim(live || ports.length === 0, `${name} is ${state} and publishes`);
    for (const { type, name: volume } of mounts)
      if (type === 'volume')
        claim(store.get('volume', recordKey(machineName, volume)) !== undefined, `${name} mounts no volume ${volume}`);
    for (const { network, networkName, endpointId, address } of endpoints) {
      claim(live || (endpointId === '' && address === ''), `${name} is ${state} and has an address on ${networkName}`);
      if (!live || network === '') continue;
      const record = store.get('network', recordKey(machineName, network));
      claim(record?.name === networkName, `${name} is on no network ${networkName}`);
      const [subnet, number] = [parseSubnet(record?.subnet ?? ''), parseAddress(address)];
      if (subnet && number !== undefined)
        claim(contains(subnet, number), `${name} has ${address}, which is not of ${networkName}`);
      claim(address === '' || address !== record?.gateway, `${name} has the address of the gateway`);
    }
  }
  const addresses = containers.flatMap(({ endpoints }) =>
    endpoints.filter(({ address }) => address !== '').map(({ network, address }) => `${network} ${address}`),
  );
  claim(duplicates(addresses).length === 0, `two containers have one address: ${duplicates(addresses).join()}`);
  const macs = containers.flatMap(({ endpoints }) => endpoints.map(({ mac }) => mac).filter((mac) => mac !== ''));
  claim(duplicates(macs).length === 0, 'two containers have one hardware address');
  const ports = containers.flatMap((container) =>
    container.ports.map(({ hostAddress, hostPort, protocol }) => `${hostAddress} ${hostPort}/${protocol}`),
  );
  claim(duplicates(ports).length === 0, `one port is published twice: ${duplicates(ports).join()}`);

  for (const { id, layers: chain, size } of images) {
    claim(
      chain.every((chainId) => layer(chainId)?.state === 'present'),
      `image ${id} lacks layers`,
    );
    const sum = chain.reduce((total, chainId) => total + (layer(chainId)?.size ?? 0), 0);
    claim(sum === size, `image ${id} has ${sum} bytes in layers, not ${size}`);
  }
  for (const { chainId, state, parent, references } of layers) {
    claim(state === 'present', `layer ${chainId} is ${state}`);
    claim(parent === '' || layer(parent) !== undefined, `layer ${chainId} lies on nothing`);
    const holders =
      images.filter(({ layers: chain }) => chain.includes(chainId)).length +
      caches.filter(({ snapshot }) => snapshot.chain.includes(chainId)).length;
    claim(references === holders, `layer ${chainId} is held ${holders} times, counted ${references}`);
  }
  for (const { name, size, tree } of store.all('volume'))
    claim(size === tree.bytes, `volume ${name} has ${tree.bytes} bytes, not ${size}`);
  const daemon = store.get('daemon', recordKey(machineName, 'daemon'));
  claim(daemon?.state === 'ready' && daemon.activity === 'idle', `the daemon is ${daemon?.state} ${daemon?.activity}`);
  return wrong;
}

/** Changes of containers since a place in the log that the statechart does not know. */
export function wrongSteps({ kernel }: World, since: number): string[] {
  return kernel.log.entries.slice(since).flatMap((entry) => {
    if (entry.type !== 'change' || entry.kind !== 'container' || !entry.before) return [];
    const before = statePath(entry.before as ContainerRecord);
    const after = entry.after ? statePath(entry.after as ContainerRecord) : 'gone';
    return before === after || steps.get(before)?.has(after) ? [] : [`a container went from ${before} to ${after}`];
  });
}

function* ask(kernel: Kernel, path: string, query: Readonly<Record<string, string>> = {}): Task<unknown> {
  const reply: Reply | { failure: string } = yield* kernel.call(
    `daemon:${machineName}`,
    request('GET', path, { query }),
    { from: 'client:invariants', protocol: 'engine', link: { latency: 0.1, bandwidth: 1e6 } },
  );
  if ('failure' in reply || reply.status !== 200) throw new Error(`GET ${path}: ${JSON.stringify(reply)}`);
  return reply.body;
}

interface Usage {
  readonly LayersSize: number;
  readonly Images: readonly { Id: string; Containers: number; Size: number; SharedSize: number }[];
  readonly Containers: readonly { Id: string; SizeRw?: number }[];
  readonly Volumes: readonly { Name: string; UsageData: { RefCount: number; Size: number } }[];
}

interface Inspection {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly SizeRw: number;
  readonly SizeRootFs: number;
  readonly State: { readonly Status: string; readonly Running: boolean; readonly Pid: number };
  readonly Mounts: readonly { Type: string; Name?: string }[];
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { EndpointID: string; IPAddress: string }>> };
}

/** Where `docker ps`, `inspect`, `images`, `volume ls`, `network inspect` and `system df` contradict each other. */
export function* contradictions({ kernel }: World): Task<string[]> {
  const wrong: string[] = [];
  const same = (what: string, one: unknown, other: unknown): void => {
    const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
    if (a !== b) wrong.push(`${what}: ${a} against ${b}`);
  };
  const listed = (yield* ask(kernel, '/containers/json', { all: '1', size: '1' })) as Json[];
  const inspected: Inspection[] = [];
  for (const { Id } of listed)
    inspected.push((yield* ask(kernel, `/containers/${String(Id)}/json`, { size: '1' })) as Inspection);
  for (const [index, one] of inspected.entries()) {
    const row = listed[index] ?? {};
    const running = one.State.Status === 'running' || one.State.Status === 'paused';
    same('State', row['State'], one.State.Status);
    same('Running', one.State.Running, running || one.State.Status === 'restarting');
    same('Names', (row['Names'] as string[])[0], one.Name);
    same('ImageID', row['ImageID'], one.Image);
    same('SizeRw', row['SizeRw'] ?? 0, one.SizeRw);
    same('SizeRootFs', row['SizeRootFs'], one.SizeRootFs);
    same(
      'Networks',
      Object.keys((row['NetworkSettings'] as { Networks: object }).Networks).sort(),
      Object.keys(one.NetworkSettings.Networks).sort(),
    );
  }
  const usage = (yield* ask(kernel, '/system/df')) as Usage;
  const images = (yield* ask(kernel, '/images/json')) as { Id: string; Size: number }[];
  const volumes = (yield* ask(kernel, '/volumes')) as { Volumes: { Name: string }[] | null };
  const byName = (names: readonly string[]): string[] => [...names].sort();
  same('containers of df', byName(usage.Containers.map(({ Id }) => Id)), byName(inspected.map(({ Id }) => Id)));
  same('images of df', byName(usage.Images.map(({ Id }) => Id)), byName(images.map(({ Id }) => Id)));
  same(
    'volumes of df',
    byName(usage.Volumes.map(({ Name }) => Name)),
    byName((volumes.Volumes ?? []).map(({ Name }) => Name)),
  );
  for (const { Id, Containers, Size, SharedSize } of usage.Images) {
    same(`containers of ${Id}`, Containers, inspected.filter(({ Image }) => Image === Id).length);
    same(`size of ${Id}`, Size, images.find((image) => image.Id === Id)?.Size);
    if (SharedSize > Size) wrong.push(`${Id} shares more than it has`);
  }
  for (const { Id, SizeRw = 0 } of usage.Containers)
    same(`size of ${Id}`, SizeRw, inspected.find((one) => one.Id === Id)?.SizeRw);
  for (const { Name, UsageData } of usage.Volumes) {
    const users = inspected.filter(({ Mounts }) => Mounts.some((mount) => mount.Name === Name)).length;
    same(`links of ${Name}`, UsageData.RefCount, users);
  }
  const unique = usage.Images.reduce((sum, { Size, SharedSize }) => sum + Size - SharedSize, 0);
  if (unique > usage.LayersSize) wrong.push(`layers take ${usage.LayersSize}, images alone ${unique}`);
  const networks = (yield* ask(kernel, '/networks')) as { Id: string; Name: string }[];
  for (const { Id, Name } of networks) {
    const { Containers } = (yield* ask(kernel, `/networks/${Id}`)) as { Containers: Record<string, unknown> };
    const users = inspected.filter(({ NetworkSettings }) => (NetworkSettings.Networks[Name]?.EndpointID ?? '') !== '');
    same(`containers on ${Name}`, byName(Object.keys(Containers)), byName(users.map((one) => one.Id)));
  }
  return wrong;
}
