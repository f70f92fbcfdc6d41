// basename(1), dirname(1).
import { basename as lastOf, dirname as aboveOf } from '../filesystem/path.ts';
import { applet } from './invocation.ts';

/** `basename` */
export const basename = applet(
  {
    name: 'basename',
    short: '+as:z',
    long: { multiple: 'a', suffix: 's:', zero: 'z' },
    usage: 'NAME [SUFFIX]\nOPTION... NAME...',
    about: 'Print NAME with any leading directory components removed.',
    busybox: { usage: 'FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...' },
  },
  function* (run) {
    const { operands, options } = run;
    const [first, second, third] = operands;
    if (first === undefined) return yield* run.misuse('missing operand');
    const several = options.has('a') || options.has('s');
    if (!several && third !== undefined) return yield* run.misuse(`extra operand ${run.quote(third)}`);
    const suffix = options.value('s') ?? (several ? '' : (second ?? ''));
    for (const path of several ? operands : [first]) {
      const name = lastOf(path);
      const cut = suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
      yield* run.print(cut + (options.has('z') ? '\0' : '\n'));
    }
    return 0;
  },
);

/** `dirname` */
export const dirname = applet(
  {
    name: 'dirname',
    short: 'z',
    long: { zero: 'z' },
    usage: '[OPTION] NAME...',
    about: 'Output each NAME with its last non-slash component and trailing slashes removed.',
    busybox: { short: '', long: {}, usage: 'FILENAME' },
  },
  function* (run) {
    if (run.operands.length === 0) return yield* run.misuse('missing operand');
    for (const path of run.operands) yield* run.print(aboveOf(path) + (run.options.has('z') ? '\0' : '\n'));
    return 0;
  },
);
