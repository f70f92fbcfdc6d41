// free(1), uptime(1), getent(1): what the machine says of itself.
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import { linux } from '../linux.ts';
import { formatTime } from './calendar.ts';
import { applet, type Invocation } from './invocation.ts';
import { humanSize } from './sizes.ts';
import { complainTo } from './text.ts';
import { groups, users } from './users.ts';

/** Bytes of memory in use: what processes hold, and what the kernel and its caches do. */
function memoryUse(run: Invocation): { used: number; cached: number } {
  const { machine } = run.process;
  const held = machine.processesOf(run.process.container ?? '').reduce((sum, one) => sum + one.info.memory, 0);
  return { used: machine.memory * 0.08 + held, cached: machine.memory * 0.15 };
}

/** `free` */
export const free = applet(
  {
    name: 'free',
    short: 'bghkmtw',
    long: { bytes: 'b', kibi: 'k', mebi: 'm', gibi: 'g', human: 'h', total: 't', wide: 'w' },
    unsimulated: [
      's',
      'c',
      'l',
      'L',
      'v',
      'seconds',
      'count',
      'lohi',
      'line',
      'si',
      'kilo',
      'mega',
      'giga',
      'tera',
      'tebi',
      'committed',
    ],
    usage: '[options]',
    about: 'Display amount of free and used memory in the system.',
    version: 'procps-ng 4.0.4',
    busybox: { short: 'bkmgh', long: {}, usage: '[-bkmgh]' },
  },
  function* (run) {
    const { options } = run;
    const all = run.process.machine.memory;
    const { used, cached } = memoryUse(run);
    const unit =
      { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, h: 1 }[options.last('b', 'k', 'm', 'g', 'h') ?? 'k'] ?? 1024;
    const shared = all * 0.001;
    const amounts = [all, used, all - used - cached, shared, cached, all - used - shared];
    const show = (bytes: number): string =>
      options.has('h')
        ? bytes === 0
          ? run.gnu
            ? '0B'
            : '0'
          : `${humanSize(Math.round(bytes))}${run.gnu ? 'i' : ''}`
        : String(Math.floor(bytes / unit));
    const width = 12;
    // Names take eight cells with the blank before the first number in GNU's, seven in busybox's.
    const first = run.gnu ? 8 : 7;
    const row = (name: string, values: readonly number[]): string =>
      `${name.padEnd(first)}${values.map((value) => show(value).padStart(width)).join('')}\n`;
    const titles = ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
    yield* run.print(`${' '.repeat(first)}${titles.map((title) => title.padStart(width)).join('')}\n`);
    yield* run.print(row('Mem:', amounts));
    yield* run.print(row('Swap:', [0, 0, 0]));
    if (options.has('t')) yield* run.print(row('Total:', amounts.slice(0, 3)));
    return run.status;
  },
);

/** `uptime` */
export const uptime = applet(
  {
    name: 'uptime',
    short: 'ps',
    long: { pretty: 'p', since: 's' },
    usage: '[options]',
    about: 'Tell how long the system has been running.',
    version: 'procps-ng 4.0.4',
    busybox: { short: '', long: {}, usage: '' },
  },
  function* (run) {
    const { kernel } = run.process.machine;
    const up = linux.upBefore + kernel.now;
    const minutes = Math.floor(up / 60_000);
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    if (run.options.has('s')) yield* run.print(`${formatTime('%Y-%m-%d %H:%M:%S', kernel.clock - up)}\n`);
    else if (run.options.has('p')) {
      const part = (count: number, name: string): string[] =>
        count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
      yield* run.print(`up ${[...part(days, 'day'), ...part(hours, 'hour'), ...part(rest, 'minute')].join(', ')}\n`);
    } else {
      const day = days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : '';
      const time = hours > 0 ? `${String(hours).padStart(2)}:${String(rest).padStart(2, '0')}` : `${rest} min`;
      const loads = run.process.visible().filter((one) => one.info.state === 'R').length * 0.1;
      const load = loads.toFixed(2);
      yield* run.print(
        ` ${formatTime('%H:%M:%S', kernel.clock)} up ${day}${time},  ${run.gnu ? '0 user' : '0 users'},  load average: ${load}, ${load}, ${load}\n`,
      );
    }
    return run.status;
  },
);

/** `getent` for passwd, group and hosts. */
export const getent = applet(
  {
    name: 'getent',
    short: 's:i',
    usage: '[OPTION...] database [key ...]',
    about: 'Get entries from administrative database.',
    version: 'GNU libc) 2.41',
  },
  function* (run) {
    const [database, ...keys] = run.operands;
    if (database === undefined) return yield* run.misuse('wrong number of arguments');
    const { files } = run.process;
    const paths: Readonly<Record<string, string>> = {
      passwd: '/etc/passwd',
      group: '/etc/group',
      ahosts: '/etc/hosts',
      ahostsv4: '/etc/hosts',
      hosts: '/etc/hosts',
      shadow: '/etc/shadow',
      services: '/etc/services',
      protocols: '/etc/protocols',
    };
    const path = paths[database];
    if (path === undefined) {
      yield* complainTo(run.process, `Unknown database: ${database}\n`);
      yield* run.print("Try `getent --help' or `getent --usage' for more information.\n");
      return 1;
    }
    if (database === 'hosts') return yield* hosts(run, keys);
    if (database === 'ahosts' || database === 'ahostsv4') return yield* sockets(run, keys);
    const text = files.readText(path);
    const lines = failed(text) ? [] : text.split('\n').filter((line) => line !== '');
    if (keys.length === 0) {
      yield* run.print(lines.map((line) => `${line}\n`).join(''));
      return 0;
    }
    for (const key of keys) {
      const number = /^\d+$/.test(key) ? Number(key) : undefined;
      const known =
        database === 'passwd'
          ? users(files).find(({ uid }) => uid === number)?.name
          : groups(files).find(({ gid }) => gid === number)?.name;
      const found = lines.find((line) => line.split(/[:\s]/)[0] === (number === undefined ? key : known));
      if (found === undefined) run.status = 2;
      else yield* run.print(`${found}\n`);
    }
    return run.status;
  },
);

function* hosts(run: Invocation, keys: readonly string[]): Task<number> {
  const { files, network } = run.process;
  if (keys.length === 0) {
    const text = files.readText('/etc/hosts');
    if (!failed(text))
      for (const line of text.split('\n')) {
        const [address, ...names] = line.replace(/#.*/, '').split(/\s+/);
        if (address && names.length > 0) yield* run.print(`${address.padEnd(15)} ${names.join(' ')}\n`);
      }
    return 0;
  }
  for (const key of keys) {
    const found = yield* network.resolve(key, files);
    if (typeof found === 'string') run.status = 2;
    else for (const address of found) yield* run.print(`${address.padEnd(15)} ${key}\n`);
  }
  return run.status;
}

/** `getent ahosts`: what getaddrinfo(3) gives, a line for each kind of socket; the first has the name. IPv4 is all there is. */
function* sockets(run: Invocation, keys: readonly string[]): Task<number> {
  const { files, network } = run.process;
  for (const key of keys) {
    const found = yield* network.resolve(key, files);
    const addresses = typeof found === 'string' ? [] : found.filter((address) => !address.includes(':'));
    if (addresses.length === 0) run.status = 2;
    for (const [index, address] of addresses.entries()) {
      const kinds = ['STREAM', 'DGRAM', 'RAW'];
      const line = (kind: string, name: string): string => `${address.padEnd(15)} ${kind.padEnd(6)} ${name}\n`;
      for (const kind of kinds) yield* run.print(line(kind, index === 0 && kind === 'STREAM' ? key : ''));
    }
  }
  return run.status;
}
