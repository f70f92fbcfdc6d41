// The PORTS column: published and exposed ports, neighbours drawn together.

/** A port as `GET /containers/json` lists it. */
export interface PortSummary {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

interface Group {
  readonly first: number;
  last: number;
}

/** `0.0.0.0:8080->80/tcp, 443/tcp`; runs of the same port inside and outside become `9000-9002->9000-9002/tcp`. */
export function displayPorts(ports: readonly PortSummary[]): string {
  const groups = new Map<string, Group>();
  const done: string[] = [];
  const mapped: string[] = [];
  for (const { IP = '', PrivatePort, PublicPort = 0, Type } of [...ports].sort(compare)) {
    if (IP !== '' && PublicPort !== PrivatePort) {
      mapped.push(`${hostPort(IP, String(PublicPort))}->${PrivatePort}/${Type}`);
      continue;
    }
    const key = `${IP}/${Type}`;
    const group = groups.get(key);
    if (group && PrivatePort === group.last + 1) {
      group.last = PrivatePort;
      continue;
    }
    if (group) done.push(show(key, group));
    groups.set(key, { first: PrivatePort, last: PrivatePort });
  }
  return [...done, ...[...groups].map(([key, group]) => show(key, group)), ...mapped].join(', ');
}

function compare(a: PortSummary, b: PortSummary): number {
  const [one, two] = [a.IP ?? '', b.IP ?? ''];
  return (
    a.PrivatePort - b.PrivatePort ||
    (one < two ? -1 : one > two ? 1 : 0) ||
    (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
    (a.Type < b.Type ? -1 : 1)
  );
}

function show(key: string, { first, last }: Group): string {
  const slash = key.lastIndexOf('/');
  const address = key.slice(0, slash);
  const range = first === last ? String(first) : `${first}-${last}`;
  return `${address === '' ? range : `${hostPort(address, range)}->${range}`}${key.slice(slash)}`;
}

const hostPort = (address: string, port: string): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
