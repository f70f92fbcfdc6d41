// ps(1) in the forms of procps and of busybox.
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { formatTime } from './calendar.ts';
import { applet, type Invocation } from './invocation.ts';
import { commandName } from './kill.ts';
import { findUser, Names } from './users.ts';

interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly width: number;
  value(row: Row): string;
}

/** A process with what its line needs. */
interface Row {
  readonly process: Process;
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  readonly now: number;
  readonly epoch: number;
  readonly memory: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** CPU time as `00:00:01`, with days before when there are any. */
function longTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86400);
  return `${days > 0 ? `${days}-` : ''}${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** CPU time as `0:01`. */
const shortTime = (ms: number): string => `${Math.floor(ms / 60000)}:${two(Math.floor(ms / 1000) % 60)}`;

/** Time since the start as `01:02`, `1:02:03`, `2-01:02:03`. */
function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}-${two(hours)}:${rest}` : hours > 0 ? `${two(hours)}:${rest}` : rest;
}

const terminalName = (process: Process): string => process.terminal?.path.replace('/dev/', '') ?? '?';

const cpuShare = ({ process, now }: Row): number => {
  const age = now - process.info.startedAt;
  return age > 0 ? Math.min(99.9, (process.info.cpuTime / age) * 100) : 0;
};

/** State with procps' additions: session leader, foreground group. */
function state(process: Process): string {
  const leader = process.group === process.pid ? 's' : '';
  const front = process.terminal?.foreground === foregroundOf(process) ? '+' : '';
  return `${process.info.state}${leader}${front}`;
}

const foregroundOf = (process: Process): number =>
  process.visible().find((one) => one.pid === process.group)?.hostPid ?? process.hostPid;

const command = (row: Row): string => {
  const { process } = row;
  if (process.info.state === 'Z') return `[${commandName(process)}] <defunct>`;
  return process.argv.join(' ');
};

const startText = (row: Row): string => {
  const started = row.epoch + row.process.info.startedAt;
  return row.now - row.process.info.startedAt < 86_400_000 ? formatTime('%H:%M', started) : formatTime('%b%d', started);
};

const right = (title: string, width: number, value: Column['value']): Column => ({
  title,
  align: 'right',
  width,
  value,
});
const left = (title: string, width: number, value: Column['value']): Column => ({ title, align: 'left', width, value });

/** Virtual size: what a program maps besides what it uses. */
const virtualSize = ({ process }: Row): number => Math.round(process.info.memory / 1024) * 4 + 1024;

const columns: Readonly<Record<string, Column>> = {
  pid: right('PID', 7, ({ pid }) => String(pid)),
  ppid: right('PPID', 7, ({ parent }) => String(parent)),
  pgid: right('PGID', 7, ({ process }) => String(process.group)),
  sid: right('SID', 7, ({ process }) => String(process.group)),
  user: left('USER', 8, ({ user }) => user),
  uid: right('UID', 5, ({ process }) => String(process.credentials.uid)),
  gid: right('GID', 5, ({ process }) => String(process.credentials.gid)),
  uname: left('UID', 8, ({ user }) => user),
  comm: left(
    'COMMAND',
    15,
    ({ process }) => `${commandName(process)}${process.info.state === 'Z' ? ' <defunct>' : ''}`,
  ),
  args: left('COMMAND', 27, command),
  tty: left('TT', 8, ({ process }) => terminalName(process)),
  time: right('TIME', 8, ({ process }) => longTime(process.info.cpuTime)),
  etime: right('ELAPSED', 11, ({ process, now }) => elapsed(now - process.info.startedAt)),
  etimes: right('ELAPSED', 7, ({ process, now }) => String(Math.floor((now - process.info.startedAt) / 1000))),
  stat: left('STAT', 4, ({ process }) => state(process)),
  s: left('S', 1, ({ process }) => process.info.state),
  pcpu: right('%CPU', 4, (row) => cpuShare(row).toFixed(1)),
  pmem: right('%MEM', 4, ({ process, memory }) => ((process.info.memory / memory) * 100).toFixed(1)),
  rss: right('RSS', 5, ({ process }) => String(Math.round(process.info.memory / 1024))),
  vsz: right('VSZ', 6, (row) => String(virtualSize(row))),
  start: left('START', 5, startText),
  lstart: left('STARTED', 24, ({ process, epoch }) =>
    formatTime('%a %b %e %H:%M:%S %Y', epoch + process.info.startedAt),
  ),
  stime: right('STIME', 5, startText),
  c: right('C', 2, (row) => String(Math.floor(cpuShare(row)))),
  ni: right('NI', 3, () => '0'),
  pri: right('PRI', 3, () => '19'),
  shorttime: right('TIME', 6, ({ process }) => shortTime(process.info.cpuTime)),
};

const aliases: Readonly<Record<string, string>> = {
  cmd: 'args', command: 'args', ucmd: 'comm', tt: 'tty', tname: 'tty', '%cpu': 'pcpu', '%mem': 'pmem', cputime: 'time', state: 's',
  stat: 'stat', euser: 'user', ruser: 'user', euid: 'uid', pgrp: 'pgid', sess: 'sid', rssize: 'rss', rsz: 'rss', vsize: 'vsz',
  start_time: 'start', nice: 'ni', fname: 'comm', ucomm: 'comm', group: 'gid',
}; // prettier-ignore

/** `ps` */
export const ps = applet(
  {
    name: 'ps',
    short: '+aAdefFlNjrTuvwxC:G:H:O:o:p:q:t:U:',
    long: {
      ' bsd': 'bsd:',
      'no-headers': 'no-headers',
      noheaders: 'no-headers',
      sort: 'sort:',
      pid: 'p:',
      user: 'user:',
      format: 'o:',
      ppid: 'ppid:',
    },
    usage: '[options]',
    unsimulated: ['forest', 'H', 'cols', 'columns', 'width'],
    about: 'Report a snapshot of the current processes.',
    version: 'procps-ng 4.0.4',
    busybox: { short: 'o:TlwaefAu', long: { ' bsd': 'bsd:' }, usage: '[-o COL1,COL2=HEADER] [-T]' },
    // Letters without a dash are BSD's options; they stand for themselves here.
    prepare: (args) =>
      args.map((arg, at) => {
        const isValue = /^(-[a-zA-Z]*[CGHOopqtU]|--(sort|pid|user|format|ppid))$/.test(args[at - 1] ?? '');
        return /^[a-zA-Z]+$/.test(arg) && !isValue ? `-- bsd=${arg}` : arg;
      }),
  },
  function* (run) {
    return run.gnu ? yield* procps(run) : yield* busyboxPs(run);
  },
);

function rows(run: Invocation, processes: readonly Process[]): Row[] {
  const names = new Names(run.process.files);
  const { kernel, memory } = run.process.machine;
  return processes.map((process) => ({
    process,
    pid: process.pidSeenBy(run.process),
    parent: process.parentSeenBy(run.process),
    user: names.user(process.credentials.uid),
    now: kernel.now,
    epoch: kernel.epoch,
    memory,
  }));
}

function* busyboxPs(run: Invocation): Task<number> {
  const given = run.options.values('o');
  const all = rows(run, run.process.visible());
  if (given.length > 0) return yield* table(run, yield* chosen(run, given), all, true);
  const size = (bytes: number): string => {
    const kilobytes = Math.round(bytes / 1024);
    return kilobytes < 10_000 ? String(kilobytes) : `${Math.round(kilobytes / 1024)}m`;
  };
  const long = run.options.has('l');
  if (long) yield* run.print('S   UID   PID  PPID   VSZ   RSS TTY   STIME TIME     CMD\n');
  else yield* run.print('PID   USER     TIME  COMMAND\n');
  for (const row of all) {
    const { info, credentials } = row.process;
    const title = info.state === 'Z' ? `[${commandName(row.process)}]` : row.process.argv.join(' ');
    const time = shortTime(info.cpuTime);
    if (long)
      yield* run.print(
        `${info.state} ${String(credentials.uid).padStart(5)} ${String(row.pid).padStart(5)} ${String(row.parent).padStart(5)} ${size(virtualSize(row) * 1024).padStart(5)} ${size(info.memory).padStart(5)} ${(row.process.terminal ? '136,0' : '0,0').padEnd(5)} ${startText(row)} ${longTime(info.cpuTime)} ${title}\n`,
      );
    else
      yield* run.print(
        `${String(row.pid).padStart(5)} ${row.user.slice(0, 8).padEnd(8)} ${time.padStart(5)} ${title}\n`,
      );
  }
  return 0;
}

function* chosen(run: Invocation, lists: readonly string[]): Task<Column[]> {
  const result: Column[] = [];
  for (const list of lists)
    for (const item of list.split(/[, ]+/)) {
      const equals = item.indexOf('=');
      const word = (equals < 0 ? item : item.slice(0, equals)).toLowerCase();
      if (word === '') continue;
      const column = columns[aliases[word] ?? word];
      if (!column) {
        if (run.gnu) return yield* run.die(`error: unknown user-defined format specifier "${word}"\n\n${usageText}`);
        return yield* run.die(
          `bad -o argument '${word}', supported arguments: user,group,comm,args,pid,ppid,pgid,tty,vsz,sid,stat,rss`,
        );
      }
      const shown = word === 'cmd' ? 'CMD' : word === 'time' ? 'TIME' : column.title;
      result.push({ ...column, title: equals < 0 ? shown : item.slice(equals + 1) });
    }
  return result;
}

const usageText = `Usage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).`;

function* table(run: Invocation, shown: readonly Column[], all: readonly Row[], fixed = false): Task<number> {
  const cells = all.map((row) => shown.map((column) => column.value(row)));
  const headers = shown.some(({ title }) => title !== '') && !run.options.has('no-headers');
  const widths = shown.map((column, index) =>
    fixed && column.align === 'left'
      ? Math.max(column.title.length, column.width)
      : Math.max(
          column.title.length,
          column.width,
          ...(column.align === 'right' ? cells.map((row) => row[index]?.length ?? 0) : []),
        ),
  );
  const limit =
    run.process.descriptors.get(1)?.terminal && !wide(run)
      ? run.process.descriptors.get(1)?.terminal?.columns
      : undefined;
  const line = (texts: readonly string[]): string => {
    const parts = texts.map((text, index) => {
      const column = shown[index];
      const width = widths[index] ?? 0;
      if (column?.align === 'right') return text.padStart(width);
      return index === shown.length - 1
        ? text
        : text.length > width && column?.title !== 'UID' && column?.title !== 'USER'
          ? text.slice(0, width)
          : cutName(text, width).padEnd(width);
    });
    const whole = parts.join(' ');
    return `${limit === undefined ? whole : whole.slice(0, limit)}\n`;
  };
  if (headers) yield* run.print(line(shown.map(({ title }) => title)));
  for (const row of cells) yield* run.print(line(row));
  return all.length > 0 ? 0 : 1;
}

/** A user name that is too long is cut and marked. */
const cutName = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}+` : text);

const wide = (run: Invocation): boolean =>
  run.options.has('w') || run.options.values('bsd').some((one) => one.includes('w'));

const pick = (...names: string[]): Column[] => names.flatMap((name) => columns[name] ?? []);
const titled = (name: string, title: string, width?: number): Column[] =>
  pick(name).map((column) => ({ ...column, title, width: width ?? column.width }));

function* procps(run: Invocation): Task<number> {
  const { options, process, operands } = run;
  const bsd = options.values('bsd').join('');
  const has = (letter: string): boolean => options.has(letter);
  if (operands.some((one) => !/^[\d,]+$/.test(one)))
    return yield* run.die(`error: unsupported option (BSD syntax)\n\n${usageText}`);
  let found = process.visible();
  const pids = [...options.values('p'), ...options.values('q'), ...operands].flatMap((list) =>
    list.split(/[, ]+/).map(Number),
  );
  const users = [
    ...options.values('U'),
    ...options.values('user'),
    ...(options.has('u') && run.operands.length > 0 ? [] : []),
  ].flatMap((list) => list.split(','));
  const parents = options.values('ppid').flatMap((list) => list.split(',').map(Number));
  const commands = options.values('C').flatMap((list) => list.split(','));
  const own = (one: Process): boolean => one.credentials.uid === process.credentials.uid;
  if (pids.length > 0 || users.length > 0 || parents.length > 0 || commands.length > 0)
    found = found.filter(
      (one) =>
        pids.includes(one.pidSeenBy(process)) ||
        parents.includes(one.parentSeenBy(process)) ||
        commands.includes(commandName(one)) ||
        users.some((name) => (findUser(process.files, name)?.uid ?? Number(name)) === one.credentials.uid),
    );
  else if (!has('e') && !has('A')) {
    const all = bsd.includes('a');
    const without = bsd.includes('x');
    if (bsd !== '') found = found.filter((one) => (all || own(one)) && (without || one.terminal !== undefined));
    else if (has('a')) found = found.filter((one) => one.terminal !== undefined);
    else if (has('x')) found = found.filter(own);
    else found = found.filter((one) => own(one) && one.terminal === process.terminal);
  }
  let list = rows(run, found);
  const sort = options.value('sort');
  if (sort !== undefined) list = sorted(list, sort);
  if (options.has('o')) return yield* table(run, yield* chosen(run, options.values('o')), list);
  if (bsd.includes('u') || (has('u') && bsd === ''))
    return yield* table(
      run,
      [
        ...pick('user').map((column) => ({ ...column, width: 8 })),
        ...pick('pid', 'pcpu', 'pmem', 'vsz', 'rss'),
        ...titled('tty', 'TTY'),
        ...pick('stat', 'start', 'shorttime', 'args'),
      ],
      list,
    );
  if (has('f') || has('F'))
    return yield* table(
      run,
      [
        ...pick('uname', 'pid', 'ppid', 'c', 'stime'),
        ...titled('tty', 'TTY'),
        ...pick('time'),
        ...titled('args', 'CMD'),
      ],
      list,
    );
  if (has('l') || bsd.includes('l') || has('j') || bsd.includes('j'))
    return yield* table(
      run,
      [
        ...pick('s', 'uid', 'pid', 'ppid', 'pgid', 'pri', 'ni', 'vsz'),
        ...titled('tty', 'TTY'),
        ...pick('time'),
        ...titled('comm', 'CMD'),
      ],
      list,
    );
  if (bsd !== '')
    return yield* table(run, [...pick('pid'), ...titled('tty', 'TTY'), ...pick('stat', 'shorttime', 'args')], list);
  return yield* table(run, [...pick('pid'), ...titled('tty', 'TTY'), ...pick('time'), ...titled('comm', 'CMD')], list);
}

function sorted(list: readonly Row[], keys: string): Row[] {
  const result = [...list];
  for (const key of keys.split(',').reverse()) {
    const word = key.replace(/^[-+]/, '');
    const column = columns[aliases[word] ?? word];
    if (!column) continue;
    const sign = key.startsWith('-') ? -1 : 1;
    result.sort((a, b) => {
      const [one, two2] = [column.value(a), column.value(b)];
      const order =
        column.align === 'right' && !Number.isNaN(Number(one))
          ? Number(one) - Number(two2)
          : one < two2
            ? -1
            : one > two2
              ? 1
              : 0;
      return sign * order;
    });
  }
  return result;
}
