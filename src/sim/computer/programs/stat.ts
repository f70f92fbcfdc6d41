// stat(1).
import { failed } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';
import { fullTime } from './calendar.ts';
import { modeText } from './file-mode.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { unescape } from './unescape.ts';
import { kindName } from './remove.ts';
import { blocksOf } from './sizes.ts';
import { shellQuoted } from './text.ts';
import { Names } from './users.ts';

/** `stat` */
export const stat = applet(
  {
    name: 'stat',
    short: 'c:Lft',
    long: { format: 'c:', dereference: 'L', printf: 'printf:', 'file-system': 'f', terse: 't' },
    unsimulated: ['cached'],
    usage: '[OPTION]... FILE...',
    about: 'Display file or file system status.',
    busybox: { short: 'ltfc:L', long: {}, usage: '[-ltf] [-c FMT] FILE...' },
  },
  function* (run) {
    const { options, process } = run;
    const { files } = process;
    if (run.operands.length === 0) return yield* run.misuse('missing operand');
    if (options.has('f') || options.has('t')) return yield* run.die(`not simulated: -${options.has('f') ? 'f' : 't'}`);
    const names = new Names(files);
    for (const path of run.operands) {
      yield* run.step();
      const found = options.has('L') ? files.stat(path) : files.lstat(path);
      if (failed(found)) {
        yield* run.complain(
          run.gnu ? `cannot statx ${shellQuoted(path)}: ${reason(found)}` : `can't stat '${path}': ${reason(found)}`,
        );
        continue;
      }
      const format = options.value('printf') ?? options.value('c');
      if (format === undefined) yield* run.print(usual(run, path, found, names));
      else if (options.has('printf'))
        yield* run.print(unescape(filled(run, format, path, found, names), { octalNeedsZero: false }).text);
      else yield* run.print(`${filled(run, format, path, found, names)}\n`);
    }
    return run.status;
  },
);

/** Numbers of the disk that a file system seems to be on. */
const major = (device: number): number => (device === 1 ? 254 : 0);
const minor = (device: number): number => (device === 1 ? 0 : 40 + device);
const deviceNumber = (device: number): number => major(device) * 256 + minor(device);

function filled(run: Invocation, format: string, path: string, found: Stat, names: Names): string {
  const target = found.kind === 'symlink' ? run.process.files.readlink(path) : undefined;
  return format.replace(/%([-0 #+]*\d*(?:\.\d+)?)([HL]?[a-zA-Z%])/g, (whole, width: string, letter: string) => {
    const text = ((): string | undefined => {
      switch (letter) {
        case '%':
          return '%';
        case 'a':
          return found.mode.toString(8);
        case 'A':
          return modeText(found);
        case 'b':
          return String(blocksOf(found));
        case 'B':
          return '512';
        case 'd':
          return String(deviceNumber(found.device));
        case 'D':
          return deviceNumber(found.device).toString(16);
        case 'f':
          return (kindBits[found.kind] | found.mode).toString(16);
        case 'F':
          return kindName(found);
        case 'g':
          return String(found.gid);
        case 'G':
          return names.group(found.gid);
        case 'h':
          return String(found.nlink);
        case 'i':
          return String(found.ino);
        case 'm':
          return '/';
        case 'n':
          return path;
        case 'N': {
          const arrow = typeof target === 'string' ? ` -> ${shellQuoted(target)}` : '';
          return shellQuoted(path) + arrow;
        }
        case 'o':
          return '4096';
        case 's':
          return String(found.size);
        case 't':
          return found.major.toString(16);
        case 'T':
          return found.minor.toString(16);
        case 'u':
          return String(found.uid);
        case 'U':
          return names.user(found.uid);
        case 'x':
        case 'y':
        case 'z':
        case 'w':
          return fullTime(found.mtime);
        case 'X':
        case 'Y':
        case 'Z':
        case 'W':
          return String(Math.floor(found.mtime / 1000));
        default:
          return undefined;
      }
    })();
    if (text === undefined) return whole;
    const size = Number.parseInt(width.replace(/[-0 #+]+/, ''), 10) || 0;
    return width.startsWith('-') ? text.padEnd(size) : text.padStart(size, width.startsWith('0') ? '0' : ' ');
  });
}

const kindBits: Readonly<Record<Stat['kind'], number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  character: 0o020000,
  block: 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
};

function usual(run: Invocation, path: string, found: Stat, names: Names): string {
  const target = found.kind === 'symlink' ? run.process.files.readlink(path) : undefined;
  const shown = typeof target === 'string' ? (run.gnu ? `${path} -> ${target}` : `'${path}' -> '${target}'`) : path;
  const device = deviceNumber(found.device);
  const where = run.gnu ? `${major(found.device)},${minor(found.device)}` : `${device.toString(16)}h/${device}d`;
  const special =
    found.kind === 'character' || found.kind === 'block'
      ? ` Device type: ${run.gnu ? `${found.major},${found.minor}` : `${found.major.toString(16)},${found.minor.toString(16)}`}`
      : '';
  const time = fullTime(found.mtime);
  const owner = (number: number, name: string): string => `(${String(number).padStart(5)}/${name.padStart(8)})`;
  return [
    `  File: ${shown}`,
    `  Size: ${String(found.size).padEnd(10)}\tBlocks: ${String(blocksOf(found)).padEnd(10)} IO Block: ${'4096'.padEnd(6)} ${kindName(found)}`,
    `Device: ${where}\tInode: ${String(found.ino).padEnd(10)}  Links: ${special === '' ? found.nlink : `${String(found.nlink).padEnd(5)}${special}`}`,
    `Access: (${found.mode.toString(8).padStart(4, '0')}/${modeText(found)})  Uid: ${owner(found.uid, names.user(found.uid))}   Gid: ${owner(found.gid, names.group(found.gid))}`,
    `Access: ${time}`,
    `Modify: ${time}`,
    `Change: ${time}`,
    ...(run.gnu ? [` Birth: ${time}`] : []),
    '',
  ].join('\n');
}
