// GET /containers/{id}/top: what `ps` on the host says of a container's processes (procps).
import type { Process } from '../../computer/contract.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';

interface Column {
  readonly title: string;
  readonly value: (process: Process, engine: Engine) => string;
}

const clockTime = (engine: Engine, process: Process): string =>
  new Date(Math.floor(engine.kernel.epoch + process.info.startedAt)).toISOString().slice(11, 16);

const cpuShare = (engine: Engine, { info }: Process): number => {
  const lived = engine.kernel.now - info.startedAt;
  return lived > 0 ? (100 * info.cpuTime) / lived : 0;
};

const long = (ms: number): string => {
  const total = Math.floor(ms / 1000);
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${part(total / 3600)}:${part((total / 60) % 60)}:${part(total % 60)}`;
};

const short = (ms: number): string => {
  const total = Math.floor(ms / 1000);
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
};

const user = (process: Process, engine: Engine): string => {
  const text = engine.machine.files.readText('/etc/passwd');
  const uid = String(process.credentials.uid);
  const row = failed(text) ? undefined : text.split('\n').find((line) => line.split(':')[2] === uid);
  return row?.split(':')[0] ?? uid;
};

const terminalOf = ({ terminal }: Process): string => terminal?.path.replace('/dev/', '') ?? '?';
const command = ({ argv }: Process): string => argv.join(' ');
const name = ({ argv }: Process): string => ((argv[0] ?? '').split('/').at(-1) ?? '').slice(0, 15);
const kib = (bytes: number): string => String(Math.round(bytes / 1024));

/** Keywords of `ps -o` with their usual headings. */
const columns: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', value: ({ hostPid }) => String(hostPid) },
  ppid: { title: 'PPID', value: (process, engine) => String(parentOf(process, engine)) },
  pgid: { title: 'PGID', value: ({ hostPid }) => String(hostPid) },
  uid: { title: 'UID', value: ({ credentials }) => String(credentials.uid) },
  user: { title: 'USER', value: user },
  euser: { title: 'EUSER', value: user },
  uname: { title: 'USER', value: user },
  group: { title: 'GROUP', value: ({ credentials }) => String(credentials.gid) },
  comm: { title: 'COMMAND', value: name },
  ucmd: { title: 'CMD', value: name },
  args: { title: 'COMMAND', value: command },
  cmd: { title: 'CMD', value: command },
  command: { title: 'COMMAND', value: command },
  c: { title: 'C', value: (process, engine) => String(Math.floor(cpuShare(engine, process))) },
  pcpu: { title: '%CPU', value: (process, engine) => cpuShare(engine, process).toFixed(1) },
  '%cpu': { title: '%CPU', value: (process, engine) => cpuShare(engine, process).toFixed(1) },
  pmem: { title: '%MEM', value: ({ info }, { machine }) => ((100 * info.memory) / machine.memory).toFixed(1) },
  '%mem': { title: '%MEM', value: ({ info }, { machine }) => ((100 * info.memory) / machine.memory).toFixed(1) },
  rss: { title: 'RSS', value: ({ info }) => kib(info.memory) },
  vsz: { title: 'VSZ', value: ({ info }) => kib(info.memory * 3) },
  stat: { title: 'STAT', value: ({ info, pid }) => (pid === 1 ? `${info.state}s` : info.state) },
  state: { title: 'S', value: ({ info }) => info.state },
  s: { title: 'S', value: ({ info }) => info.state },
  tty: { title: 'TT', value: terminalOf },
  tt: { title: 'TT', value: terminalOf },
  tname: { title: 'TTY', value: terminalOf },
  time: { title: 'TIME', value: ({ info }) => long(info.cpuTime) },
  bsdtime: { title: 'TIME', value: ({ info }) => short(info.cpuTime) },
  etime: { title: 'ELAPSED', value: ({ info }, { kernel }) => short(kernel.now - info.startedAt).padStart(5, '0') },
  stime: { title: 'STIME', value: (process, engine) => clockTime(engine, process) },
  start: { title: 'STARTED', value: (process, engine) => clockTime(engine, process) },
  nlwp: { title: 'NLWP', value: () => '1' },
  ni: { title: 'NI', value: () => '0' },
  pri: { title: 'PRI', value: () => '19' },
};

const full = ['uid:UID', 'pid', 'ppid', 'c', 'stime', 'tty:TTY', 'time', 'cmd'];
const aux = ['user', 'pid', '%cpu', '%mem', 'vsz', 'rss', 'tty:TTY', 'stat', 'start:START', 'bsdtime', 'args'];
const plain = ['pid', 'tty:TTY', 'time', 'ucmd'];

/** Processes with the columns that `ps_args` asks for; `-ef` by default. */
export function* topContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  if (container.record.state === 'restarting') return errorResponse(errors.restarting(container.id));
  if (!container.running || !container.may('top')) return errorResponse(errors.notRunning(container.id));
  const table = columnsOf(message.query['ps_args'] ?? '-ef');
  if (table instanceof ApiError) return errorResponse(table);
  if (!table.some(({ title }) => title === 'PID')) return errorResponse(errors.noPidField());
  container.emit('top');
  // A zombie has left its control group, and that is where the daemon looks.
  const processes = engine.machine
    .processesOf(container.id)
    .filter(({ info }) => info.state !== 'Z')
    .sort((a, b) => a.hostPid - b.hostPid);
  return json(200, {
    Processes: processes.map((process) => table.map(({ value }) => value(process, engine))),
    Titles: table.map(({ title }) => title),
  });
}

/** The runtime's shim is the parent of PID 1. */
function parentOf(process: Process, engine: Engine): number {
  const container = process.container === undefined ? undefined : engine.containers.get(process.container);
  const parent =
    container?.running && process.parentPid !== 0
      ? engine.machine.processesOf(container.id).find(({ pid }) => pid === process.parentPid)
      : undefined;
  return parent && parent !== process ? parent.hostPid : Math.max(1, (container?.running?.init.hostPid ?? 25) - 24);
}

function columnsOf(args: string): Column[] | ApiError {
  const words = args
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const wanted: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (/^-[^-]*[BDEIJKQRWYbiz]/.test(word)) return errors.psFailed('ps: error: unsupported SysV option');
    if (word.startsWith('--')) return errors.psFailed('ps: error: unknown gnu long option');
    const format = /^-?[a-z]*o(.*)$/i.exec(word);
    if (format && (word.startsWith('-') || word === 'o')) {
      const list = format[1] ? format[1] : (words[++index] ?? '');
      wanted.push(...list.split(','));
    } else if (/^-?[A-Za-z]*f/.test(word)) wanted.push(...full);
    else if (/^a?u?x?u?$/.test(word) && word.includes('u')) wanted.push(...aux);
  }
  const table: Column[] = [];
  for (const entry of wanted.length > 0 ? wanted : plain) {
    const [keyword = '', title] = entry.split(/[=:]/);
    const column = columns[keyword.trim().toLowerCase()];
    if (!column) return errors.psFailed(`ps: error: unknown user-defined format specifier "${keyword}"`);
    const value = wanted === full || keyword !== 'uid' || title === undefined ? column.value : user;
    table.push({ title: title ?? column.title, value });
  }
  return table;
}
