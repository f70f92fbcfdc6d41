// Where `fastcgi_pass` leads: a host with its port, a group, or a socket of the Unix domain.

export interface PassAddress {
  readonly host: string;
  /** Undefined: none was given, which only a group may lack. */
  readonly port: number | undefined;
  /** The path of a socket. */
  readonly socket?: string;
}

/** Reads an address; what nginx says when it is none. */
export function parseAddress(text: string): PassAddress | string {
  const socket = /^unix:(\/[^:]*):?$/.exec(text)?.[1];
  if (socket !== undefined) return { host: '', port: undefined, socket };
  const match = /^(\[[^\]]+\]|[^:/]+)(?::(\d*))?$/.exec(text);
  if (!match) return `invalid host in upstream "${text}"`;
  const [, host = '', port] = match;
  if (port !== undefined && (port === '' || Number(port) < 1 || Number(port) > 65535))
    return `invalid port in upstream "${text}"`;
  return { host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? undefined : Number(port) };
}
