// prlimit(1): shows and sets the limits of a process's resources, or runs a command with them.
import { strerror } from '../filesystem/errno.ts';
import { limitText, resources, type ResourceLimit, type ResourceName } from '../processes/resource-limits.ts';
import { applet, type Invocation } from './invocation.ts';
import { become } from './run-command.ts';

const descriptions: Readonly<Record<ResourceName, readonly [text: string, unit: string]>> = {
  as: ['address space limit', 'bytes'],
  core: ['max core file size', 'bytes'],
  cpu: ['CPU time', 'seconds'],
  data: ['max data size', 'bytes'],
  fsize: ['max file size', 'bytes'],
  locks: ['max number of file locks held', 'locks'],
  memlock: ['max locked-in-memory address space', 'bytes'],
  msgqueue: ['max bytes in POSIX mqueues', 'bytes'],
  nice: ['max nice prio allowed to raise', ''],
  nofile: ['max number of open files', 'files'],
  nproc: ['max number of processes', 'processes'],
  rss: ['max resident set size', 'bytes'],
  rtprio: ['max real-time priority', ''],
  rttime: ['timeout for real-time tasks', 'microsecs'],
  sigpending: ['max number of pending signals', 'signals'],
  stack: ['max stack size', 'bytes'],
};

const names = resources.map(({ name }) => name).sort();

/** `prlimit` */
export const prlimit = applet(
  {
    name: 'prlimit',
    short: '+p:o:c::d::e::f::i::l::m::n::q::r::s::t::u::v::x::y::',
    long: {
      ...Object.fromEntries(names.map((name) => [name, `${name}::`])),
      pid: 'p:',
      output: 'o:',
      noheadings: 'noheadings',
      raw: 'raw',
      verbose: 'verbose',
    },
    usage: '[options] [--<resource>=<limit>] [-p PID]\n[options] [--<resource>=<limit>] COMMAND',
    about: 'Show or change the resource limits of a process.',
    version: 'util-linux 2.39.3',
  },
  function* (run) {
    const { options, process, operands } = run;
    const pid = options.value('p');
    const target =
      pid === undefined ? process : process.visible().find((one) => one.pidSeenBy(process) === Number(pid));
    if (!target) return yield* run.die('failed to get the NOFILE resource limit: No such process');
    const asked = options.given.flatMap(({ name, value }) => {
      const resource = names.find((one) => one === name) ?? letters[name];
      return resource === undefined ? [] : [{ resource, value }];
    });
    for (const { resource, value } of asked) {
      if (value === '') continue;
      const limit = parse(value, target.limits[resource]);
      if (!limit) return yield* run.die(`failed to parse ${resource.toUpperCase()} limit`);
      const refusal = target.setLimit(resource, limit);
      if (refusal)
        return yield* run.die(`failed to set the ${resource.toUpperCase()} resource limit: ${strerror(refusal)}`);
    }
    if (operands.length > 0) return yield* become(run, operands);
    const shown = asked.filter(({ value }) => value === '').map(({ resource }) => resource);
    if (asked.length > 0 && shown.length === 0) return 0;
    yield* table(run, target.limits, shown.length > 0 ? shown : names);
    return 0;
  },
);

const letters: Readonly<Record<string, ResourceName>> = {
  c: 'core', d: 'data', e: 'nice', f: 'fsize', i: 'sigpending', l: 'memlock', m: 'rss', n: 'nofile', q: 'msgqueue',
  r: 'rtprio', s: 'stack', t: 'cpu', u: 'nproc', v: 'as', x: 'locks', y: 'rttime',
}; // prettier-ignore

/** `soft:hard`, either left out, or one for both. */
function parse(text: string, before: ResourceLimit): ResourceLimit | undefined {
  const value = (word: string): number =>
    word === 'unlimited' || word === '-1' ? Infinity : /^\d+$/.test(word) ? Number(word) : NaN;
  const [soft = '', hard] = text.split(':');
  const limit =
    hard === undefined
      ? { soft: value(soft), hard: value(soft) }
      : { soft: soft === '' ? before.soft : value(soft), hard: hard === '' ? before.hard : value(hard) };
  return Number.isNaN(limit.soft) || Number.isNaN(limit.hard) ? undefined : limit;
}

function* table(
  run: Invocation,
  limits: Readonly<Record<ResourceName, ResourceLimit>>,
  shown: readonly ResourceName[],
): ReturnType<Invocation['print']> {
  const columns = run.options.value('o')?.toUpperCase().split(',') ?? [
    'RESOURCE',
    'DESCRIPTION',
    'SOFT',
    'HARD',
    'UNITS',
  ];
  const rows = shown.map((name) => {
    const [text, unit] = descriptions[name];
    const { soft, hard } = limits[name];
    const cells: Readonly<Record<string, string>> = {
      RESOURCE: name.toUpperCase(),
      DESCRIPTION: text,
      SOFT: limitText(soft),
      HARD: limitText(hard),
      UNITS: unit,
    };
    return columns.map((column) => cells[column] ?? '');
  });
  const lines = run.options.has('noheadings') ? rows : [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  for (const line of lines) {
    const cells = line.map((text, at) => {
      const column = columns[at];
      if (column === 'SOFT' || column === 'HARD') return text.padStart(widths[at] ?? 0);
      return at === line.length - 1 ? text : text.padEnd(widths[at] ?? 0);
    });
    yield* run.print(`${cells.join(' ')}\n`);
  }
}
