// Which docker command a line runs, by the name under which it is taught.

/** Groups whose second word says what is done, by another name where there is one. */
const short: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  container: { ls: 'ps', list: 'ps' },
  image: { ls: 'images', list: 'images', rm: 'rmi', remove: 'rmi' },
};
const groups = new Set(['network', 'volume', 'compose', 'buildx', 'builder', 'system', 'context', 'manifest']);

/** The docker command of a line in its usual name: `run`, `network create`; undefined where the line has none. */
export function dockerCommand(line: string): string | undefined {
  const found = /(?:^|[;&|(]\s*|\bsudo\s+)docker((?:\s+(?!-)[\w-]+)+)/.exec(line.trim())?.[1];
  const [first, second] = (found ?? '').trim().split(/\s+/);
  if (first === undefined || first === '') return undefined;
  const names = short[first];
  if (names) return second === undefined ? undefined : (names[second] ?? second);
  return groups.has(first) && second !== undefined ? `${first} ${second}` : first;
}
