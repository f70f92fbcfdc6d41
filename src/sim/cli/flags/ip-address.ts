// Whether a text is an IP address, as Go's net.ParseIP decides.

/** A dotted IPv4 address without leading zeros. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

/** An IPv6 address, with `::` and an IPv4 tail allowed, without zone. */
export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = (half: string): string[] => (half === '' ? [] : half.split(':'));
  const all = halves.flatMap(groups);
  const last = all.at(-1);
  const tail = last?.includes('.') === true ? 1 : 0;
  if (tail === 1 && !isIpv4(last ?? '')) return false;
  const plain = tail === 1 ? all.slice(0, -1) : all;
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = all.length + tail;
  return halves.length === 2 ? count < 8 : count === 8;
}

/** An address of either family. */
export const isIp = (text: string): boolean => isIpv4(text) || isIpv6(text);
