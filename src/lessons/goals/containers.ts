// Judges what a goal asks of containers.
import type { ContainerRecord, Mount } from '../../sim/engine/records.ts';
import { recordKey } from '../../sim/engine/records.ts';
import { bytesSize } from '../../sim/cli/format/units.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { ContainerCondition, MountWish, PortWish, TextTest } from './condition.ts';
import {
  fits,
  holds,
  imageNamed,
  inWords,
  isNamed,
  judge,
  judgeSome,
  listed,
  wanted,
  type Criterion,
  type Finding,
} from './evidence.ts';
import { fromHome, judgeFiles, readContainerFile } from './files.ts';

const keyOf = ({ engine, id }: ContainerRecord): string => recordKey(engine, id);
const nameOf = ({ name }: ContainerRecord): string => name;

/** Judges a condition on one container, or on any. */
export function judgeContainer(view: View, condition: ContainerCondition): Finding {
  const containers = view.all('container');
  const criteria = (container: ContainerRecord): Criterion[] => criteriaOf(view, condition, container);
  if (condition.name === undefined)
    return judgeSome(containers, { criteria, count: condition.count, what: 'container', keyOf, nameOf });
  const container = containers.find(({ name }) => name === condition.name);
  if (!container) return missing(condition.name, condition, containers);
  return judge(criteria(container), `\`${container.name}\` is there${soFar(condition, container)}.`, [
    keyOf(container),
  ]);
}

const soFar = (condition: ContainerCondition, container: ContainerRecord): string =>
  condition.state === undefined ? '' : `, ${container.state}`;

function missing(name: string, { image }: ContainerCondition, containers: readonly ContainerRecord[]): Finding {
  const none = `There is no container named \`${name}\`.`;
  const like = containers.filter((container) => image !== undefined && isNamed(container.imageName, image));
  if (image === undefined || like.length === 0) return { state: 'not', why: none, objects: [] };
  return {
    state: 'not',
    why: `${none} The one made from \`${image}\` is named ${listed(like.map(nameOf))}.`,
    objects: like.map(keyOf),
  };
}

function criteriaOf(view: View, wish: ContainerCondition, container: ContainerRecord): Criterion[] {
  const { config, hostConfig: host } = container;
  const me = `\`${container.name}\``;
  const list: (Criterion | undefined)[] = [
    wish.image === undefined ? undefined : imageCriterion(view, wish.image, container),
    wish.state && stateCriterion(wish.state, container),
    wish.exit && {
      met: container.state === 'exited' && holds(wish.exit, container.exitCode),
      why:
        container.state === 'exited'
          ? `${me} exited with status ${container.exitCode}, not with ${inWords(wish.exit)}.`
          : `${me} has not ended yet.`,
    },
    ...(wish.ports ?? []).map((port) => portCriterion(port, container)),
    ...(wish.mounts ?? []).map((mount) => mountCriterion(mount, container)),
    ...(wish.networks ?? []).map((network) => networkCriterion(network, container)),
    ...texts(wish.env, environmentOf(container), (name) => `the environment variable \`${name}\``, me),
    ...texts(wish.labels, new Map(Object.entries(config.Labels)), (name) => `the label \`${name}\``, me),
    wish.restart === undefined ? undefined : restartCriterion(wish.restart, container),
    wish.health === undefined
      ? undefined
      : {
          met: container.health === wish.health,
          why:
            container.health === 'none'
              ? `${me} has no health check.`
              : `${me} is ${container.health}, not ${wish.health}.`,
        },
    same(wish.user, config.User || 'root', (is, want) => `${me} runs as \`${is}\`, not as \`${want}\`.`),
    same(wish.hostname, config.Hostname, (is, want) => `The host name of ${me} is \`${is}\`, not \`${want}\`.`),
    same(wish.workdir, config.WorkingDir || '/', (is, want) => `${me} works in \`${is}\`, not in \`${want}\`.`),
    wish.memory && {
      met: holds(wish.memory, host.Memory),
      why: `${limit(me, 'memory', host.Memory, bytesSize(host.Memory))}, wanted: ${inWords(wish.memory)}.`,
    },
    wish.cpus && {
      met: holds(wish.cpus, cpusOf(container)),
      why: `${limit(me, 'CPUs', cpusOf(container), String(cpusOf(container)))}, wanted: ${inWords(wish.cpus)}.`,
    },
    wish.pids && {
      met: holds(wish.pids, host.PidsLimit ?? 0),
      why: `${limit(me, 'processes', host.PidsLimit ?? 0, String(host.PidsLimit))}, wanted: ${inWords(wish.pids)}.`,
    },
    flag(
      wish.readonly,
      host.ReadonlyRootfs,
      `The files of ${me} can be written to; \`--read-only\` is missing.`,
      `The files of ${me} are read-only.`,
    ),
    flag(wish.privileged, host.Privileged, `${me} is not privileged.`, `${me} is privileged.`),
    flag(
      wish.oom,
      container.oomKilled,
      `${me} was not killed for its memory.`,
      `${me} was killed because it used more memory than it may.`,
    ),
    ...(wish.cap_add ?? []).map((name) =>
      among(name, host.CapAdd, `The capability \`${name}\` is not added to ${me}.`),
    ),
    ...(wish.cap_drop ?? []).map((name) => among(name, host.CapDrop, `${me} still has the capability \`${name}\`.`)),
    wish.command && {
      met: fits(wish.command, container.command.join(' ')),
      why: `${me} runs \`${container.command.join(' ')}\`.`,
    },
    wish.restarts && {
      met: holds(wish.restarts, container.restartCount),
      why: `${me} was restarted ${container.restartCount} times, wanted: ${inWords(wish.restarts)}.`,
    },
    ...judgeFiles(wish.files, (path) => readContainerFile(view, container, path), `in ${me}`),
  ];
  return list.filter((criterion) => criterion !== undefined);
}

const cpusOf = ({ hostConfig }: ContainerRecord): number =>
  hostConfig.NanoCpus / 1e9 || hostConfig.CpuQuota / (hostConfig.CpuPeriod || 100_000);

const limit = (me: string, what: string, value: number, text: string): string =>
  value > 0 ? `The limit of ${what} of ${me} is ${text}` : `${me} has no limit of ${what}`;

const same = (
  want: string | undefined,
  is: string,
  why: (is: string, want: string) => string,
): Criterion | undefined => (want === undefined ? undefined : { met: is === want, why: why(is, want) });

const flag = (want: boolean | undefined, is: boolean, missing: string, there: string): Criterion | undefined =>
  want === undefined ? undefined : { met: is === want, why: want ? missing : there };

const among = (name: string, list: readonly string[] | null, why: string): Criterion => ({
  met: (list ?? []).map(bare).includes(bare(name)),
  why,
});

const bare = (capability: string): string => capability.toUpperCase().replace(/^CAP_/, '');

function imageCriterion(view: View, name: string, container: ContainerRecord): Criterion {
  const met = isNamed(container.imageName, name) || imageNamed(view, name)?.id === container.image;
  return { met, why: `\`${container.name}\` is made from \`${container.imageName}\`, not from \`${name}\`.` };
}

function stateCriterion(states: readonly string[], container: ContainerRecord): Criterion {
  const me = `\`${container.name}\``;
  const { state, exitCode } = container;
  const is = state === 'exited' ? `${me} has exited with status ${exitCode}` : `${me} is ${state}`;
  return { met: states.includes(state), why: `${is}; it should be ${states.join(' or ')}.` };
}

function portCriterion(wish: PortWish, container: ContainerRecord): Criterion {
  const me = `\`${container.name}\``;
  const bound = bindingsOf(container);
  const kind = wish.protocol === 'udp' ? 'UDP port' : 'port';
  const right = (port: PortWish): boolean => port.container === wish.container && port.protocol === wish.protocol;
  const found = bound.filter(right);
  const hosts = found.filter(({ host }) => wish.host === undefined || host === wish.host);
  if (hosts.some(({ address }) => wish.address === undefined || address === wish.address))
    return { met: true, why: '' };
  if (hosts.length > 0)
    return {
      met: false,
      why: `Port ${wish.host ?? ''} is opened on ${hosts[0]?.address ?? 'every address'}, not on ${wish.address ?? ''}.`,
    };
  if (found.length > 0)
    return {
      met: false,
      why: `${me} publishes its ${kind} ${wish.container} on ${[...new Set(found.map(({ host }) => host))].join(', ')}, not on ${wish.host ?? ''}.`,
    };
  const other = bound.find(
    ({ host, protocol }) => host !== undefined && host === wish.host && protocol === wish.protocol,
  );
  if (other)
    return {
      met: false,
      why: `Port ${wish.host ?? ''} leads to port ${other.container} of ${me}, not to ${wish.container}.`,
    };
  return { met: false, why: `${me} does not publish its ${kind} ${wish.container}.` };
}

/** The ports that are open, or that will be when it runs. */
function bindingsOf({ ports, hostConfig }: ContainerRecord): PortWish[] {
  if (ports.length > 0)
    return ports.map(({ hostAddress, hostPort, containerPort, protocol }) => ({
      address: hostAddress,
      host: hostPort,
      container: containerPort,
      protocol,
    }));
  return Object.entries(hostConfig.PortBindings ?? {}).flatMap(([key, bindings]) => {
    const [port, protocol] = key.split('/');
    return (bindings ?? []).map(({ HostIp, HostPort }) => ({
      address: HostIp || '0.0.0.0',
      host: HostPort === '' ? undefined : Number(HostPort),
      container: Number(port),
      protocol: protocol === 'udp' ? ('udp' as const) : ('tcp' as const),
    }));
  });
}

function mountCriterion(wish: MountWish, container: ContainerRecord): Criterion {
  const me = `\`${container.name}\``;
  const there = container.mounts.find(({ destination }) => destination === wish.destination);
  if (!there) {
    const source = container.mounts.find((mount) => isSource(mount, wish.source));
    if (source && wish.source !== '*')
      return {
        met: false,
        why: `\`${wish.source}\` is mounted at \`${source.destination}\` in ${me}, not at \`${wish.destination}\`.`,
      };
    return { met: false, why: `Nothing is mounted at \`${wish.destination}\` in ${me}.` };
  }
  if (!isSource(there, wish.source))
    return {
      met: false,
      why: `At \`${wish.destination}\` in ${me} is ${sourceInWords(there)}, not \`${wish.source}\`.`,
    };
  const met = wish.readOnly === undefined || wish.readOnly === there.readOnly;
  return { met, why: `The mount at \`${wish.destination}\` in ${me} is ${there.readOnly ? 'read-only' : 'writable'}.` };
}

function isSource(mount: Mount, source: string): boolean {
  if (source === '*') return true;
  if (source === 'tmpfs') return mount.type === 'tmpfs';
  return /^[./~]/.test(source)
    ? mount.type === 'bind' && mount.source === fromHome(source)
    : mount.type === 'volume' && mount.name === source;
}

function sourceInWords({ type, name, source }: Mount): string {
  if (type === 'tmpfs') return 'a `tmpfs`';
  if (type === 'bind') return `the host's \`${source}\``;
  return name.length === 64 ? 'an anonymous volume' : `the volume \`${name}\``;
}

function networkCriterion(name: string, { name: own, endpoints }: ContainerRecord): Criterion {
  const names = endpoints.map(({ networkName }) => networkName);
  return { met: names.includes(name), why: `\`${own}\` is on the network ${listed(names)}, not on \`${name}\`.` };
}

function environmentOf({ config }: ContainerRecord): ReadonlyMap<string, string> {
  return new Map(
    (config.Env ?? []).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}

/** Judges named texts: variables, labels. */
export function texts(
  tests: ReadonlyMap<string, TextTest> | undefined,
  values: ReadonlyMap<string, string>,
  what: (name: string) => string,
  me: string,
): Criterion[] {
  return [...(tests ?? [])].map(([name, test]) => {
    const value = values.get(name);
    if (value === undefined) return { met: false, why: `${me} does not have ${what(name)}.` };
    return { met: fits(test, value), why: `In ${me}, ${what(name)} is \`${value}\`, not ${wanted(test)}.` };
  });
}

function restartCriterion(wish: string, { name, hostConfig }: ContainerRecord): Criterion {
  const { Name, MaximumRetryCount } = hostConfig.RestartPolicy;
  const policy = Name === '' ? 'no' : Name;
  const whole = MaximumRetryCount > 0 ? `${policy}:${MaximumRetryCount}` : policy;
  return {
    met: wish === policy || wish === whole,
    why: `The restart policy of \`${name}\` is \`${whole}\`, not \`${wish}\`.`,
  };
}
