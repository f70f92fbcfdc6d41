// Judges what a goal asks of volumes, networks, files of the machine, processes, commands and registries.
import { recordKey, type NetworkRecord, type VolumeRecord } from '../../sim/engine/records.ts';
import { formatReference, parseReference, withDefaultTag } from '../../sim/oci/reference.ts';
import type { View } from '../../sim/kernel/view.ts';
import type {
  FileCondition,
  NetworkCondition,
  ProcessCondition,
  PushedCondition,
  TypedCondition,
  VolumeCondition,
} from './condition.ts';
import { texts } from './containers.ts';
import {
  fits,
  holds,
  inWords,
  judge,
  judgeSome,
  listed,
  wanted,
  type Criterion,
  type Evidence,
  type Finding,
} from './evidence.ts';
import { judgeFiles, readContainerFile, readMachineFile, readPath } from './files.ts';

/** Judges a condition on one volume, or on any. */
export function judgeVolume(view: View, condition: VolumeCondition): Finding {
  const keyOf = ({ engine, name }: VolumeRecord): string => recordKey(engine, name);
  const criteria = (volume: VolumeRecord): Criterion[] => volumeCriteria(view, condition, volume);
  const volumes = view.all('volume');
  if (condition.name === undefined)
    return judgeSome(volumes, {
      criteria,
      count: condition.count,
      what: 'volume',
      keyOf,
      nameOf: ({ name }) => name.slice(0, 12),
    });
  const volume = volumes.find(({ name }) => name === condition.name);
  if (!volume) return { state: 'not', why: `There is no volume named \`${condition.name}\`.`, objects: [] };
  return judge(criteria(volume), `The volume \`${volume.name}\` is there.`, [keyOf(volume)]);
}

function volumeCriteria(view: View, wish: VolumeCondition, volume: VolumeRecord): Criterion[] {
  const me = `\`${volume.name.slice(0, 40)}\``;
  const users = view
    .all('container')
    .filter(({ mounts }) => mounts.some(({ name }) => name === volume.name))
    .map(({ name }) => name);
  return [
    ...judgeFiles(wish.files, (path) => readPath([volume.tree], path), `in the volume ${me}`),
    ...texts(wish.labels, new Map(Object.entries(volume.labels ?? {})), (name) => `the label \`${name}\``, me),
    ...(wish.anonymous === undefined
      ? []
      : [{ met: volume.anonymous === wish.anonymous, why: `${me} is ${volume.anonymous ? 'anonymous' : 'named'}.` }]),
    ...(wish.used_by === undefined
      ? []
      : [{ met: users.includes(wish.used_by), why: `The volume ${me} is not mounted in \`${wish.used_by}\`.` }]),
  ];
}

const builtIn = new Set(['bridge', 'host', 'none']);

/** Judges a condition on one network, or on any that the learner made. */
export function judgeNetwork(view: View, condition: NetworkCondition): Finding {
  const keyOf = ({ engine, id }: NetworkRecord): string => recordKey(engine, id);
  const criteria = (network: NetworkRecord): Criterion[] => networkCriteria(view, condition, network);
  const networks = view.all('network');
  if (condition.name === undefined) {
    const own = networks.filter(({ name }) => !builtIn.has(name));
    return judgeSome(own, { criteria, count: condition.count, what: 'network', keyOf, nameOf: ({ name }) => name });
  }
  const network = networks.find(({ name }) => name === condition.name);
  if (!network) return { state: 'not', why: `There is no network named \`${condition.name}\`.`, objects: [] };
  return judge(criteria(network), `The network \`${network.name}\` is there.`, [keyOf(network)]);
}

function networkCriteria(view: View, wish: NetworkCondition, network: NetworkRecord): Criterion[] {
  const me = `\`${network.name}\``;
  const on = view
    .all('container')
    .filter(({ endpoints }) => endpoints.some(({ networkName }) => networkName === network.name))
    .map(({ name }) => name);
  return [
    ...(wish.driver === undefined
      ? []
      : [{ met: network.driver === wish.driver, why: `The driver of ${me} is \`${network.driver}\`.` }]),
    ...(wish.subnet === undefined
      ? []
      : [
          {
            met: network.subnet === wish.subnet,
            why: `The subnet of ${me} is \`${network.subnet}\`, not \`${wish.subnet}\`.`,
          },
        ]),
    ...(wish.internal === undefined
      ? []
      : [{ met: network.internal === wish.internal, why: `${me} is ${network.internal ? '' : 'not '}internal.` }]),
    ...(wish.containers ?? []).map((name) => ({
      met: on.includes(name),
      why: `On ${me} is ${listed(on)}, but not \`${name}\`.`,
    })),
  ];
}

/** Judges a condition on a file of the learner's machine. */
export function judgeFile(view: View, { path, contains, matches, absent, executable }: FileCondition): Finding {
  const file = readMachineFile(view, path);
  const objects: string[] = [];
  if (absent)
    return { state: file ? 'not' : 'met', why: file ? `\`${path}\` is still there.` : `\`${path}\` is gone.`, objects };
  if (!file) return { state: 'not', why: `There is no file \`${path}\`.`, objects };
  const criteria = [
    {
      met: contains === undefined || file.text.includes(contains),
      why: `\`${path}\` does not contain \`${contains ?? ''}\`.`,
    },
    {
      met: !matches || fits(matches, file.text),
      why: `\`${path}\` does not contain ${matches ? wanted(matches) : ''}.`,
    },
    {
      met: executable === undefined || ((file.inode.mode & 0o111) !== 0) === executable,
      why: `\`${path}\` is ${executable ? 'not ' : ''}executable.`,
    },
  ];
  return judge(criteria, `\`${path}\` is as it should be.`, objects);
}

/** Judges a condition on running processes. */
export function judgeProcess(view: View, { pattern, in: place, user, count }: ProcessCondition): Finding {
  const container = view.all('container').find(({ name }) => name === place);
  if (place !== undefined && place !== 'host' && !container)
    return { state: 'not', why: `There is no container named \`${place}\`.`, objects: [] };
  const all = view.all('process').filter((process) => {
    const where = place === undefined || process.container === (place === 'host' ? undefined : container?.id);
    return where && process.state !== 'zombie' && fits(pattern, process.argv.join(' '));
  });
  const objects = container ? [recordKey(container.engine, container.id)] : [];
  const inside = container ? ` in \`${container.name}\`` : '';
  const right = all.filter((process) => !user || holds(user, process.user));
  const met = count ? holds(count, right.length) : right.length > 0;
  const name = pattern.kind === 'matches' ? pattern.text : '';
  if (met)
    return {
      state: 'met',
      why: `${right.length} such process${right.length === 1 ? ' runs' : 'es run'}${inside}.`,
      objects,
    };
  if (all.length > right.length && user)
    return {
      state: 'part',
      why: `\`${name}\` runs${inside} as user ${all[0]?.user ?? ''}, not as ${inWords(user)}.`,
      objects,
    };
  const so =
    right.length === 0
      ? `No process \`${name}\` runs${inside}.`
      : `${right.length} processes \`${name}\` run${inside}, wanted: ${count ? inWords(count) : ''}.`;
  return { state: right.length > 0 ? 'part' : 'not', why: so, objects };
}

/** Judges what was typed since the learner came. A command counts when it has ended. */
export function judgeTyped({ log, since, view }: Evidence, { pattern, exit, count }: TypedCondition): Finding {
  const lines = new Map<number, string>();
  const ended: { readonly line: string; readonly code: number }[] = [];
  for (let index = since; index < view.position; index++) {
    const entry = log.entries[index];
    if (entry?.type === 'command' && fits(pattern, entry.line)) lines.set(entry.id, entry.line);
    const line = entry?.type === 'exit' && entry.command !== undefined ? lines.get(entry.command) : undefined;
    if (line !== undefined && entry?.type === 'exit') ended.push({ line, code: entry.code });
  }
  const right = ended.filter(({ code }) => !exit || holds(exit, code));
  const met = count ? holds(count, right.length) : right.length > 0;
  if (met) return { state: 'met', why: `You ran \`${right.at(-1)?.line.trim() ?? ''}\`.`, objects: [] };
  const last = ended.at(-1);
  if (exit && last && right.length === 0)
    return {
      state: 'part',
      why: `\`${last.line.trim()}\` ended with exit status ${last.code}, not with ${inWords(exit)}.`,
      objects: [],
    };
  if (count)
    return {
      state: right.length > 0 ? 'part' : 'not',
      why: `It was run ${right.length} times, wanted: ${inWords(count)}.`,
      objects: [],
    };
  return {
    state: 'not',
    why: lines.size > 0 ? 'The command has not ended yet.' : 'The command has not been run yet.',
    objects: [],
  };
}

/** Judges whether a registry has a repository's tag. */
export function judgePushed(view: View, { reference }: PushedCondition): Finding {
  const reading = parseReference(reference);
  if (!reading.ok) return { state: 'not', why: `\`${reference}\` is no name of an image.`, objects: [] };
  const named = withDefaultTag(reading.reference);
  const port = /^(?:localhost|127\.0\.0\.1):(\d+)$/.exec(named.domain)?.[1];
  if (port !== undefined) return judgeLocal(view, Number(port), named.path, named.tag ?? 'latest');
  const repository = view.get('repository', `${named.domain}/${named.path}`);
  const key = `${named.domain}/${named.path}`;
  const tag = named.tag ?? 'latest';
  if (repository?.tags[tag] !== undefined)
    return { state: 'met', why: `${named.domain} has \`${formatReference(named)}\`.`, objects: [key] };
  const tags = Object.keys(repository?.tags ?? {});
  if (tags.length > 0)
    return { state: 'part', why: `The repository has the tags ${listed(tags)}, but not \`${tag}\`.`, objects: [key] };
  return { state: 'not', why: `\`${reference}\` has not been pushed to ${named.domain}.`, objects: [] };
}

/** Where the registry's image keeps its repositories. */
const registryFiles = '/var/lib/registry/docker/registry/v2/repositories';

/** Judges whether a registry in a container has a tag: it keeps a link for each among its files. */
function judgeLocal(view: View, port: number, path: string, tag: string): Finding {
  const registry = view
    .all('container')
    .find(({ ports, state }) => state === 'running' && ports.some(({ hostPort }) => hostPort === port));
  if (!registry) return { state: 'not', why: `No container is reached at port ${port} of the machine.`, objects: [] };
  const objects = [recordKey(registry.engine, registry.id)];
  const has = (below: string): boolean =>
    readContainerFile(view, registry, `${registryFiles}/${path}/_manifests/tags${below}`) !== undefined;
  if (has(`/${tag}`)) return { state: 'met', why: `\`${registry.name}\` has \`${path}:${tag}\`.`, objects };
  const why = has('')
    ? `\`${registry.name}\` has the repository \`${path}\`, but not the tag \`${tag}\` in it.`
    : `\`${registry.name}\` has no repository \`${path}\`.`;
  return { state: has('') ? 'part' : 'not', why, objects };
}
