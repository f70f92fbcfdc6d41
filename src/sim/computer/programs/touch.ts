// touch(1).
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import { parseTime } from './calendar.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { shellQuoted } from './text.ts';

/** `touch` */
export const touch = applet(
  {
    name: 'touch',
    short: 'acd:fhmr:t:',
    long: { 'no-create': 'c', date: 'd:', 'no-dereference': 'h', reference: 'r:', time: 'time:' },
    usage: '[OPTION]... FILE...',
    about: 'Update the access and modification times of each FILE to the current time.',
    busybox: { short: 'acmhr:d:t:', long: {}, usage: '[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...' },
  },
  function* (run) {
    const { options, process } = run;
    const { files } = process;
    if (run.operands.length === 0) return yield* run.misuse('missing file operand');
    const time = yield* wanted(run);
    // Only the time of the last change is kept, so setting the time of access alone changes nothing but creates.
    const accessOnly = (options.has('a') || options.value('time') === 'access') && !options.has('m');
    const follow = !options.has('h');
    for (const path of run.operands) {
      yield* run.step();
      const found = follow ? files.stat(path) : files.lstat(path);
      let failure = failed(found) ? found : accessOnly ? undefined : files.utimes(path, time, follow);
      if (failed(found) && found.errno === 'ENOENT') {
        if (options.has('c')) continue;
        const made = files.open(path, { write: true, create: true });
        if (failed(made)) failure = made;
        else {
          made.close();
          failure = time === undefined ? undefined : files.utimes(path, time);
        }
      }
      if (failure)
        yield* run.complain(
          run.gnu ? `cannot touch ${shellQuoted(path)}: ${reason(failure)}` : `${path}: ${reason(failure)}`,
        );
    }
    return run.status;
  },
);

/** The time to set; undefined for now. */
function* wanted(run: Invocation): Task<number | undefined> {
  const { options, process } = run;
  const reference = options.value('r');
  if (reference !== undefined) {
    const stat = process.files.stat(reference);
    if (failed(stat))
      return yield* run.die(
        run.gnu
          ? `failed to get attributes of ${shellQuoted(reference)}: ${reason(stat)}`
          : `${reference}: ${reason(stat)}`,
      );
    return stat.mtime;
  }
  const now = process.machine.kernel.clock;
  const date = options.value('d');
  if (date !== undefined) {
    const time = parseTime(date, now);
    if (time === undefined)
      return yield* run.die(run.gnu ? `invalid date format ${run.quote(date)}` : `invalid date '${date}'`);
    return time;
  }
  const stamp = options.value('t');
  if (stamp === undefined) return undefined;
  const match = /^(?:(\d\d)?(\d\d))?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(stamp);
  if (!match) return yield* run.die(`invalid date format ${run.quote(stamp)}`);
  const [, century, short, month, day, hours, minutes, seconds] = match;
  const thisYear = new Date(now).getUTCFullYear();
  const year =
    short === undefined ? thisYear : Number(century ?? (Number(short) >= 69 ? 19 : 20)) * 100 + Number(short);
  return Date.UTC(year, Number(month) - 1, Number(day), Number(hours), Number(minutes), Number(seconds ?? 0));
}
