// Changes of records in words: what became of containers, images, layers, networks, volumes. A change may say several things.
import { humanSize } from '../../sim/cli/format/units.ts';
import type { ChangeEntry } from '../../sim/kernel/log.ts';
import type {
  ContainerRecord,
  Endpoint,
  ImageRecord,
  LayerRecord,
  Mount,
  NetworkRecord,
  PublishedPort,
  PullRecord,
  VolumeRecord,
} from '../../sim/engine/records.ts';
import { signalOfNumber } from '../../sim/computer/processes/signals.ts';
import { countOf } from './messages/row.ts';
import { familiar, short, type Names } from './names.ts';
import { say, type Part } from './sentence.ts';

type Sentences = readonly (readonly Part[])[];

/** What a change says, a sentence each; none when it is not worth one. `names` knows what was before the change. */
export function changeInWords(entry: ChangeEntry, names?: Names): Sentences {
  const { before, after } = entry;
  switch (entry.kind) {
    case 'container':
      return container(before as ContainerRecord | undefined, after as ContainerRecord | undefined, names);
    case 'image':
      return image(before as ImageRecord | undefined, after as ImageRecord | undefined);
    case 'layer':
      return layer(before as LayerRecord | undefined, after as LayerRecord | undefined);
    case 'pull':
      return pull(before as PullRecord | undefined, after as PullRecord | undefined, names);
    case 'network':
      return network(before as NetworkRecord | undefined, after as NetworkRecord | undefined);
    case 'volume':
      return volume(before as VolumeRecord | undefined, after as VolumeRecord | undefined);
    default:
      return [];
  }
}

function container(
  before: ContainerRecord | undefined,
  after: ContainerRecord | undefined,
  names: Names | undefined,
): Sentences {
  if (!before) {
    if (!after) return [];
    const from = names?.image(after.imageName) ?? familiar(after.imageName);
    return [
      say`The container ${after.name} is made: the layers of ${from}, read-only, and an empty writable layer on top.`,
    ];
  }
  if (!after) return [say`The container ${before.name} is gone, and its writable layer with it.`];
  if (before.name !== after.name) return [say`The container ${before.name} is now called ${after.name}.`];
  if (before.state !== after.state) return stateChange(before, after);
  const said = [...connections(before, after), ...portsOpened(before, after)];
  if (before.health !== after.health && after.health !== 'none')
    said.push(say`The health check says that ${after.name} is ${{ text: after.health }}.`);
  return said;
}

function stateChange(before: ContainerRecord, after: ContainerRecord): Sentences {
  const { name, state, command } = after;
  switch (state) {
    case 'running':
      if (before.state === 'paused') return [say`The processes of ${name} go on where they were.`];
      return [
        say`The container ${name} runs: ${command[0] ?? ''} is its process 1, with namespaces of its own.`,
        ...connections(before, after),
        ...after.mounts.map((mount) => mounted(mount)),
        ...limits(after),
        ...portsOpened(before, after),
      ];
    case 'paused':
      return [say`All processes of ${name} are frozen where they are.`];
    case 'restarting':
      return [...ended(after), say`The restart policy of ${name} says to start it again: that comes after a pause.`];
    case 'exited':
      return before.state === 'running' || before.state === 'paused' ? ended(after) : [];
    case 'dead':
      return [say`The container ${name} could not be removed completely.`];
    default:
      return [];
  }
}

/** That process 1 has ended, how, and what stays of the container. */
function ended({ name, exitCode, oomKilled, hostConfig, state }: ContainerRecord): Sentences {
  const signal = exitCode > 128 ? signalOfNumber(exitCode - 128) : undefined;
  const meaning = signal ? say`, which is 128 + ${String(exitCode - 128)}, the number of ${`SIG${signal}`}` : [];
  const what = say`Process 1 of ${name} has ended with status ${String(exitCode)}`;
  const said: (readonly Part[])[] = [[...what, ...meaning, '.']];
  if (oomKilled) said.push(say`The kernel has killed a process of ${name}: it wanted more memory than its limit.`);
  if (state === 'exited')
    said.push(
      hostConfig.AutoRemove
        ? say`So the container has exited; ${'--rm'} has it removed now.`
        : ['So the container has exited. Its files are still there.'],
    );
  return said;
}

/** Networks that it came onto or left. */
function connections(before: ContainerRecord, after: ContainerRecord): (readonly Part[])[] {
  const on = (endpoint: Endpoint): boolean => endpoint.endpointId !== '';
  const had = new Set(before.endpoints.filter(on).map(({ networkName }) => networkName));
  const has = new Set(after.endpoints.map(({ networkName }) => networkName));
  const joined = after.endpoints.filter((endpoint) => on(endpoint) && !had.has(endpoint.networkName));
  const left = before.endpoints.filter(({ networkName }) => !has.has(networkName));
  return [
    ...joined.map(({ networkName, address }) => {
      if (address) return say`${after.name} is on the network ${networkName}, with the address ${address}.`;
      if (networkName === 'host')
        return say`${after.name} has no network of its own: it uses the interfaces of the host.`;
      if (networkName === 'none') return say`${after.name} is on no network: it reaches nobody but itself.`;
      return say`${after.name} is on the network ${networkName}.`;
    }),
    ...left.map(({ networkName }) => say`${after.name} is no longer on the network ${networkName}.`),
  ];
}

const openedNow = (before: ContainerRecord, after: ContainerRecord): readonly PublishedPort[] => {
  const key = ({ hostPort, protocol }: PublishedPort): string => `${hostPort}/${protocol}`;
  const open = new Set(before.ports.map(key));
  // A port that is open for IPv4 and IPv6 is one port to a learner.
  return after.ports.filter(
    (port, index) =>
      port.hostPort > 0 && !open.has(key(port)) && after.ports.findIndex((other) => key(other) === key(port)) === index,
  );
};

const portsOpened = (before: ContainerRecord, after: ContainerRecord): Sentences =>
  openedNow(before, after).map(({ hostPort, containerPort, protocol, hostAddress }) => {
    const port = protocol === 'tcp' ? '' : `/${protocol}`;
    const only = hostAddress.startsWith('127.') ? ', for programs on the host alone' : '';
    return say`Port ${`${hostPort}${port}`} of the host now leads to port ${`${containerPort}${port}`} of ${after.name}${{ text: only }}.`;
  });

function mounted({ type, name, source, destination, readOnly }: Mount): readonly Part[] {
  const end = { text: readOnly ? ', read-only.' : '.' };
  if (type === 'tmpfs') return say`At ${destination} it has a file system in memory${end}`;
  if (type === 'bind') return say`At ${destination} it sees ${source} of the host${end}`;
  return say`At ${destination} it sees the ${{ text: type }} ${/^[0-9a-f]{64}$/.test(name) ? short(name) : name}${end}`;
}

function limits({ hostConfig }: ContainerRecord): Sentences {
  const { Memory, NanoCpus, PidsLimit } = hostConfig;
  const said = [
    ...(Memory > 0 ? [`${bytesText(Memory)} of memory`] : []),
    ...(NanoCpus > 0 ? [`${NanoCpus / 1e9} ${NanoCpus === 1e9 ? 'CPU' : 'CPUs'}`] : []),
    ...((PidsLimit ?? 0) > 0 ? [`${PidsLimit} processes`] : []),
  ];
  return said.length > 0 ? [[`Its control group allows it at most ${said.join(', ')}.`]] : [];
}

const bytesText = (bytes: number): string => {
  const mebibytes = bytes / 1024 ** 2;
  return mebibytes >= 1024 ? `${Number((mebibytes / 1024).toFixed(2))} GiB` : `${Number(mebibytes.toFixed(2))} MiB`;
};

/** An image by its first name, else by its id. */
const called = ({ tags, id }: ImageRecord): string => tags[0] ?? short(id);

function image(before: ImageRecord | undefined, after: ImageRecord | undefined): Sentences {
  if (!before)
    return after
      ? [say`The image ${called(after)} is complete: ${{ text: countOf(after.layers.length, 'layer') }}, read-only.`]
      : [];
  if (!after) return [say`The image ${called(before)} is removed from the host.`];
  const added = after.tags.filter((tag) => !before.tags.includes(tag));
  const removed = before.tags.filter((tag) => !after.tags.includes(tag));
  return [
    ...added.map((tag) =>
      before.tags.length === 0
        ? say`The image ${called(before)} gets the name ${tag}.`
        : say`The image ${called(before)} has one more name: ${tag}. No layer was copied.`,
    ),
    ...removed.map((tag) => say`The name ${tag} no longer leads to the image ${after.tags[0] ?? short(after.id)}.`),
  ];
}

function layer(before: LayerRecord | undefined, after: LayerRecord | undefined): Sentences {
  if (before && !after) return [say`The layer ${short(before.diffId)} is deleted: nothing needs it any more.`];
  if (!after || after.state === before?.state) return [];
  const name = short(after.digest || after.diffId);
  const size = { text: after.compressedSize > 0 ? `, ${humanSize(after.compressedSize)},` : '' };
  if (after.state === 'extracting')
    return [
      after.parent
        ? say`The layer ${name}${size} matches its digest. It is unpacked on the one below it.`
        : say`The layer ${name}${size} matches its digest. It is unpacked first: all others stand on it.`,
    ];
  return after.state === 'failed' ? [say`The layer ${name} could not be fetched.`] : [];
}

/** So many layers travel at a time (`max-concurrent-downloads` of the daemon). */
const atATime = 3;

function pull(before: PullRecord | undefined, after: PullRecord | undefined, names: Names | undefined): Sentences {
  if (!after || after.state === before?.state) return [];
  if (after.state === 'failed') return [say`The pull of ${familiar(after.reference)} has failed.`];
  if (after.state !== 'pulling') return [];
  const all = after.layers.length;
  const here = names?.present(after.engine, after.layers) ?? 0;
  const travel = all - here;
  const of = familiar(after.reference);
  if (travel === 0)
    return [
      all === 1
        ? say`The one layer of ${of} is here already: nothing has to travel.`
        : say`All ${{ text: String(all) }} layers of ${of} are here already: nothing has to travel.`,
    ];
  const checked = 'checked against its digest, then unpacked';
  const end = {
    text:
      travel === 1
        ? `travels; it is ${checked}.`
        : `travel, ${travel > atATime ? 'three at a time' : 'at once'}; each is ${checked}, lowest first.`,
  };
  if (here === 0)
    return [
      travel === 1 ? say`The one layer of ${of} ${end}` : say`The ${{ text: String(travel) }} layers of ${of} ${end}`,
    ];
  const have = { text: `${here === 1 ? 'One' : here} of the ${all} layers` };
  return [
    say`${have} of ${of} ${{ text: here === 1 ? 'is' : 'are' }} here already.`,
    say`The other ${{ text: travel === 1 ? 'one' : String(travel) }} ${end}`,
  ];
}

function network(before: NetworkRecord | undefined, after: NetworkRecord | undefined): Sentences {
  if (!before && after)
    return [
      after.subnet
        ? say`The network ${after.name} is made, with addresses from ${after.subnet}.`
        : say`The network ${after.name} is made.`,
    ];
  return before && !after ? [say`The network ${before.name} is removed.`] : [];
}

function volume(before: VolumeRecord | undefined, after: VolumeRecord | undefined): Sentences {
  const record = after ?? before;
  if (!record || (before && after)) return [];
  const name = record.anonymous ? short(record.name) : record.name;
  if (before) return [say`The volume ${name} is removed, and what was in it.`];
  return [
    record.anonymous
      ? say`A volume without a name is made, called ${name}: the image asks for one.`
      : say`The volume ${name} is made. It outlives the containers that use it.`,
  ];
}
