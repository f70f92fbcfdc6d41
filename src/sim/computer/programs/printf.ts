// printf(1) as a program.
import { applet } from './invocation.ts';
import { formatPrintf } from './printf-format.ts';
import { shellQuoted } from './text.ts';

/** `printf` */
export const printf = applet(
  {
    name: 'printf',
    short: '+',
    usage: 'FORMAT [ARGUMENT]...',
    about: 'Print ARGUMENT(s) according to FORMAT.',
    busybox: { usage: 'FORMAT [ARG]...' },
    // Only --help and --version are options; a format may begin with a dash.
    prepare: (args) =>
      /^--(help|version)$/.test(args[0] ?? '') && args.length === 1 ? args : args[0] === '--' ? args : ['--', ...args],
  },
  function* (run) {
    const [format, ...values] = run.operands;
    if (format === undefined) return yield* run.misuse('missing operand');
    const result = formatPrintf(format, values, (text) => shellQuoted(text, 'needed'));
    yield* run.print(result.text);
    for (const { argument, problem } of result.invalid) {
      const why = problem === 'number' ? 'expected a numeric value' : 'value not completely converted';
      yield* run.complain(run.gnu ? `${run.quote(argument)}: ${why}` : `invalid number '${argument}'`);
    }
    if (result.badDirective !== undefined)
      yield* run.complain(
        run.gnu ? `${result.badDirective}: invalid conversion specification` : `${result.badDirective}: invalid format`,
      );
    return run.status;
  },
);
