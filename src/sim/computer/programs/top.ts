// top(1) of procps and of busybox: processes by what they use, drawn again every few seconds or printed with -b.
import { sleep, type Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { linux } from '../linux.ts';
import { formatTime } from './calendar.ts';
import { applet, type Invocation } from './invocation.ts';
import { commandName } from './kill.ts';
import { keyTerminal, ScreenKeys } from './screen-keys.ts';
import { Names } from './users.ts';

/** A process with what it used since the time before. */
interface Row {
  readonly process: Process;
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  /** Percent of one CPU. */
  readonly cpu: number;
  readonly memory: number;
}

type Order = 'cpu' | 'memory' | 'pid' | 'time';
const orderKeys: Readonly<Record<string, Order>> = { P: 'cpu', M: 'memory', N: 'pid', T: 'time' };
const orderNames: Readonly<Record<string, Order>> = {
  '%CPU': 'cpu',
  '%MEM': 'memory',
  PID: 'pid',
  'TIME+': 'time',
  RES: 'memory',
};

/** `top` */
export const top = applet(
  {
    name: 'top',
    short: 'bcd:E:e:Hhin:o:Op:sSu:U:Vw:1',
    long: {
      'batch-mode': 'b',
      'delay-time': 'd:',
      iterations: 'n:',
      'sort-override': 'o:',
      pid: 'p:',
      'cmdline-toggle': 'c',
    },
    unsimulated: ['H', 'i', 'S', 'O', 'E', 'e', 's'],
    usage: '[options]',
    about: 'Display processes.',
    version: 'procps-ng 4.0.4',
    busybox: { short: 'bn:d:mHp:', long: {}, usage: '[-bmH] [-n COUNT] [-d SECONDS]' },
  },
  function* (run) {
    const { options, process } = run;
    const unsimulated = ['H', 'i', 'S', 'O', 'E', 'e', 'm', '1'].find((letter) => options.has(letter));
    if (unsimulated) return yield* run.die(`not simulated: -${unsimulated}`);
    const delay = Number(options.value('d') ?? (run.gnu ? 3 : 5));
    const count = Number(options.value('n') ?? Infinity);
    if (Number.isNaN(delay) || delay < 0) return yield* run.die(`bad delay interval '${options.value('d') ?? ''}'`);
    if (Number.isNaN(count) || count < 1)
      return yield* run.die(`bad iterations argument '${options.value('n') ?? ''}'`);
    const wanted = orderNames[(options.value('o') ?? '%CPU').toUpperCase()];
    if (!wanted) return yield* run.die(`unrecognized field name '${options.value('o') ?? ''}'`);
    const screen = options.has('b') ? undefined : process.descriptors.get(1)?.terminal;
    if (!screen && !options.has('b') && run.gnu) return yield* run.die('failed tty get');
    const display = new Display(run, wanted);
    if (run.gnu) {
      // What is shown first is what was used in the tenth of a second before.
      display.lines(undefined);
      yield* sleep(100);
    }
    if (!screen) {
      for (let turn = 0; turn < count; turn++) {
        if (turn > 0) {
          yield* sleep(delay * 1000);
          yield* run.print('\n');
        }
        yield* run.print(
          display
            .lines(undefined)
            .map((line) => `${line}\n`)
            .join(''),
        );
        yield* run.output.flush();
      }
      return 0;
    }
    const keys = new ScreenKeys(keyTerminal(process) ?? screen);
    try {
      if (run.gnu) yield* run.print('\x1b[?1h\x1b=\x1b[?25l');
      for (let turn = 0; turn < count; turn++) {
        yield* display.draw(screen);
        if (turn === count - 1) break;
        const until = process.machine.kernel.now + delay * 1000;
        for (let left = delay * 1000; left > 0; left = until - process.machine.kernel.now) {
          const key = yield* keys.within(left);
          if (key === undefined || key === 'q' || key === 'ctrl-c') return 0;
          if (key === ' ' || key === 'enter') break;
          if (display.press(key)) yield* display.draw(screen);
          if (key === 'k') yield* kill(run, keys, display, screen.rows);
        }
      }
      return 0;
    } finally {
      keys.close();
      yield* run.print(run.gnu ? `\x1b[?1l\x1b>\x1b[${screen.rows};1H\n\x1b[?12l\x1b[?25h\x1b[K` : '\n');
      yield* run.output.flush();
    }
  },
);

/** Asks which process gets SIGTERM. */
function* kill(run: Invocation, keys: ScreenKeys, display: Display, rows: number): Task {
  const prompt = `PID to signal/kill [default pid = ${display.first}] `;
  let typed = '';
  for (;;) {
    yield* run.print(`\x1b[${Math.min(6, rows)};1H\x1b[K\x1b[1m${prompt}\x1b[m${typed}`);
    yield* run.output.flush();
    const key = yield* keys.next();
    if (key === undefined || key === 'escape' || key === 'ctrl-c') return;
    if (key === 'enter') break;
    if (key === 'backspace') typed = typed.slice(0, -1);
    else if (/^\d$/.test(key)) typed += key;
  }
  const pid = Number(typed || display.first);
  const errno = run.process.kill(pid, 'TERM');
  if (errno)
    display.note = `Failed signal pid '${pid}' with '15': ${errno === 'EPERM' ? 'Operation not permitted' : 'No such process'}`;
}

class Display {
  readonly #run: Invocation;
  #order: Order;
  #fullCommands: boolean;
  #reversed = false;
  /** CPU time of each process the time before. */
  #before = new Map<Process, number>();
  #at: number | undefined;
  #load = 0;
  /** A line for the user, shown once. */
  note: string | undefined;
  /** The pid of the first line. */
  first = 1;

  constructor(run: Invocation, order: Order) {
    this.#run = run;
    this.#order = order;
    this.#fullCommands = run.options.has('c') || !run.gnu;
  }

  /** Does what a key says; whether something is to be drawn. */
  press(key: string): boolean {
    const order = Object.hasOwn(orderKeys, key) ? orderKeys[key] : undefined;
    if (order) this.#order = order;
    else if (key === 'c') this.#fullCommands = !this.#fullCommands;
    else if (key === 'R') this.#reversed = !this.#reversed;
    else if (key === 'h' || key === '?')
      this.note = 'Keys: P M N T sort, R reverse, c command lines, k kill, space refresh, q quit';
    else if (key.length === 1) this.note = `not simulated: ${key}`;
    else return false;
    return true;
  }

  *draw(screen: { readonly rows: number; readonly columns: number }): Task {
    const lines = this.lines(screen.columns);
    const head = this.#run.gnu ? 6 : 3;
    const shown = lines.slice(0, screen.rows).map((line, index) => {
      const text = line.slice(0, screen.columns);
      if (index === head) return `\x1b[7m${text.padEnd(screen.columns)}\x1b[m`;
      if (this.#run.gnu && index === 5 && this.note !== undefined) return `\x1b[7m${this.note}\x1b[m`;
      return text;
    });
    this.note = undefined;
    yield* this.#run.print(`\x1b[H\x1b[J${shown.join('\n')}`);
    yield* this.#run.output.flush();
  }

  /** The whole screen as text. */
  lines(columns: number | undefined): string[] {
    const { machine } = this.#run.process;
    const { kernel } = machine;
    const names = new Names(this.#run.process.files);
    const elapsed = this.#at === undefined ? undefined : Math.max(1, kernel.now - this.#at);
    const pids = this.#run.options.values('p').flatMap((list) => list.split(',').map(Number));
    const user = this.#run.options.value('u') ?? this.#run.options.value('U');
    const rows: Row[] = this.#run.process
      .visible()
      .map((process) => {
        const used = process.info.cpuTime - (elapsed === undefined ? 0 : (this.#before.get(process) ?? 0));
        const span = elapsed ?? Math.max(1, kernel.now - process.info.startedAt);
        return {
          process,
          pid: process.pidSeenBy(this.#run.process),
          parent: process.parentSeenBy(this.#run.process),
          user: names.user(process.credentials.uid),
          cpu: Math.min(100 * machine.cpus, (used * 100) / span),
          memory: process.info.memory,
        };
      })
      .filter((row) => pids.length === 0 || pids.includes(row.pid))
      .filter((row) => user === undefined || row.user === user || String(row.process.credentials.uid) === user);
    this.#before = new Map(rows.map(({ process }) => [process, process.info.cpuTime]));
    this.#at = kernel.now;
    const busy = rows.reduce((sum, { cpu }) => sum + cpu, 0) / machine.cpus;
    this.#load = (busy / 100) * machine.cpus;
    const sign = this.#reversed ? -1 : 1;
    rows.sort((a, b) => sign * (this.#value(b) - this.#value(a)) || a.pid - b.pid);
    this.first = rows[0]?.pid ?? 1;
    return this.#run.gnu ? this.#gnu(rows, busy, columns) : this.#busybox(rows, busy, columns);
  }

  #value(row: Row): number {
    if (this.#order === 'memory') return row.memory;
    if (this.#order === 'pid') return row.pid;
    return this.#order === 'time' ? row.process.info.cpuTime : Math.round(row.cpu * 10);
  }

  /** Bytes: all, used, free, cached. */
  #memory(): { all: number; used: number; free: number; cached: number } {
    const { machine, container } = this.#run.process;
    const held = machine.processesOf(container ?? '').reduce((sum, one) => sum + one.info.memory, 0);
    const [used, cached] = [machine.memory * 0.08 + held, machine.memory * 0.15];
    return { all: machine.memory, used, free: machine.memory - used - cached, cached };
  }

  #gnu(rows: readonly Row[], busy: number, columns: number | undefined): string[] {
    const { machine } = this.#run.process;
    const { kernel } = machine;
    const minutes = Math.floor((linux.upBefore + kernel.now) / 60_000);
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    const day = days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : '';
    const time = hours > 0 ? `${String(hours).padStart(2)}:${String(rest).padStart(2, '0')}` : `${rest} min`;
    const load = this.#load.toFixed(2);
    const count = (...states: string[]): number =>
      rows.filter(({ process }) => states.includes(process.info.state)).length;
    const number = (value: number): string => String(value).padStart(3);
    const percent = (value: number): string => value.toFixed(1).padStart(5);
    const { all, used, free, cached } = this.#memory();
    const mebi = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1).padStart(8);
    return [
      `top - ${formatTime('%H:%M:%S', kernel.clock)} up ${day}${time},  0 user,  load average: ${load}, ${load}, ${load}`,
      `Tasks: ${number(rows.length)} total, ${number(count('R'))} running, ${number(count('S', 'D'))} sleeping, ${number(count('T'))} stopped, ${number(count('Z'))} zombie`,
      `%Cpu(s):${percent(busy)} us,${percent(0)} sy,${percent(0)} ni,${percent(Math.max(0, 100 - busy))} id,${percent(0)} wa,${percent(0)} hi,${percent(0)} si,${percent(0)} st `,
      `MiB Mem : ${mebi(all)} total, ${mebi(free)} free, ${mebi(used)} used, ${mebi(cached)} buff/cache     `,
      `MiB Swap: ${mebi(0)} total, ${mebi(0)} free, ${mebi(0)} used. ${mebi(all - used)} avail Mem `,
      '',
      '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
      ...rows.map((row) => this.#gnuRow(row, columns)),
    ];
  }

  #gnuRow({ process, pid, user, cpu, memory }: Row, columns: number | undefined): string {
    const { info } = process;
    const kibi = Math.round(memory / 1024);
    const share = (memory / process.machine.memory) * 100;
    const hundredths = Math.floor(info.cpuTime / 10);
    const time = `${Math.floor(hundredths / 6000)}:${String(Math.floor(hundredths / 100) % 60).padStart(2, '0')}.${String(hundredths % 100).padStart(2, '0')}`;
    const command = this.#fullCommands ? process.argv.join(' ') : commandName(process);
    const line = `${String(pid).padStart(7)} ${(user.length > 8 ? `${user.slice(0, 7)}+` : user).padEnd(8)}  20   0 ${amount(kibi * 4 + 1024, 7)} ${amount(kibi, 6)} ${amount(Math.round(kibi * 0.6), 6)} ${info.state} ${cpu.toFixed(1).padStart(5)} ${share.toFixed(1).padStart(5)} ${time.padStart(9)} ${command}`;
    return columns === undefined ? line : line.slice(0, columns);
  }

  #busybox(rows: readonly Row[], busy: number, columns: number | undefined): string[] {
    const { used, free, cached } = this.#memory();
    const kibi = (bytes: number): string => `${Math.round(bytes / 1024)}K`;
    const whole = (value: number): string => `${String(Math.round(value)).padStart(3)}%`;
    const load = this.#load.toFixed(2);
    const running = rows.filter(({ process }) => process.info.state === 'R').length;
    const lines = rows.map(({ process, pid, parent, user, cpu, memory }) => {
      const size = Math.round(memory / 1024) * 4 + 1024;
      const shown = size < 100_000 ? String(size) : `${Math.round(size / 1024)}m`;
      const share = Math.round((size * 1024 * 100) / process.machine.memory);
      return `${String(pid).padStart(5)} ${String(parent).padStart(5)} ${user.slice(0, 8).padEnd(8)} ${process.info.state.padEnd(3)} ${shown.padStart(6)} ${String(share).padStart(3)}% ${String(Math.round(cpu)).padStart(3)}% ${process.argv.join(' ')}`;
    });
    return [
      `Mem: ${kibi(used + cached)} used, ${kibi(free)} free, ${kibi(this.#memory().all * 0.001)} shrd, 16220K buff, ${kibi(cached)} cached`,
      `CPU: ${whole(busy)} usr ${whole(0)} sys ${whole(0)} nic ${whole(Math.max(0, 100 - busy))} idle ${whole(0)} io ${whole(0)} irq ${whole(0)} sirq`,
      `Load average: ${load} ${load} ${load} ${running}/${rows.length} ${this.#run.process.pid}`,
      '  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND',
      ...lines.map((line) => (columns === undefined ? line.slice(0, 80) : line.slice(0, columns))),
    ];
  }
}

/** An amount of KiB in so many cells, with a unit when it is too long. */
function amount(kibi: number, width: number): string {
  let text = String(kibi);
  let value = kibi;
  for (const unit of ['m', 'g', 't']) {
    if (text.length <= width) break;
    value /= 1024;
    text = `${value.toFixed(1)}${unit}`;
  }
  return text.padStart(width);
}
