// cal(1): a month, or a year of months.
import type { Task } from '../../kernel/task.ts';
import { applet, type Invocation } from './invocation.ts';

const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore
const days = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];
const width = 20;

const centred = (text: string, room: number): string => {
  const before = Math.floor((room - text.length) / 2);
  return `${' '.repeat(Math.max(0, before))}${text}`.padEnd(room);
};

/** Six lines of weeks, each as wide as the head with the names of the days. */
function weeks(year: number, month: number, monday: boolean): string[] {
  const first = (new Date(Date.UTC(year, month, 1)).getUTCDay() + (monday ? 6 : 0)) % 7;
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - first + 1;
      return day >= 1 && day <= count ? String(day).padStart(2) : '  ';
    })
      .join(' ')
      .trimEnd()
      .padEnd(width),
  );
}

function* print(run: Invocation, lines: readonly string[]): Task {
  // GNU's neighbour of the BSDs fills its lines, busybox ends them with their last letter.
  for (const line of lines) {
    const blank = line.trim() === '';
    yield* run.print(`${run.gnu ? line.padEnd(width + 2) : blank ? ' '.repeat(width + 1) : line.trimEnd()}\n`);
  }
}

/** `cal` */
export const cal = applet(
  {
    name: 'cal',
    short: 'hjmMSy',
    usage: '[-jmy] [[MONTH] YEAR]',
    about: 'Display a calendar.',
    busybox: { short: 'jmy', usage: '[-jmy] [[MONTH] YEAR]' },
  },
  function* (run) {
    const { options, operands } = run;
    if (options.has('j')) return yield* run.die('not simulated: -j');
    const now = new Date(run.process.machine.kernel.clock);
    const [one, two] = operands;
    const year = operands.length > 0 ? Number(two ?? one) : now.getUTCFullYear();
    const month = two === undefined ? now.getUTCMonth() : Number(one) - 1;
    if (!(Number.isInteger(year) && year >= 1 && year <= 9999))
      return yield* run.die(run.gnu ? `year \`${two ?? one ?? ''}' not in range 1..9999` : `number ${two ?? one ?? ''} is not in 1..9999 range`);
    if (!(month >= 0 && month < 12 && Number.isInteger(month)))
      return yield* run.die(run.gnu ? `${one ?? ''} is neither a month number (1..12) nor a name` : `number ${one ?? ''} is not in 1..12 range`);
    if (year < 1753) return yield* run.die('not simulated: years before the calendar that is used today');
    const monday = options.has('m') || options.has('M');
    const head = (monday ? [...days.slice(1), 'Su'] : days).join(' ');
    if (!options.has('y') && (operands.length !== 1)) {
      yield* print(run, [centred(`${names[month] ?? ''} ${year}`, width), head, ...weeks(year, month, monday)]);
      return 0;
    }
    const room = width * 3 + 4;
    yield* run.print(`${centred(String(year), room).padEnd(run.gnu ? room + 2 : 0)}\n${run.gnu ? '' : '\n'}`);
    for (let quarter = 0; quarter < 4; quarter++) {
      const months = [0, 1, 2].map((offset) => quarter * 3 + offset);
      const grids = months.map((each) => [centred(names[each] ?? '', width), head, ...weeks(year, each, monday)]);
      for (let line = 0; line < 8; line++) {
        const text = grids.map((grid) => grid[line] ?? '').join('  ');
        const blank = text.trim() === '';
        // busybox pads the names of months, and a line without days.
        yield* run.print(`${run.gnu ? `${text}  ` : line === 0 ? text : blank ? ' '.repeat(79) : text.trimEnd()}\n`);
      }
    }
    return 0;
  },
); // prettier-ignore
