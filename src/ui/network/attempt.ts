// The last time that the current command tried to reach something over the network: which way it took, and where it ended.
import type { MessageEntry } from '../../sim/kernel/log.ts';
import { bodyOf } from '../words/message-body.ts';
import type { MapContainer, NetworkMap } from './network-map.ts';

/** One step on the way. */
export interface Step {
  readonly kind: 'lookup' | 'connect' | 'request';
  /** `going`: on its way now. */
  readonly state: 'done' | 'failed' | 'going' | 'not reached';
  readonly title: string;
  readonly text: string;
  /** Id of its request's entry. */
  readonly message: number | undefined;
}

export interface Attempt {
  /** Record key of the asking container; undefined: a program on the machine itself. */
  readonly from: string | undefined;
  readonly fromName: string;
  /** What was asked for: `db`, `172.18.0.2:80`. */
  readonly goal: string;
  readonly steps: readonly Step[];
  /** Record key of the container that answers, or would. */
  readonly to: string | undefined;
  /** The host's port that it goes through; with its failure, one that nothing listens on. */
  readonly port: string | undefined;
  /** Network (record key) over which it goes or asks for the name. */
  readonly network: string | undefined;
  /** What went wrong, in up to three words; empty when nothing did. */
  readonly problem: string;
  /** Commands that would help, and what each does. */
  readonly remedies: readonly { readonly command: string; readonly text: string }[];
}

/** A request over the network with its answer, or its failure. */
interface Exchange {
  readonly request: MessageEntry;
  readonly answer: MessageEntry | undefined;
}

/**
 * Reads the attempt from what the command has said by virtual time `time`; undefined when it tried nothing. `ended`: the command is over,
 * and what has not been answered never will be.
 */
export function attemptOf(
  messages: readonly MessageEntry[],
  map: NetworkMap,
  time: number,
  ended = false,
): Attempt | undefined {
  const traffic = messages.filter(({ protocol }) => protocol !== 'engine' && protocol !== 'distribution');
  const requests = traffic.filter(({ role }) => role === 'request');
  const asker = requests.at(-1)?.from;
  if (asker === undefined) return undefined;
  const exchanges = requests
    .filter(({ from }) => from === asker)
    .map((request) => ({
      request,
      answer: traffic.find(({ exchange, role }) => exchange === request.id && role !== 'request'),
    }));
  const lookup = exchanges.findLast(({ request }) => request.protocol === 'dns');
  const connect = connectionAfter(exchanges, lookup);
  const asked = exchanges.findLast(
    ({ request }) => request.protocol === 'http' && request.id > (connect?.request.id ?? Infinity),
  );
  const from = containerAt(map, asker);
  const name = lookup && (!connect || answersWith(lookup, connect)) ? lookup : undefined;
  return describe({ from, lookup: name, connect, asked, map, time, ended });
}

/** The attempt that counts: the first that succeeded since the name was looked up, else the first of all (IPv4, not ::1). */
function connectionAfter(exchanges: readonly Exchange[], lookup: Exchange | undefined): Exchange | undefined {
  const all = exchanges.filter(({ request }) => request.protocol === 'tcp' || request.protocol === 'udp');
  const last = all.at(-1);
  if (!last) return undefined;
  const begun = Math.max(
    lookup && lookup.request.id < last.request.id ? lookup.request.id : -1,
    lastAnswered(exchanges, last),
  );
  const since = all.filter(({ request }) => request.id > begun);
  return since.find(({ answer }) => answer && !failureOf(answer)) ?? since[0] ?? last;
}

/** Id of the last request that was answered before a connection was tried. */
const lastAnswered = (exchanges: readonly Exchange[], { request }: Exchange): number =>
  exchanges.findLast(({ request: other, answer }) => other.protocol === 'http' && answer && answer.id < request.id)
    ?.request.id ?? -1;

const answersWith = ({ answer, request }: Exchange, connect: Exchange): boolean => {
  const addresses: unknown = bodyOf(answer?.body)['addresses'];
  if (connect.request.id < request.id) return true;
  return (
    Array.isArray(addresses) && addresses.some((address: unknown) => connect.request.path?.includes(String(address)))
  );
};

const failureOf = ({ body }: MessageEntry): { readonly errno: string; readonly reason: string } | undefined => {
  const { errno, reason } = bodyOf(body);
  return typeof errno === 'string' ? { errno, reason: typeof reason === 'string' ? reason : '' } : undefined;
};

const containerAt = ({ containers }: NetworkMap, endpoint: string): MapContainer | undefined =>
  endpoint.startsWith('container:')
    ? containers.find(({ id }) => id.endsWith(endpoint.slice('container:'.length)))
    : undefined;

interface Parts {
  readonly from: MapContainer | undefined;
  readonly lookup: Exchange | undefined;
  readonly connect: Exchange | undefined;
  readonly asked: Exchange | undefined;
  readonly map: NetworkMap;
  readonly time: number;
  readonly ended: boolean;
}

function describe(parts: Parts): Attempt {
  const { from, map, time, ended } = parts;
  const lookup = parts.lookup;
  // A connection that came before the name was looked up belongs to an earlier attempt.
  const connect = lookup && parts.connect && parts.connect.request.id < lookup.request.id ? undefined : parts.connect;
  const asked = connect ? parts.asked : undefined;
  const name = lookup?.request.path ?? '';
  const address = connect?.request.path ?? '';
  const via = textOf(bodyOf(connect?.request.body)['via']);
  const steps = [
    ...(lookup ? [lookupStep(lookup, from, map, time)] : []),
    connectStep(connect, from, map, time),
    ...(asked ? [requestStep(asked, time, ended)] : []),
  ];
  const lookupFailed = steps[0]?.kind === 'lookup' && steps[0].state === 'failed';
  const failed = connect?.answer && failureOf(connect.answer);
  const owner = map.containers.find(({ cables }) => cables.some((cable) => address.startsWith(`${cable.address}:`)));
  const target = lookupFailed ? named(map, name) : (containerAt(map, connect?.request.to ?? '') ?? owner);
  const to = failed?.errno === 'ETIMEDOUT' ? owner : target;
  return {
    from: from?.id,
    fromName: from?.name ?? 'this machine',
    goal: name || address,
    steps,
    to: to?.id === from?.id && !lookupFailed && failed === undefined && to?.cables.length === 0 ? undefined : to?.id,
    port: from === undefined ? (/:(\d+)$/.exec(via || address)?.[1] ?? undefined) : undefined,
    network: networkBetween(from, to, map) ?? from?.cables[0]?.network,
    problem: lookupFailed
      ? 'no such name'
      : failed
        ? (problems[failed.errno] ?? failed.errno)
        : ended && asked && !asked.answer
          ? 'no answer'
          : '',
    remedies: lookupFailed || failed?.errno === 'ETIMEDOUT' ? remediesFor(from, to, map) : [],
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const problems: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens',
  ETIMEDOUT: 'no way across',
  EHOSTUNREACH: 'nobody has it',
  ENETUNREACH: 'no way out',
  ECONNRESET: 'cut off inside',
};

const named = ({ networks, containers }: NetworkMap, name: string): MapContainer | undefined => {
  const found = networks.flatMap(({ names }) => names ?? []).find((entry) => entry.name === name);
  return containers.find((container) => container.name === (found?.container ?? name));
};

const networkBetween = (
  from: MapContainer | undefined,
  to: MapContainer | undefined,
  { networks }: NetworkMap,
): string | undefined =>
  from?.cables.find(({ network }) => to?.cables.some((cable) => cable.network === network))?.network ??
  (from ? undefined : networks.find(({ id }) => to?.cables.some(({ network }) => network === id))?.id);

const stateOf = ({ request, answer }: Exchange, time: number): 'going' | 'answered' =>
  answer && answer.received <= time && request.received <= time ? 'answered' : 'going';

const networkNames = (container: MapContainer | undefined, { networks }: NetworkMap): string =>
  (container?.cables ?? [])
    .map(({ network }) => networks.find(({ id }) => id === network)?.name)
    .filter(Boolean)
    .join(' and ') || 'no network';

function lookupStep(exchange: Exchange, from: MapContainer | undefined, map: NetworkMap, time: number): Step {
  const name = exchange.request.path ?? '';
  const common = { kind: 'lookup', message: exchange.request.id } as const;
  if (stateOf(exchange, time) === 'going')
    return { ...common, state: 'going', title: `Look up ${name}`, text: 'The question is on its way.' };
  const { addresses, error } = bodyOf(exchange.answer?.body);
  if (Array.isArray(addresses) && addresses.length > 0)
    return { ...common, state: 'done', title: `Look up ${name}`, text: `The answer is ${addresses.join(', ')}.` };
  const other = named(map, name);
  const own = networkNames(from, map);
  const withoutDns =
    from?.cables.every(({ network }) => !map.networks.find(({ id }) => id === network)?.names) ?? false;
  const why = withoutDns
    ? 'The default bridge has no DNS of its own: there, containers have addresses and no names.'
    : other && other.state !== 'running'
      ? `${other.name} does not run: a network’s DNS knows running members only.`
      : other
        ? `${other.name} is on ${networkNames(other, map)} only. A network’s DNS knows its own members.`
        : `Nobody on ${own} has that name, and the DNS outside has none either.`;
  return {
    ...common,
    state: 'failed',
    title: `${own} does not know ${name}`,
    text: `${textOf(error) || 'No answer'}. ${why}`,
  };
}

function connectStep(
  exchange: Exchange | undefined,
  from: MapContainer | undefined,
  map: NetworkMap,
  time: number,
): Step {
  if (!exchange)
    return { kind: 'connect', state: 'not reached', title: 'Connect to the address', text: '', message: undefined };
  const address = exchange.request.path ?? '';
  const via = textOf(bodyOf(exchange.request.body)['via']);
  const common = { kind: 'connect', message: exchange.request.id, title: `Connect to ${address}` } as const;
  if (stateOf(exchange, time) === 'going') return { ...common, state: 'going', text: 'No answer yet.' };
  const failed = exchange.answer && failureOf(exchange.answer);
  if (failed) {
    const port = /:(\d+)$/.exec(address)?.[1];
    const inside = map.containers.find(
      ({ listens }) => from === undefined && port !== undefined && listens.includes(port),
    );
    const open = map.containers.flatMap(({ ports }) => ports.map(({ host }) => host));
    const hint = inside
      ? ` ${inside.name} listens on ${port} inside, and does not publish it.`
      : from === undefined && open.length > 0
        ? ` Published are ${open.join(', ')}.`
        : '';
    return { ...common, state: 'failed', text: `${failed.errno}: ${failed.reason}.${hint}` };
  }
  const target = containerAt(map, exchange.request.to);
  const through = via ? `Published port ${via} leads into ` : 'Answered by ';
  return { ...common, state: 'done', text: `${through}${target?.name ?? exchange.request.to.split(':')[1] ?? ''}.` };
}

function requestStep(exchange: Exchange, time: number, ended: boolean): Step {
  const { method = '', path = '' } = exchange.request;
  const common = { kind: 'request', message: exchange.request.id, title: `${method} ${path}` } as const;
  if (stateOf(exchange, time) === 'going' && !ended)
    return { ...common, state: 'going', text: 'The program behind the port is at work.' };
  const { status } = exchange.answer ?? {};
  if (status === undefined) return { ...common, state: 'failed', text: 'The connection ended without an answer.' };
  return {
    ...common,
    state: status >= 500 ? 'failed' : 'done',
    text: `The program behind the port answers ${status}.`,
  };
}

function remediesFor(
  from: MapContainer | undefined,
  to: MapContainer | undefined,
  map: NetworkMap,
): Attempt['remedies'] {
  if (!from || !to || from.id === to.id) return [];
  if (to.state !== 'running')
    return [{ command: `docker start ${to.name}`, text: `lets ${to.name} run: then it has a name.` }];
  const withDns = (container: MapContainer): string | undefined =>
    container.cables
      .map(({ network }) => map.networks.find(({ id }) => id === network))
      .find((network) => network?.names !== undefined)?.name;
  const theirs = withDns(to);
  const ours = withDns(from);
  return [
    ...(theirs === undefined
      ? []
      : [{ command: `docker network connect ${theirs} ${from.name}`, text: `gives ${from.name} a second cable.` }]),
    ...(ours === undefined || ours === theirs
      ? []
      : [{ command: `docker network connect ${ours} ${to.name}`, text: `shows ${to.name} to all of ${ours}.` }]),
    ...(theirs === undefined && ours === undefined
      ? [{ command: 'docker network create shop', text: 'makes a network with DNS; connect both to it.' }]
      : []),
  ];
}
