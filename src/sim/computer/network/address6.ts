// IPv6 addresses and subnets as text and numbers (RFC 4291; written as RFC 5952 says).

/** An IPv6 subnet. */
export interface Subnet6 {
  /** First address as a number. */
  readonly base: bigint;
  readonly prefix: number;
}

/** The number of an address; undefined if it is none. An IPv4 tail is allowed, a zone is not. */
export function parseAddress6(text: string): bigint | undefined {
  const dotted = /^(.*:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (dotted) {
    const [, head = '', ...rest] = dotted;
    const [a = 0, b = 0, c = 0, d = 0] = rest.map(Number);
    if ([a, b, c, d].some((part) => part > 255)) return undefined;
    return parseAddress6(`${head}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`);
  }
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [left = [], right] = halves;
  const given = left.length + (right?.length ?? 0);
  if (halves.length > 2 || (right === undefined ? given !== 8 : given > 7)) return undefined;
  const groups = [...left, ...Array.from({ length: 8 - given }, () => '0'), ...(right ?? [])];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}

/** The shortest form of an address: lower case, `::` for the longest run of zero groups. */
export function formatAddress6(number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((number >> BigInt(16 * (7 - index))) & 0xffffn).toString(16));
  let [from, length] = [0, 0];
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (groups[end] === '0') end++;
    if (end - start > length) [from, length] = [start, end - start];
  }
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + length).join(':')}`;
}

/** A subnet written as `2001:db8::/64`; undefined if it is none. Host bits are cleared. */
export function parseSubnet6(text: string): Subnet6 | undefined {
  const [address = '', prefix = ''] = text.split('/');
  const number = parseAddress6(address);
  if (number === undefined || !/^\d{1,3}$/.test(prefix) || Number(prefix) > 128) return undefined;
  const host = BigInt(128 - Number(prefix));
  return { base: (number >> host) << host, prefix: Number(prefix) };
}

/** The form of a subnet in which Docker writes it. */
export const formatSubnet6 = ({ base, prefix }: Subnet6): string => `${formatAddress6(base)}/${prefix}`;

/** Whether an address is in a subnet. */
export function contains6({ base, prefix }: Subnet6, address: bigint): boolean {
  const host = BigInt(128 - prefix);
  return address >> host === base >> host;
}
