// date(1): the virtual clock, in UTC.
import { failed } from '../filesystem/errno.ts';
import { formatTime, parseTime } from './calendar.ts';
import { applet, reason } from './invocation.ts';

/** `date` */
export const date = applet(
  {
    name: 'date',
    short: 'd:I::r:Rs:u',
    long: {
      date: 'd:',
      'iso-8601': 'I::',
      reference: 'r:',
      'rfc-email': 'R',
      'rfc-3339': 'rfc-3339:',
      set: 's:',
      utc: 'u',
      universal: 'u',
    },
    unsimulated: ['f', 'file', 'debug', 'resolution'],
    usage: '[OPTION]... [+FORMAT]\n[-u|--utc|--universal] [MMDDhhmm[[CC]YY][.ss]]',
    about: 'Display date and time in the given FORMAT.',
    busybox: { short: 'Rs:ud:r:I::D:', long: {}, usage: '[OPTIONS] [+FMT] [[-s] TIME]' },
  },
  function* (run) {
    const { options, operands, process } = run;
    const { clock } = process.machine.kernel;
    let time = clock;
    const reference = options.value('r');
    const text = options.value('d');
    if (reference !== undefined) {
      const stat = process.files.stat(reference);
      if (failed(stat)) return yield* run.die(`${reference}: ${reason(stat)}`);
      time = stat.mtime;
    } else if (text !== undefined) {
      const parsed = parseTime(text, clock);
      if (parsed === undefined)
        return yield* run.die(run.gnu ? `invalid date ${run.quote(text)}` : `invalid date '${text}'`);
      time = parsed;
    }
    if (options.has('s')) return yield* run.die('cannot set date: Operation not permitted');
    const extra = operands[1];
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    const [operand] = operands;
    if (operand !== undefined && !operand.startsWith('+')) {
      if (/^\d+(\.\d\d)?$/.test(operand)) return yield* run.die('cannot set date: Operation not permitted');
      return yield* run.die(`invalid date ${run.quote(operand)}`);
    }
    yield* run.print(`${formatTime(operand?.slice(1) ?? usualFormat(run.options), time)}\n`);
    return run.status;
  },
);

const isoFormats: Readonly<Record<string, string>> = {
  '': '%Y-%m-%d',
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
};

function usualFormat(options: { value(name: string): string | undefined; has(name: string): boolean }): string {
  const iso = options.value('I');
  if (iso !== undefined) return isoFormats[iso] ?? '%Y-%m-%d';
  if (options.has('R')) return '%a, %d %b %Y %H:%M:%S %z';
  const rfc = options.value('rfc-3339');
  if (rfc !== undefined)
    return rfc === 'date' ? '%Y-%m-%d' : rfc === 'ns' ? '%Y-%m-%d %H:%M:%S.%N%:z' : '%Y-%m-%d %H:%M:%S%:z';
  return '%a %b %e %H:%M:%S %Z %Y';
}
