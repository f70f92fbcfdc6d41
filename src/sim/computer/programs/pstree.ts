// pstree(1): processes as a tree.
import type { Process } from '../contract.ts';
import { applet } from './invocation.ts';
import { commandName } from './kill.ts';

/** How a line goes on: to a first child, to one that others follow, to the last, past those above. */
interface Branches {
  readonly only: string;
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly past: string;
}

const ascii: Branches = { only: '---', first: '-+-', middle: ' |-', last: ' `-', past: ' | ' };
const drawn: Branches = { only: '───', first: '─┬─', middle: ' ├─', last: ' └─', past: ' │ ' };

/** `pstree` */
export const pstree = applet(
  {
    name: 'pstree',
    short: 'aAclpTU',
    long: { arguments: 'a', ascii: 'A', 'compact-not': 'c', long: 'l', 'show-pids': 'p', 'hide-threads': 'T', unicode: 'U' },
    unsimulated: ['C', 'g', 'G', 'h', 'H', 'n', 'N', 's', 'S', 't', 'u', 'V', 'Z', 'show-parents', 'numeric-sort', 'uid-changes', 'highlight-all'],
    usage: '[options] [ PID | USER ]',
    about: 'Display a tree of processes.',
    version: 'PSmisc) 23.7',
    busybox: { short: 'p', long: {}, usage: '[-p] [PID|USER]' },
  },
  function* (run) {
    const { options, process, operands } = run;
    if (options.has('a')) return yield* run.die('not simulated: -a');
    const all = process.visible().filter((one) => !one.exited.opened);
    const [wanted] = operands;
    const locale = ['LC_ALL', 'LC_CTYPE', 'LANG'].map((name) => process.env.get(name)).find(Boolean) ?? '';
    const unicode = options.has('U') || (!options.has('A') && /utf-?8/i.test(locale) && run.gnu);
    const branches = unicode ? drawn : ascii;
    const label = (one: Process): string =>
      commandName(one) + (options.has('p') ? `(${one.pidSeenBy(process)})` : '');
    const children = (of: Process): Process[] =>
      all.filter((one) => one !== of && one.parentSeenBy(process) === of.pidSeenBy(process));
    // Children that look the same are written once, with their number, unless numbers of processes are shown.
    const shape = (one: Process): string => `${label(one)}[${children(one).map(shape).sort().join(',')}]`;
    const draw = (one: Process, count: number): string[] => {
      const groups = new Map<string, Process[]>();
      for (const child of children(one)) {
        const key = options.has('c') || options.has('p') ? String(child.hostPid) : shape(child);
        groups.set(key, [...(groups.get(key) ?? []), child]);
      }
      const text = count > 1 ? `${count}*[${label(one)}` : label(one);
      const close = count > 1 ? ']' : '';
      const sorted = [...groups.values()].sort(([a], [b]) => (a && b && label(a) > label(b) ? 1 : -1));
      if (sorted.length === 0) return [text + close];
      const margin = ' '.repeat([...text].length);
      return sorted.flatMap((group, index) => {
        const [first] = group;
        if (!first) return [];
        const last = index === sorted.length - 1;
        const joint = index === 0 ? (last ? branches.only : branches.first) : last ? branches.last : branches.middle;
        return draw(first, group.length).map((line, at) => {
          if (at === 0) return (index === 0 ? text : margin) + joint + line + (last ? close : '');
          return margin + (last ? '   ' : branches.past) + line;
        });
      });
    };
    const roots = wanted === undefined
      ? all.filter((one) => !all.some((other) => other.pidSeenBy(process) === one.parentSeenBy(process)))
      : all.filter((one) => one.pidSeenBy(process) === Number(wanted));
    // Of several only the first process and what is below it is shown.
    const shown = wanted === undefined ? roots.slice(0, 1) : roots;
    for (const root of shown) yield* run.print(draw(root, 1).map((line) => `${line}\n`).join(''));
    return shown.length > 0 ? 0 : 1;
  },
); // prettier-ignore
