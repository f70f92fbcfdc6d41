// cmp(1), diff(1).
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import { basename, joinPath } from '../filesystem/path.ts';
import { formatTime } from './calendar.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { decodeText, readStream } from './text.ts';

function* contentOf(run: Invocation, path: string): Task<Uint8Array | undefined> {
  const input = yield* run.open(path, (name, why) =>
    run.gnu || run.name === 'cmp' ? `${name}: ${why}` : `can't stat '${name}': ${why}`,
  );
  if (!input) return undefined;
  const bytes = yield* readStream(input, run.process);
  input.release();
  return bytes;
}

/** `cmp` */
export const cmp = applet(
  {
    name: 'cmp',
    short: 'ln:s',
    long: { verbose: 'l', bytes: 'n:', quiet: 's', silent: 's' },
    unsimulated: ['b', 'i', 'print-bytes', 'ignore-initial'],
    usage: '[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]',
    about: 'Compare two files byte by byte.',
    version: 'GNU diffutils) 3.10',
    misuse: 2,
  },
  function* (run) {
    const { options } = run;
    const [one, two = '-'] = run.operands;
    if (one === undefined) return yield* run.misuse("missing operand after 'cmp'");
    const limit = Number(options.value('n') ?? Infinity);
    const a = (yield* contentOf(run, one))?.subarray(0, limit);
    if (!a) return 2;
    const b = (yield* contentOf(run, two))?.subarray(0, limit);
    if (!b) return 2;
    let lines = 1;
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const [x = 0, y = 0] = [a[at], b[at]];
      if (x !== y) {
        run.status = 1;
        if (options.has('s')) return 1;
        if (!options.has('l')) {
          yield* run.print(
            `${one} ${two} differ: ${run.gnu && run.quote('x') !== "'x'" ? 'byte' : 'char'} ${at + 1}, line ${lines}\n`,
          );
          return 1;
        }
        yield* run.print(
          `${String(at + 1).padStart(run.gnu ? String(Math.min(a.length, b.length)).length : 4)} ${x.toString(8).padStart(3)} ${y.toString(8).padStart(3)}\n`,
        );
      }
      if (x === 10) lines++;
    }
    if (a.length === b.length) return run.status;
    if (!options.has('s')) {
      const shorter = a.length < b.length ? one : two;
      const size = Math.min(a.length, b.length);
      const line = options.has('l') ? '' : a[size - 1] === 10 ? `, line ${lines - 1}` : `, in line ${lines}`;
      const place = size === 0 ? ' which is empty' : ` after byte ${size}${line}`;
      yield* run.complain(`EOF on ${shorter}${run.gnu ? place : ''}`);
    }
    return 1;
  },
);

/** A stretch of lines that stays, goes or comes: positions in both files, ends not included. */
interface Change {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** The changes between two lists, by the shortest edit script (Myers). */
export function changesBetween(left: readonly string[], right: readonly string[]): Change[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  const [n, m] = [leftEnd - start, rightEnd - start];
  const trace: Int32Array[] = [];
  const offset = n + m;
  const furthest = new Int32Array(2 * offset + 2);
  let steps = -1;
  search: for (let d = 0; d <= n + m; d++) {
    trace.push(furthest.slice());
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (furthest[offset + k - 1] ?? 0) < (furthest[offset + k + 1] ?? 0));
      let x = down ? (furthest[offset + k + 1] ?? 0) : (furthest[offset + k - 1] ?? 0) + 1;
      while (x < n && x - k < m && left[start + x] === right[start + x - k]) x++;
      furthest[offset + k] = x;
      if (x >= n && x - k >= m) {
        steps = d;
        break search;
      }
    }
  }
  const removed = new Set<number>();
  const added = new Set<number>();
  let [x, y] = [n, m];
  for (let d = steps; d > 0; d--) {
    const before = trace[d] ?? furthest;
    const k = x - y;
    const down = k === -d || (k !== d && (before[offset + k - 1] ?? 0) < (before[offset + k + 1] ?? 0));
    const previous = down ? k + 1 : k - 1;
    const px = before[offset + previous] ?? 0;
    const py = px - previous;
    if (down) added.add(start + py);
    else removed.add(start + px);
    [x, y] = [px, py];
  }
  const changes: Change[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    if (!removed.has(i) && !added.has(j)) {
      i++;
      j++;
      continue;
    }
    const [oldStart, newStart] = [i, j];
    while (removed.has(i) || added.has(j))
      if (removed.has(i)) i++;
      else j++;
    changes.push({ oldStart, oldEnd: i, newStart, newEnd: j });
  }
  return changes;
}

/** `diff` */
export const diff = applet(
  {
    name: 'diff',
    short: 'abBdiNqrsTtuU:wL:',
    long: {
      text: 'a',
      'ignore-space-change': 'b',
      'ignore-case': 'i',
      'new-file': 'N',
      brief: 'q',
      recursive: 'r',
      'report-identical-files': 's',
      unified: 'u',
      'ignore-all-space': 'w',
      label: 'L:',
      minimal: 'd',
    },
    unsimulated: [
      'c',
      'C',
      'e',
      'n',
      'y',
      'I',
      'x',
      'color',
      'context',
      'side-by-side',
      'ed',
      'rcs',
      'exclude',
      'ignore-blank-lines',
      'width',
    ],
    usage: '[OPTION]... FILES',
    about: 'Compare FILES line by line.',
    version: 'GNU diffutils) 3.10',
    misuse: 2,
    busybox: {
      short: 'abBdiL:NqrsTtU:uw',
      long: {},
      usage: '[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2',
    },
  },
  function* (run) {
    const [one, two, extra] = run.operands;
    if (one === undefined || two === undefined)
      return yield* run.misuse(`missing operand after ${run.quote(one ?? 'diff')}`);
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    const [left, right] = [run.isDirectory(one), run.isDirectory(two)];
    if (left && right) return yield* compareDirectories(run, one, two);
    return yield* compareFiles(
      run,
      left ? joinPath(one, basename(two)) : one,
      right ? joinPath(two, basename(one)) : two,
      '',
    );
  },
);

function* compareDirectories(run: Invocation, one: string, two: string): Task<number> {
  const { files } = run.process;
  const [a, b] = [files.readdir(one), files.readdir(two)];
  for (const [path, names] of [
    [one, a],
    [two, b],
  ] as const)
    if (failed(names)) yield* run.complain(`${path}: ${reason(names)}`, 2);
  if (failed(a) || failed(b)) return 2;
  let status = 0;
  for (const name of [...new Set([...a, ...b])].sort()) {
    const [left, right] = [joinPath(one, name), joinPath(two, name)];
    if (!a.includes(name) || !b.includes(name)) {
      if (!run.options.has('N')) {
        status = Math.max(status, 1);
        yield* run.print(`Only in ${a.includes(name) ? one : two}: ${name}\n`);
        continue;
      }
    }
    const [leftIs, rightIs] = [run.isDirectory(left), run.isDirectory(right)];
    if (leftIs && rightIs) {
      if (run.options.has('r')) status = Math.max(status, yield* compareDirectories(run, left, right));
      else yield* run.print(`Common subdirectories: ${left} and ${right}\n`);
    } else {
      const letters = ['a', 'b', 'i', 'N', 'r', 's', 'u', 'w']
        .filter((letter) => run.options.has(letter))
        .map((letter) => ` -${letter}`);
      status = Math.max(status, yield* compareFiles(run, left, right, `diff${letters.join('')} ${left} ${right}\n`));
    }
  }
  return status;
}

function* compareFiles(run: Invocation, one: string, two: string, title: string): Task<number> {
  const { options, process } = run;
  const missing = (path: string): boolean => options.has('N') && path !== '-' && !process.files.exists(path);
  const a = missing(one) ? new Uint8Array(0) : yield* contentOf(run, one);
  const b = missing(two) ? new Uint8Array(0) : yield* contentOf(run, two);
  if (!a || !b) return 2;
  const split = (bytes: Uint8Array): string[] =>
    decodeText(bytes)
      .split(/(?<=\n)/)
      .filter((line) => line !== '');
  const [left, right] = [split(a), split(b)];
  const normal = (line: string): string => {
    let text = line;
    if (options.has('i')) text = text.toLowerCase();
    if (options.has('w')) text = text.replace(/\s+/g, '');
    else if (options.has('b')) text = text.replace(/[ \t]+/g, ' ').replace(/ ?\n$/, '\n');
    return text;
  };
  yield* run.step((left.length + right.length) * 0.002);
  const changes = changesBetween(left.map(normal), right.map(normal));
  if (changes.length === 0) {
    if (options.has('s')) yield* run.print(`Files ${one} and ${two} are identical\n`);
    return 0;
  }
  if (options.has('q')) {
    yield* run.print(`Files ${one} and ${two} differ\n`);
    return 1;
  }
  if (a.includes(0) || b.includes(0)) {
    yield* run.print(`Binary files ${one} and ${two} differ\n`);
    return 1;
  }
  yield* run.print(title);
  const unified = options.has('u') || options.has('U') || !run.gnu;
  if (unified) {
    const labels = options.values('L');
    const head = (path: string, mark: string, label: string | undefined): string => {
      const stat = path === '-' ? undefined : process.files.stat(path);
      const time = stat === undefined || failed(stat) ? (missing(path) ? 0 : process.machine.kernel.clock) : stat.mtime;
      return `${mark} ${label ?? (run.gnu ? `${path}\t${formatTime('%Y-%m-%d %H:%M:%S.%N %z', time)}` : path)}\n`;
    };
    yield* run.print(head(one, '---', labels[0]) + head(two, '+++', labels[1]));
    yield* run.print(unifiedText(left, right, changes, Number(options.value('U') ?? 3)));
  } else yield* run.print(normalText(left, right, changes));
  return 1;
}

const withMark = (line: string, mark: string): string =>
  line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;

function normalText(left: readonly string[], right: readonly string[], changes: readonly Change[]): string {
  const range = (start: number, end: number): string =>
    end - start > 1 ? `${start + 1},${end}` : String(start === end ? start : end);
  return changes
    .map(({ oldStart, oldEnd, newStart, newEnd }) => {
      const kind = oldStart === oldEnd ? 'a' : newStart === newEnd ? 'd' : 'c';
      const gone = left.slice(oldStart, oldEnd).map((line) => withMark(line, '< '));
      const come = right.slice(newStart, newEnd).map((line) => withMark(line, '> '));
      return `${range(oldStart, oldEnd)}${kind}${range(newStart, newEnd)}\n${gone.join('')}${kind === 'c' ? '---\n' : ''}${come.join('')}`;
    })
    .join('');
}

/** The hunks of a unified diff, without the lines of file names. */
export function unifiedText(
  left: readonly string[],
  right: readonly string[],
  changes: readonly Change[],
  context: number,
): string {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    const before = last?.at(-1);
    if (last && before && change.oldStart - before.oldEnd <= 2 * context) last.push(change);
    else hunks.push([change]);
  }
  let text = '';
  for (const hunk of hunks) {
    const [first, last] = [hunk[0], hunk.at(-1)];
    if (!first || !last) continue;
    const oldStart = Math.max(0, first.oldStart - context);
    const newStart = first.newStart - (first.oldStart - oldStart);
    const oldEnd = Math.min(left.length, last.oldEnd + context);
    const newEnd = last.newEnd + (oldEnd - last.oldEnd);
    const range = (start: number, end: number): string =>
      end - start === 1 ? String(start + 1) : `${end === start ? start : start + 1},${end - start}`;
    text += `@@ -${range(oldStart, oldEnd)} +${range(newStart, newEnd)} @@\n`;
    let at = oldStart;
    for (const change of hunk) {
      for (; at < change.oldStart; at++) text += withMark(left[at] ?? '', ' ');
      for (; at < change.oldEnd; at++) text += withMark(left[at] ?? '', '-');
      for (let j = change.newStart; j < change.newEnd; j++) text += withMark(right[j] ?? '', '+');
    }
    for (; at < oldEnd; at++) text += withMark(left[at] ?? '', ' ');
  }
  return text;
}
