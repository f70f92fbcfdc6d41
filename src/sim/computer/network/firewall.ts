// The rules of iptables that the engine's bridge driver keeps on the machine, worked out from bridges and published ports
// (moby's libnetwork, "iptabler").
import { formatAddress, isIpv6, isWildcard } from './address.ts';
import type { Bridge } from './bridge.ts';
import type { Networks } from './networks.ts';

/** One rule. A leading `!` in `source`, `destination`, `in` and `out` is a negation. */
export interface Rule {
  readonly target: string;
  readonly protocol?: 'tcp' | 'udp';
  readonly in?: string;
  readonly out?: string;
  readonly source?: string;
  readonly destination?: string;
  /** A port of the destination. */
  readonly port?: number;
  /** What else it asks for, as `-L` shows it and as `-S` writes it. */
  readonly match?: readonly [listed: string, written: string];
  /** What its target is told, likewise. */
  readonly argument?: readonly [listed: string, written: string];
}

export interface Chain {
  readonly name: string;
  /** Of a built-in chain. */
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly rules: readonly Rule[];
}

export type TableName = 'filter' | 'nat' | 'mangle' | 'raw';

const subnetOf = ({ options: { subnet } }: Bridge): string => `${formatAddress(subnet.base)}/${subnet.prefix}`;
const nameOf = ({ options }: Bridge): string => options.interfaceName;
const local = ['ADDRTYPE match dst-type LOCAL', '-m addrtype --dst-type LOCAL'] as const;
const known = ['ctstate RELATED,ESTABLISHED', '-m conntrack --ctstate RELATED,ESTABLISHED'] as const;

/** The chains of a table. */
export function chainsOf(networks: Networks, table: TableName): readonly Chain[] {
  switch (table) {
    case 'nat':
      return natChains(networks);
    case 'filter':
      return filterChains(networks);
    case 'raw':
      return rawChains(networks);
    case 'mangle':
      return ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'].map((name) => ({
        name,
        policy: 'ACCEPT',
        rules: [],
      }));
  }
}

/** Ports that are published over IPv4, in the order in which they were, with the bridge that each leads to. */
function publishedOn(networks: Networks): readonly { port: Networks['published'][number]; bridge: Bridge }[] {
  return networks.published.flatMap((port) => {
    const bridge = networks.bridges.find((each) => each.contains(port.address));
    return bridge && !isIpv6(port.hostAddress) ? [{ port, bridge }] : [];
  });
}

function natChains(networks: Networks): readonly Chain[] {
  const open = networks.bridges.filter(({ options }) => !options.internal);
  const newestFirst = [...open].reverse();
  const masquerade = newestFirst.map((bridge): Rule => ({
    target: 'MASQUERADE',
    source: subnetOf(bridge),
    out: `!${nameOf(bridge)}`,
  }));
  const returns = newestFirst.map((bridge): Rule => ({ target: 'RETURN', in: nameOf(bridge) }));
  const forwarded = publishedOn(networks).map(({ port, bridge }): Rule => {
    const to = `${port.address}:${port.containerPort}`;
    return {
      target: 'DNAT',
      protocol: port.protocol,
      in: `!${nameOf(bridge)}`,
      ...(isWildcard(port.hostAddress) ? {} : { destination: port.hostAddress }),
      port: port.hostPort,
      argument: [`to:${to}`, `--to-destination ${to}`],
    };
  });
  return [
    { name: 'PREROUTING', policy: 'ACCEPT', rules: [{ target: 'DOCKER', match: local }] },
    { name: 'INPUT', policy: 'ACCEPT', rules: [] },
    { name: 'OUTPUT', policy: 'ACCEPT', rules: [{ target: 'DOCKER', destination: '!127.0.0.0/8', match: local }] },
    { name: 'POSTROUTING', policy: 'ACCEPT', rules: masquerade },
    { name: 'DOCKER', rules: [...returns, ...forwarded] },
  ];
}

function filterChains(networks: Networks): readonly Chain[] {
  const { bridges } = networks;
  const open = bridges.filter(({ options }) => !options.internal);
  const internal = bridges.filter(({ options }) => options.internal);
  const accepted = publishedOn(networks)
    .map(({ port, bridge }): Rule => ({
      target: 'ACCEPT',
      protocol: port.protocol,
      in: `!${nameOf(bridge)}`,
      out: nameOf(bridge),
      destination: port.address,
      port: port.containerPort,
    }))
    .reverse();
  const dropped = open.map((bridge): Rule => ({ target: 'DROP', in: `!${nameOf(bridge)}`, out: nameOf(bridge) }));
  const closed = internal.flatMap((bridge): Rule[] => [
    { target: 'DROP', out: nameOf(bridge), source: `!${subnetOf(bridge)}` },
    { target: 'DROP', in: nameOf(bridge), destination: `!${subnetOf(bridge)}` },
  ]);
  return [
    { name: 'INPUT', policy: 'ACCEPT', rules: [] },
    { name: 'FORWARD', policy: 'DROP', rules: [{ target: 'DOCKER-USER' }, { target: 'DOCKER-FORWARD' }] },
    { name: 'OUTPUT', policy: 'ACCEPT', rules: [] },
    { name: 'DOCKER', rules: [...accepted, ...dropped] },
    { name: 'DOCKER-BRIDGE', rules: open.map((bridge) => ({ target: 'DOCKER', out: nameOf(bridge) })) },
    { name: 'DOCKER-CT', rules: open.map((bridge) => ({ target: 'ACCEPT', out: nameOf(bridge), match: known })) },
    {
      name: 'DOCKER-FORWARD',
      rules: [
        { target: 'DOCKER-CT' },
        { target: 'DOCKER-ISOLATION-STAGE-1' },
        { target: 'DOCKER-BRIDGE' },
        ...open.map((bridge): Rule => ({ target: 'ACCEPT', in: nameOf(bridge) })),
        ...internal.map((bridge): Rule => ({ target: 'ACCEPT', in: nameOf(bridge), out: nameOf(bridge) })),
      ],
    },
    {
      name: 'DOCKER-ISOLATION-STAGE-1',
      rules: [
        ...closed,
        ...open.map((bridge): Rule => ({
          target: 'DOCKER-ISOLATION-STAGE-2',
          in: nameOf(bridge),
          out: `!${nameOf(bridge)}`,
        })),
      ],
    },
    {
      name: 'DOCKER-ISOLATION-STAGE-2',
      rules: [...open].reverse().map((bridge): Rule => ({ target: 'DROP', out: nameOf(bridge) })),
    },
    { name: 'DOCKER-USER', rules: [] },
  ];
}

/** What comes from elsewhere straight to a container's address, or to a port published on loopback, is dropped. */
function rawChains(networks: Networks): readonly Chain[] {
  const rules: Rule[] = [];
  for (const { port, bridge } of publishedOn(networks)) {
    if (!rules.some(({ destination }) => destination === port.address))
      rules.push({ target: 'DROP', destination: port.address, in: `!${nameOf(bridge)}` });
    if (port.hostAddress.startsWith('127.'))
      rules.push({
        target: 'DROP',
        protocol: port.protocol,
        destination: port.hostAddress,
        in: '!lo',
        port: port.hostPort,
      });
  }
  return [
    { name: 'PREROUTING', policy: 'ACCEPT', rules },
    { name: 'OUTPUT', policy: 'ACCEPT', rules: [] },
  ];
}
