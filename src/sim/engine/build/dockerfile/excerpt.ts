// The lines of a Dockerfile around a mistake, as BuildKit's client shows them.
import type { Range } from './node.ts';

const rule = '-'.repeat(20);

/** `name:line`, and the lines with two more on either side (one, when they are several); those meant are marked. */
export function excerpt(name: string, text: string, range: Range): string {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const around = range.start === range.end ? 2 : 1;
  const from = Math.max(1, range.start - around);
  const to = Math.min(lines.length, range.end + around);
  const shown = lines.slice(from - 1, to).map((line, index) => {
    const number = from + index;
    const mark = number >= range.start && number <= range.end ? '>>>' : '   ';
    return `${String(number).padStart(4)} | ${mark} ${line}`;
  });
  return [`${name}:${range.start}`, rule, ...shown, rule, ''].join('\n');
}
