// `ulimit`: the limits of the shell's own resources, which its children inherit (bash(1), POSIX ulimit).
import type { Task } from '../../../kernel/task.ts';
import type { ResourceLimit, ResourceName } from '../../processes/resource-limits.ts';
import type { Shell } from '../shell.ts';
import { badOption, letters } from './builtin.ts';

/** What a letter means; `unit` is what one of its numbers stands for, in the kernel's measure. */
interface Meaning {
  readonly resource: ResourceName | undefined;
  readonly unit: number;
  /** Its line of `ulimit -a` up to the value: in bash, dash and busybox; empty where that shell lacks it. */
  readonly bash: string;
  readonly dash: string;
  readonly ash: string;
}

const meanings: Readonly<Record<string, Meaning>> = {
  R: { resource: 'rttime', unit: 1, bash: 'real-time non-blocking time  (microseconds, -R) ', dash: '', ash: '' },
  c: { resource: 'core', unit: 512, bash: 'core file size              (blocks, -c) ', dash: 'coredump(blocks)     ', ash: 'core file size (blocks)         (-c) ' },
  d: { resource: 'data', unit: 1024, bash: 'data seg size               (kbytes, -d) ', dash: 'data(kbytes)         ', ash: 'data seg size (kb)              (-d) ' },
  e: { resource: 'nice', unit: 1, bash: 'scheduling priority                 (-e) ', dash: '', ash: 'scheduling priority             (-e) ' },
  f: { resource: 'fsize', unit: 512, bash: 'file size                   (blocks, -f) ', dash: 'file(blocks)         ', ash: 'file size (blocks)              (-f) ' },
  i: { resource: 'sigpending', unit: 1, bash: 'pending signals                     (-i) ', dash: '', ash: 'pending signals                 (-i) ' },
  l: { resource: 'memlock', unit: 1024, bash: 'max locked memory           (kbytes, -l) ', dash: 'locked memory(kbytes) ', ash: 'max locked memory (kb)          (-l) ' },
  m: { resource: 'rss', unit: 1024, bash: 'max memory size             (kbytes, -m) ', dash: 'memory(kbytes)       ', ash: 'max memory size (kb)            (-m) ' },
  n: { resource: 'nofile', unit: 1, bash: 'open files                          (-n) ', dash: 'nofiles              ', ash: 'open files                      (-n) ' },
  p: { resource: undefined, unit: 512, bash: 'pipe size                (512 bytes, -p) ', dash: 'process              ', ash: '' },
  q: { resource: 'msgqueue', unit: 1, bash: 'POSIX message queues         (bytes, -q) ', dash: '', ash: 'POSIX message queues (bytes)    (-q) ' },
  r: { resource: 'rtprio', unit: 1, bash: 'real-time priority                  (-r) ', dash: 'rtprio               ', ash: 'real-time priority              (-r) ' },
  s: { resource: 'stack', unit: 1024, bash: 'stack size                  (kbytes, -s) ', dash: 'stack(kbytes)        ', ash: 'stack size (kb)                 (-s) ' },
  t: { resource: 'cpu', unit: 1, bash: 'cpu time                   (seconds, -t) ', dash: 'time(seconds)        ', ash: 'cpu time (seconds)              (-t) ' },
  u: { resource: 'nproc', unit: 1, bash: 'max user processes                  (-u) ', dash: '', ash: 'max user processes              (-u) ' },
  v: { resource: 'as', unit: 1024, bash: 'virtual memory              (kbytes, -v) ', dash: 'vmemory(kbytes)      ', ash: 'virtual memory (kb)             (-v) ' },
  w: { resource: 'locks', unit: 1, bash: '', dash: 'locks                ', ash: '' },
  x: { resource: 'locks', unit: 1, bash: 'file locks                          (-x) ', dash: '', ash: 'file locks                      (-x) ' },
}; // prettier-ignore

/** Letters in the order of `ulimit -a`. */
const order = { bash: 'Rcdefilmnpqrstuvx', dash: 'tfdscmlpnvwr', ash: 'cdefilmnqrstuvx' } as const;

/** Bytes of a pipe's atomic write in blocks, which nobody can change. */
const pipeSize = 8;

function resourceOf(shell: Shell, letter: string): Meaning | undefined {
  const meaning = meanings[letter];
  // dash calls the number of processes `-p`.
  return letter === 'p' && shell.dialect === 'dash'
    ? ({ ...meanings['u'], ...meaning, resource: 'nproc', unit: 1 } as Meaning)
    : meaning;
}

function textOf(shell: Shell, { resource, unit }: Meaning, kind: keyof ResourceLimit): string {
  if (resource === undefined) return String(pipeSize);
  const value = shell.process.limits[resource][kind];
  return value === Infinity ? 'unlimited' : String(Math.floor(value / unit));
}

/** `ulimit [-SHa] [-letter] [limit]` */
export function* ulimit(shell: Shell, args: readonly string[]): Task<number> {
  const { dialect } = shell;
  const { options, operands, bad } = letters(args, `SHa${order[dialect]}`);
  if (bad !== undefined) return yield* badOption(shell, 'ulimit', bad, 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]');
  const kind = options.has('H') && !options.has('S') ? 'hard' : 'soft';
  if (options.has('a')) {
    const lines = [...order[dialect]].flatMap((letter) => {
      const meaning = resourceOf(shell, letter);
      return meaning ? [`${meaning[dialect]}${textOf(shell, meaning, kind)}\n`] : [];
    });
    yield* shell.write(1, lines.join(''));
    return 0;
  }
  const letter = [...options.keys()].find((one) => Object.hasOwn(meanings, one)) ?? 'f';
  const meaning = resourceOf(shell, letter);
  const [wanted] = operands;
  if (!meaning) return 1;
  if (wanted === undefined) {
    yield* shell.write(1, `${textOf(shell, meaning, kind)}\n`);
    return 0;
  }
  return yield* set(shell, meaning, wanted, {
    soft: options.has('S') || !options.has('H'),
    hard: options.has('H') || !options.has('S'),
  });
}

function* set(
  shell: Shell,
  meaning: Meaning,
  wanted: string,
  which: { readonly soft: boolean; readonly hard: boolean },
): Task<number> {
  const { resource, unit } = meaning;
  const { dialect } = shell;
  const before = resource === undefined ? undefined : shell.process.limits[resource];
  const name = meaning.bash.replace(/\s*\(.*$/, '').trim();
  if (resource === undefined || before === undefined) {
    yield* shell.complain(`ulimit: ${name}: cannot modify limit: Invalid argument`);
    return 1;
  }
  const words: Readonly<Record<string, number>> = { unlimited: Infinity, hard: before.hard, soft: before.soft };
  const value = /^\d+$/.test(wanted) ? Number(wanted) * unit : words[wanted];
  if (value === undefined) {
    const texts = {
      bash: `ulimit: ${wanted}: invalid number`,
      dash: 'ulimit: bad number',
      ash: `invalid number '${wanted}'`,
    };
    yield* shell.complain(texts[dialect]);
    return dialect === 'dash' ? 2 : 1;
  }
  const errno = shell.process.setLimit(resource, {
    soft: which.soft ? value : before.soft,
    hard: which.hard ? value : before.hard,
  });
  if (!errno) return 0;
  const reason = errno === 'EPERM' ? 'Operation not permitted' : 'Invalid argument';
  const texts = {
    bash: `ulimit: ${name}: cannot modify limit: ${reason}`,
    dash: `ulimit: error setting limit (${reason})`,
    ash: `error setting limit: ${reason}`,
  };
  yield* shell.complain(texts[dialect]);
  return dialect === 'dash' ? 2 : 1;
}
