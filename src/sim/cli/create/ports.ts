// `--publish` and `--expose`: ip:hostPort:containerPort/protocol with ranges, as the library go-connections/nat reads them.
import type { Failure } from '../failure.ts';
import { isFailure } from '../failure.ts';
import { isIp } from '../flags/ip-address.ts';
import { quote } from '../format/quote.ts';

/** Where one port of a container is published. */
export interface PortBinding {
  readonly HostIp: string;
  /** A number, a range to choose from, or nothing for a random one. */
  readonly HostPort: string;
}

/** What `--publish` and `--expose` ask for, by `80/tcp`. */
export interface PortOptions {
  readonly exposed: Readonly<Record<string, object>>;
  readonly bindings: Readonly<Record<string, readonly PortBinding[]>>;
}

/** Reads all values of both flags. */
export function parsePorts(published: readonly string[], exposed: readonly string[]): PortOptions | Failure {
  const bindings: Record<string, PortBinding[]> = {};
  for (const value of published) {
    const specification = value.includes('=') ? fromLongForm(value) : value;
    if (isFailure(specification)) return specification;
    const mappings = parsePublish(specification);
    if (isFailure(mappings)) return mappings;
    for (const [port, binding] of mappings) (bindings[port] ??= []).push(binding);
  }
  const ports = new Set(Object.keys(bindings));
  for (const value of exposed) {
    const range = parseExpose(value);
    if (isFailure(range)) return range;
    for (const port of range) ports.add(port);
  }
  const sorted = [...ports].sort();
  return {
    exposed: Object.fromEntries(sorted.map((port) => [port, {}])),
    bindings: Object.fromEntries(sorted.flatMap((port) => (bindings[port] ? [[port, bindings[port]]] : []))),
  };
}

/** `target=80,published=8080,protocol=tcp` → `8080:80/tcp`; what is left out is empty, the protocol tcp. */
function fromLongForm(value: string): string | Failure {
  const parameters: Record<string, string> = {};
  for (const field of value.split(',')) {
    const [key, given] = field.split('=', 2);
    if (given === undefined || field.split('=').length !== 2)
      return { error: `invalid publish opts format (should be name=value but got '${field}')` };
    parameters[key ?? ''] = given;
  }
  return `${parameters['published'] ?? ''}:${parameters['target'] ?? ''}/${parameters['protocol'] ?? 'tcp'}`;
}

function parsePublish(value: string): [port: string, binding: PortBinding][] | Failure {
  const parts = value.split(':');
  const [protocol, containerPort] = splitProtocol(parts.at(-1) ?? '');
  const hostPort = parts.length > 1 ? (parts.at(-2) ?? '') : '';
  const address = parts.slice(0, -2).join(':');
  const bare = /^\[(.*)\]$/.exec(address)?.[1] ?? address;
  if (bare === address && address.includes(':'))
    return { error: `Invalid ip address ${address}: address ${address}:: too many colons in address` };
  if (bare !== '' && !isIp(bare)) return { error: `Invalid ip address: ${bare}` };
  if (containerPort === '') return { error: `No port specified: ${value}<empty>` };
  const inside = parseRange(containerPort);
  if (isFailure(inside)) return { error: `Invalid containerPort: ${containerPort}` };
  const outside = hostPort === '' ? undefined : parseRange(hostPort);
  if (isFailure(outside)) return { error: `Invalid hostPort: ${hostPort}` };
  const count = inside[1] - inside[0];
  if (outside && outside[1] - outside[0] !== count && count !== 0)
    return { error: `Invalid ranges specified for container and host Ports: ${containerPort} and ${hostPort}` };
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) return { error: `Invalid proto: ${protocol}` };
  return Array.from({ length: count + 1 }, (_, index) => {
    const choice = outside && count === 0 && outside[0] !== outside[1] ? `-${outside[1]}` : '';
    const HostPort = outside ? `${outside[0] + index}${choice}` : '';
    return [`${inside[0] + index}/${protocol.toLowerCase()}`, { HostIp: bare, HostPort }];
  });
}

function parseExpose(value: string): string[] | Failure {
  if (value.includes(':')) return { error: `invalid port format for --expose: ${value}` };
  const [protocol, ports] = splitProtocol(value);
  const range = parseRange(ports);
  if (isFailure(range)) return { error: `invalid range format for --expose: ${value}, error: ${range.error}` };
  return Array.from({ length: range[1] - range[0] + 1 }, (_, index) => `${range[0] + index}/${protocol.toLowerCase()}`);
}

function splitProtocol(value: string): [protocol: string, ports: string] {
  const [ports = '', protocol = ''] = value.split('/');
  return ports === '' ? ['', ''] : [protocol || 'tcp', ports];
}

/** `80` or `80-82`; the numbers are 16 bits wide. */
function parseRange(ports: string): [first: number, last: number] | Failure {
  if (ports === '') return { error: 'empty string specified for ports' };
  const [first = '', last = first] = ports.split('-');
  const from = parsePort(first);
  if (isFailure(from)) return from;
  const to = parsePort(last);
  if (isFailure(to)) return to;
  return to < from ? { error: `Invalid range specified for the Port: ${ports}` } : [from, to];
}

function parsePort(text: string): number | Failure {
  const why = !/^\d+$/.test(text) ? 'invalid syntax' : Number(text) > 65535 ? 'value out of range' : undefined;
  return why === undefined ? Number(text) : { error: `strconv.ParseUint: parsing ${quote(text)}: ${why}` };
}
