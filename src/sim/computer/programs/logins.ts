// who(1), w(1), last(1): logins are recorded in /var/run/utmp and /var/log/wtmp, which nothing here writes: nobody is logged in.
import { linux } from '../linux.ts';
import { formatTime } from './calendar.ts';
import { applet } from './invocation.ts';

/** `who` */
export const who = applet(
  {
    name: 'who',
    short: 'abdHlmpqrstTuw',
    long: { all: 'a', boot: 'b', heading: 'H', count: 'q', users: 'u', message: 'T' },
    usage: '[OPTION]... [ FILE | ARG1 ARG2 ]',
    about: 'Print information about users who are currently logged in.',
    busybox: { short: 'aH', long: {}, usage: '[-aH]' },
  },
  function* (run) {
    const { options, process } = run;
    // Other places than C write times with the year.
    const named = /^(?!C\b|POSIX)./.test(['LC_ALL', 'LC_TIME', 'LANG'].map((name) => process.env.get(name)).find(Boolean) ?? '');
    if (options.has('q')) yield* run.print('\n# users=0\n');
    else if (options.has('H') || !run.gnu)
      yield* run.print(run.gnu ? `NAME     LINE         ${'TIME'.padEnd(named ? 16 : 12)} COMMENT\n` : 'USER\t\tTTY\t\tIDLE\tTIME\t\t HOST\n');
    return 0;
  },
); // prettier-ignore

/** `w` */
export const w = applet(
  {
    name: 'w',
    short: 'fhosuV',
    long: { 'no-header': 'h', 'no-current': 'u', short: 's', from: 'f' },
    usage: '[options]',
    about: 'Show who is logged on and what they are doing.',
    version: 'procps-ng 4.0.4',
    busybox: { short: '', long: {}, usage: '' },
  },
  function* (run) {
    if (run.options.has('h')) return 0;
    const { kernel } = run.process.machine;
    const minutes = Math.floor((linux.upBefore + kernel.now) / 60_000);
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    const day = days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : '';
    const time = hours > 0 ? `${String(hours).padStart(2)}:${String(rest).padStart(2, '0')}` : `${rest} min`;
    const load = (run.process.visible().filter((one) => one.info.state === 'R').length * 0.1).toFixed(2);
    if (run.gnu)
      yield* run.print(
        ` ${formatTime('%H:%M:%S', kernel.clock)} up ${day}${time},  0 user,  load average: ${load}, ${load}, ${load}\n`,
    );
    yield* run.print(
      run.gnu ? 'USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n' : 'USER\t\tTTY\t\tIDLE\tTIME\t\t HOST\n',
    );
    return 0;
  },
); // prettier-ignore

/** `last` */
export const last = applet(
  {
    name: 'last',
    short: 'adFf:in:Rwx',
    long: { limit: 'n:', fulltimes: 'F', system: 'x' },
    usage: '[options] [<username>...] [<tty>...]',
    about: 'Show a listing of last logged in users.',
    version: 'util-linux) 2.39.3',
    prepare: (args) => args.map((arg) => arg.replace(/^-(\d+)$/, '-n$1')),
    busybox: { short: 'HWf:', long: {}, usage: '[-HW] [-f FILE]' },
  },
  function* (run) {
    const path = run.options.value('f') ?? '/var/log/wtmp';
    if (run.process.files.exists(path)) return yield* run.die(`not simulated: reading ${path}`);
    return yield* run.die(
      run.gnu ? `cannot open ${path}: No such file or directory` : `can't open '${path}': No such file or directory`,
    );
  },
);
