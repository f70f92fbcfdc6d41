// unexpand(1).
import { applet } from './invocation.ts';

/** Blanks before a tab stop as tabs: only those at the beginning of the line unless `all`. */
function tabbed(line: string, size: number, all: boolean): string {
  let out = '';
  let column = 0;
  let blanks = '';
  let leading = true;
  for (const character of line) {
    if ((leading || all) && (character === ' ' || character === '\t')) {
      blanks += character;
      column += character === '\t' ? size - (column % size) : 1;
      if (column % size === 0) {
        // One blank before a stop stays a blank, except in front of further ones or at the beginning.
        out += blanks === ' ' && !leading ? ' ' : '\t';
        blanks = '';
      }
      continue;
    }
    out += blanks + character;
    blanks = '';
    column++;
    leading = false;
  }
  return out + blanks;
}

/** `unexpand` */
export const unexpand = applet(
  {
    name: 'unexpand',
    short: 'at:',
    long: { all: 'a', 'first-only': 'first', tabs: 't:' },
    usage: '[OPTION]... [FILE]...',
    about: 'Convert blanks in each FILE to tabs, writing to standard output.',
    busybox: { short: 'aft:', long: { all: 'a', 'first-only': 'f', tabs: 't:' }, usage: '[-fa][-t N] [FILE]...' },
  },
  function* (run) {
    const { options } = run;
    const size = Number(options.value('t') ?? 8);
    if (!Number.isInteger(size) || size < 1)
      return yield* run.die(`tab size contains invalid character(s): ${run.quote(options.value('t') ?? '')}`);
    const all = (options.has('a') || options.has('t')) && !options.has('first') && !options.has('f');
    yield* run.eachLine(run.operands, function* ({ text, ended }) {
      yield* run.print(tabbed(text, size, all) + (ended ? '\n' : ''));
    });
    return run.status;
  },
);
