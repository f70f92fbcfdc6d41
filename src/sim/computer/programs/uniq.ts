// uniq(1).
import { applet } from './invocation.ts';
import { LineReader } from './text.ts';

/** `uniq` */
export const uniq = applet(
  {
    name: 'uniq',
    short: 'cdDf:is:uw:z',
    long: {
      count: 'c',
      repeated: 'd',
      'skip-fields': 'f:',
      'ignore-case': 'i',
      'skip-chars': 's:',
      unique: 'u',
      'check-chars': 'w:',
      'zero-terminated': 'z',
    },
    unsimulated: ['all-repeated', 'group'],
    usage: '[OPTION]... [INPUT [OUTPUT]]',
    about: 'Filter adjacent matching lines from INPUT (or standard input), writing to OUTPUT (or standard output).',
    busybox: { short: 'cduf:s:w:iz', usage: '[-cduiz] [-f,s,w N] [FILE [OUTFILE]]' },
  },
  function* (run) {
    const { options, operands, process } = run;
    if (operands.length > 2) return yield* run.misuse(`extra operand ${run.quote(operands[2] ?? '')}`);
    const input = yield* run.open(operands[0] ?? '-', (name, why) =>
      run.gnu ? `${name}: ${why}` : `can't open '${name}': ${why}`,
    );
    if (!input) return 1;
    if (operands[1] !== undefined && operands[1] !== '-') {
      const to = yield* process.open(operands[1], 'write');
      if (typeof to === 'string') return yield* run.die(`${operands[1]}: cannot write`);
      process.descriptors.get(1)?.release();
      process.descriptors.set(1, to);
    }
    const end = options.has('z') ? '\0' : '\n';
    const keyOf = (line: string): string => {
      let key = line;
      for (let left = Number(options.value('f') ?? 0); left > 0; left--) key = key.replace(/^[ \t]*[^ \t]*/, '');
      key = key.slice(Number(options.value('s') ?? 0));
      if (options.has('w')) key = key.slice(0, Number(options.value('w')));
      return options.has('i') ? key.toLowerCase() : key;
    };
    const reader = new LineReader(input, options.has('z') ? 0 : 10, run.process);
    let group: { first: string; lines: string[]; key: string } | undefined;
    const text = ({ first, lines }: { first: string; lines: string[] }): string => {
      const count = lines.length;
      if (options.has('D')) return count > 1 ? lines.map((line) => line + end).join('') : '';
      if (options.has('d') && count === 1) return '';
      if (options.has('u') && count > 1) return '';
      return `${options.has('c') ? `${String(count).padStart(7)} ` : ''}${first}${end}`;
    };
    for (let line = yield* reader.next(); line; line = yield* reader.next()) {
      const key = keyOf(line.text);
      if (group?.key === key) group.lines.push(line.text);
      else {
        if (group) yield* run.print(text(group));
        group = { first: line.text, lines: [line.text], key };
      }
    }
    if (group) yield* run.print(text(group));
    input.release();
    return run.status;
  },
);
