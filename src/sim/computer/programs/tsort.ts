// tsort(1): an order in which each pair's first word comes before its second.
import { applet } from './invocation.ts';
import { decodeText, readAll } from './text.ts';

/** `tsort` */
export const tsort = applet(
  { name: 'tsort', short: '', usage: '[OPTION] [FILE]', about: 'Write totally ordered list consistent with the partial ordering in FILE.' },
  function* (run) {
    const [path = '-', extra] = run.operands;
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    if (run.isDirectory(path)) return yield* run.die(`${path}: read error: Is a directory`);
    const input = yield* run.open(path);
    if (!input) return 1;
    const words = decodeText(yield* readAll(input, run.process))
      .split(/[ \t\n]+/)
      .filter((word) => word !== '');
    input.release();
    if (words.length % 2 === 1) return yield* run.die(`${path}: input contains an odd number of tokens`);
    const after = new Map<string, string[]>();
    const waits = new Map<string, number>();
    for (let at = 0; at < words.length; at += 2) {
      const [one = '', two = ''] = [words[at], words[at + 1]];
      for (const word of [one, two]) if (!waits.has(word)) waits.set(word, 0);
      if (one === two) continue;
      after.set(one, [...(after.get(one) ?? []), two]);
      waits.set(two, (waits.get(two) ?? 0) + 1);
    }
    // Those that wait for nobody stand in the order of their names; a word that becomes free goes behind them.
    const free = [...waits.keys()].filter((word) => waits.get(word) === 0).sort();
    while (waits.size > 0) {
      for (let word = free.shift(); word !== undefined; word = free.shift()) {
        yield* run.print(`${word}\n`);
        waits.delete(word);
        for (const next of (after.get(word) ?? []).reverse()) {
          const left = (waits.get(next) ?? 0) - 1;
          waits.set(next, left);
          if (left === 0) free.push(next);
        }
      }
      if (waits.size === 0) break;
      const loop = loopOf([...waits.keys()].sort(), after, waits);
      yield* run.complain(`${path}: input contains a loop:`);
      for (const word of loop) yield* run.complain(word);
      const [first = ''] = loop;
      waits.set(first, 0);
      for (const [one, list] of after) after.set(one, list.filter((word) => word !== first));
      free.push(first);
    }
    return run.status;
  },
); // prettier-ignore

/** Words that wait for one another in a ring. */
function loopOf(words: readonly string[], after: ReadonlyMap<string, string[]>, waits: ReadonlyMap<string, number>): string[] {
  const path: string[] = [];
  let at = words[0] ?? '';
  while (!path.includes(at)) {
    path.push(at);
    const before = words.find((word) => waits.has(word) && (after.get(word) ?? []).includes(at));
    at = before ?? at;
  }
  const ring = path.slice(path.indexOf(at));
  return [at, ...ring.slice(1).reverse()];
} // prettier-ignore
