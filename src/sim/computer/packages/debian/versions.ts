// Comparing Debian's version numbers: epoch, upstream version, revision (deb-version(7)).

/** Negative, 0 or positive, as `one` is older than, the same as or newer than `two`. */
export function compareVersions(one: string, two: string): number {
  const [a, b] = [split(one), split(two)];
  return a.epoch - b.epoch || compareParts(a.upstream, b.upstream) || compareParts(a.revision, b.revision);
}

function split(version: string): { epoch: number; upstream: string; revision: string } {
  const [, epoch = '0', rest = ''] = /^(?:(\d+):)?(.*)$/.exec(version) ?? [];
  const dash = rest.lastIndexOf('-');
  return {
    epoch: Number(epoch),
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? '' : rest.slice(dash + 1),
  };
}

/** `~` comes before the end, letters before other signs. */
const weight = (character: string): number =>
  character === '~'
    ? -1
    : character === ''
      ? 0
      : /[a-z]/i.test(character)
        ? character.charCodeAt(0)
        : character.charCodeAt(0) + 256;

function compareParts(one: string, two: string): number {
  let [a, b] = [one, two];
  while (a !== '' || b !== '') {
    const [x, y] = [/^\D*/.exec(a)?.[0] ?? '', /^\D*/.exec(b)?.[0] ?? ''];
    for (let index = 0; index < Math.max(x.length, y.length); index++) {
      const order = weight(x.charAt(index)) - weight(y.charAt(index));
      if (order !== 0) return order;
    }
    [a, b] = [a.slice(x.length), b.slice(y.length)];
    const [m, n] = [/^\d*/.exec(a)?.[0] ?? '', /^\d*/.exec(b)?.[0] ?? ''];
    if (Number(m) !== Number(n)) return Number(m) - Number(n);
    [a, b] = [a.slice(m.length), b.slice(n.length)];
  }
  return 0;
}
