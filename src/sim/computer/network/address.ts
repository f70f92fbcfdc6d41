// IPv4 addresses and subnets as text and numbers (RFC 4632), and what addresses of both families are to a socket.

/** An IPv4 subnet. */
export interface Subnet {
  /** First address as a number. */
  readonly base: number;
  readonly prefix: number;
}

/** The number of a dotted address; undefined if it is none. */
export function parseAddress(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  let number = 0;
  for (const part of match.slice(1)) {
    if (Number(part) > 255) return undefined;
    number = number * 256 + Number(part);
  }
  return number;
}

/** The dotted form of an address. */
export const formatAddress = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

/** A subnet written as `172.17.0.0/16`; undefined if it is none. Host bits are cleared. */
export function parseSubnet(text: string): Subnet | undefined {
  const [address = '', prefix = ''] = text.split('/');
  const number = parseAddress(address);
  if (number === undefined || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32) return undefined;
  const size = 2 ** (32 - Number(prefix));
  return { base: number - (number % size), prefix: Number(prefix) };
}

/** Whether an address is in a subnet. */
export const contains = (subnet: Subnet, address: number): boolean =>
  address >= subnet.base && address < subnet.base + 2 ** (32 - subnet.prefix);

/** Whether an address is one of the machine talking to itself. */
export const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';

/** Whether an address stands for all of a machine's: `0.0.0.0`, `::`, or none. */
export const isWildcard = (address: string): boolean => address === '' || address === '0.0.0.0' || address === '::';

/** Whether an address is one of IPv6. */
export const isIpv6 = (text: string): boolean => text.includes(':');

/** Whether something bound to `bound` gets what is sent to `address`. A wildcard takes its own family; `::` takes both. */
export function accepts(bound: string, address: string): boolean {
  if (bound === '::') return true;
  if (bound === '' || bound === '0.0.0.0') return !isIpv6(address);
  return bound === address;
}

/** Whether two bindings of one port exclude each other. */
export function collide(one: string, two: string): boolean {
  const family = (address: string): 4 | 6 => (isIpv6(address) ? 6 : 4);
  if (family(one) !== family(two)) return false;
  return isWildcard(one) || isWildcard(two) || one === two;
}

/** `address:port`, with brackets around IPv6. */
export const socketText = (address: string, port: number): string =>
  isIpv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
