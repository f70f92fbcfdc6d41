// Differences as text: unified diffs, and the table of `--stat`.
import { changesBetween, unifiedText } from '../programs/compare.ts';
import { decodeText } from '../programs/text.ts';
import type { Difference } from './working-tree.ts';

/** Gives the bytes of a side of a difference. */
type Contents = (id: string) => Uint8Array;

const linesOf = (bytes: Uint8Array): string[] =>
  decodeText(bytes)
    .split(/(?<=\n)/)
    .filter((line) => line !== '');

const zeros = '0000000';

/** One file's part of `git diff`, with so many lines of context. */
export function diffText(difference: Difference, contents: Contents, context = 3): string {
  const { path, old, new: now } = difference;
  const [left, right] = [old, now].map((side) => (side ? contents(side.id) : new Uint8Array(0)));
  const before = difference.from ?? path;
  const tab = path.includes(' ') ? '\t' : '';
  const [a, b] = [old ? `a/${before}` : '/dev/null', now ? `b/${path}` : '/dev/null'];
  let text = `diff --git a/${before} b/${path}\n`;
  if (!old && now) text += `new file mode ${now.mode}\n`;
  if (old && !now) text += `deleted file mode ${old.mode}\n`;
  if (old && now && old.mode !== now.mode) text += `old mode ${old.mode}\nnew mode ${now.mode}\n`;
  if (difference.kind === 'R') return `${text}similarity index 100%\nrename from ${before}\nrename to ${path}\n`;
  if (old?.id === now?.id) return text;
  const mode = old && old.mode === now?.mode ? ` ${now.mode}` : '';
  text += `index ${old?.id.slice(0, 7) ?? zeros}..${now?.id.slice(0, 7) ?? zeros}${mode}\n`;
  if (!left || !right || (left.length === 0 && right.length === 0)) return text;
  if (left.includes(0) || right.includes(0)) return `${text}Binary files ${a} and ${b} differ\n`;
  const [rows, others] = [linesOf(left), linesOf(right)];
  const hunks = withFunctions(unifiedText(rows, others, changesBetween(rows, others), context), rows);
  return `${text}--- ${a}${old ? tab : ''}\n+++ ${b}${now ? tab : ''}\n${hunks}`;
}

/** Hunk headers followed by the nearest line above that looks like the head of a function. */
function withFunctions(text: string, left: readonly string[]): string {
  return text.replace(/^@@ -(\d+)(?:,(\d+))? .* @@$/gm, (header, start: string) => {
    const above = left.slice(0, Math.max(0, Number(start) - 1)).findLast((line) => /^[A-Za-z_$]/.test(line));
    return above === undefined ? header : `${header} ${above.trimEnd().slice(0, 80)}`;
  });
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function counts(difference: Difference, contents: Contents): { added: number; removed: number } {
  const { old, new: now } = difference;
  if (old?.id === now?.id) return { added: 0, removed: 0 };
  const [left, right] = [old ? linesOf(contents(old.id)) : [], now ? linesOf(contents(now.id)) : []];
  let [added, removed] = [0, 0];
  for (const change of changesBetween(left, right)) {
    added += change.newEnd - change.newStart;
    removed += change.oldEnd - change.oldStart;
  }
  return { added, removed };
}

/** ` 2 files changed, 3 insertions(+), 1 deletion(-)` */
export function shortStat(all: readonly Difference[], contents: Contents): string {
  if (all.length === 0) return '';
  let [added, removed] = [0, 0];
  for (const difference of all) {
    const count = counts(difference, contents);
    added += count.added;
    removed += count.removed;
  }
  let text = ` ${plural(all.length, 'file')} changed`;
  if (added > 0 || removed === 0) text += `, ${plural(added, 'insertion')}(+)`;
  if (removed > 0 || added === 0) text += `, ${plural(removed, 'deletion')}(-)`;
  return `${text}\n`;
}

/** The table of `--stat` with its last line; 80 columns wide. */
export function statText(all: readonly Difference[], contents: Contents): string {
  const rows = all.map((difference) => ({ path: shownName(difference), ...counts(difference, contents) }));
  const names = Math.max(0, ...rows.map(({ path }) => path.length));
  const most = Math.max(0, ...rows.map(({ added, removed }) => added + removed));
  const digits = String(most).length;
  const room = 80 - names - digits - 6;
  const scale = (count: number): number =>
    most <= room || count === 0 ? count : 1 + Math.floor((count * (room - 1)) / most);
  const lines = rows.map(({ path, added, removed }) => {
    const total = scale(added + removed);
    const plus = added === 0 ? 0 : removed === 0 ? total : Math.min(total - 1, scale(added));
    const bars = '+'.repeat(plus) + '-'.repeat(total - plus);
    return ` ${path.padEnd(names)} | ${String(added + removed).padStart(digits)}${bars && ` ${bars}`}\n`;
  });
  return lines.join('') + shortStat(all, contents);
}

const shownName = ({ path, from }: Difference): string => (from === undefined ? path : `${from} => ${path}`);

/** The lines ` create mode …` and ` delete mode …` that follow a commit. */
export const modeLines = (all: readonly Difference[]): string =>
  all
    .map((difference) => {
      const { kind, path, old, new: now } = difference;
      if (kind === 'A') return ` create mode ${now?.mode ?? ''} ${path}\n`;
      if (kind === 'D') return ` delete mode ${old?.mode ?? ''} ${path}\n`;
      if (kind === 'R') return ` rename ${shownName(difference)} (100%)\n`;
      return old && now && old.mode !== now.mode ? ` mode change ${old.mode} => ${now.mode} ${path}\n` : '';
    })
    .join('');
