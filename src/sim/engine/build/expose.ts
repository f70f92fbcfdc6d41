// The ports of EXPOSE: `80`, `80/udp`, `8000-8010`.

/** The ports that a word means, with their protocols; a text says what is wrong with it (go-connections/nat). */
export function parsePort(text: string): string[] | string {
  const [range = '', protocol = 'tcp'] = text.split('/');
  const proto = protocol === '' ? 'tcp' : protocol.toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(proto)) return `invalid proto: ${protocol}`;
  if (range === '') return `no port specified: ${text}<empty>`;
  const [from = '', to = from] = range.split('-');
  const first = Number(from);
  const last = Number(to);
  const valid = [from, to].every((part) => /^\d+$/.test(part) && Number(part) <= 65535) && first <= last;
  if (!valid) return `invalid containerPort: ${range}`;
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${proto}`);
}
