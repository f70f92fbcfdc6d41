// seq(1).
import { applet } from './invocation.ts';
import { formatPrintf } from './printf-format.ts';

const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** `seq` */
export const seq = applet(
  {
    name: 'seq',
    short: '+f:s:w',
    long: { format: 'f:', separator: 's:', 'equal-width': 'w' },
    usage: '[OPTION]... LAST\n[OPTION]... FIRST LAST\n[OPTION]... FIRST INCREMENT LAST',
    about: 'Print numbers from FIRST to LAST, in steps of INCREMENT.',
    busybox: { short: '+ws:', long: {}, usage: '[-w] [-s SEP] [FIRST [INC]] LAST' },
    // Negative numbers are no options.
    prepare: (args) => {
      let first = 0;
      while (/^-[^\d.]/.test(args[first] ?? '') && args[first] !== '--')
        first += /^-[fs]$/.test(args[first] ?? '') ? 2 : 1;
      return /^-[\d.]/.test(args[first] ?? '') ? [...args.slice(0, first), '--', ...args.slice(first)] : args;
    },
  },
  function* (run) {
    const { operands, options } = run;
    if (operands.length === 0) return yield* run.misuse('missing operand');
    const extra = operands[3];
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    for (const operand of operands)
      if (!number.test(operand)) {
        if (run.gnu) return yield* run.misuse(`invalid floating point argument: ${run.quote(operand)}`);
        return yield* run.misuse();
      }
    const [first, step, last] =
      operands.length === 1
        ? ['1', '1', operands[0]]
        : operands.length === 2
          ? [operands[0], '1', operands[1]]
          : operands;
    const decimals = (text = ''): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
    const places = Math.max(decimals(first), decimals(step));
    const [from, by, to] = [Number(first), Number(step), Number(last)];
    if (by === 0 && run.gnu) return yield* run.misuse(`invalid Zero increment value: ${run.quote(step)}`);
    const separator = options.value('s') ?? '\n';
    const format = options.value('f');
    const text = (value: number): string =>
      format === undefined ? value.toFixed(places) : formatPrintf(format, [String(value)], (one) => one).text;
    const width = options.has('w') ? Math.max(text(from).length, text(to).length) : 0;
    const padded = (value: number): string => {
      const shown = text(value);
      return shown.startsWith('-') ? `-${shown.slice(1).padStart(width - 1, '0')}` : shown.padStart(width, '0');
    };
    let any = false;
    const scale = 10 ** Math.max(places, decimals(last));
    for (let index = 0; ; index++) {
      const value = Math.round((from + index * by) * scale) / scale;
      if (by >= 0 ? value > to : value < to) break;
      yield* run.print((any ? separator : '') + padded(value));
      if (index % 100 === 0) yield* run.step(0.02);
      any = true;
    }
    if (any) yield* run.print('\n');
    return 0;
  },
);
