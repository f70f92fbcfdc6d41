// The ports of EXPOSE: `80`, `80/udp`, `8000-8010`.

/** The ports that a word means, with their protocols; a text says what is wrong with it (go-connections/nat). */
export function parsePort(text: string): string[] | string {
  const [ports = '', protocol = 'tcp'] = text.split('/');
  // `8080:80` names a port of the host too, which means nothing here.
  const range = /^(?:[\d.]+:)?(?:\d+(?:-\d+)?)?:(.*)$/.exec(ports)?.[1] ?? ports;
  const proto = protocol === '' ? 'tcp' : protocol.toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(proto))
    return `invalid port: ${JSON.stringify(text)}: invalid proto: ${protocol}`;
  if (range === '') return `no port specified: ${text}<empty>`;
  const [from = '', to = from] = range.split('-');
  const first = Number(from);
  const last = Number(to);
  const valid = [from, to].every((part) => /^\d+$/.test(part) && Number(part) <= 65535) && first <= last;
  if (!valid) return `invalid containerPort: ${range}`;
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${proto}`);
}
