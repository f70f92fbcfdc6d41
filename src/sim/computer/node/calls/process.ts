// System calls on the process itself and on the computer around it.
import { suspend, type Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { absolute } from '../../filesystem/path.ts';
import { numberOf, textOf, type Call, type NodeHost, type Outcome } from '../host.ts';
import type { Signal } from '../../contract.ts';
import { describeError } from './errors.ts';

function* exit({ process }: NodeHost, code: number): Task<Outcome> {
  process.exit(code);
  return yield* suspend<undefined>(() => undefined);
}

/** A line of /proc/meminfo, in bytes. */
function memoryLine({ process }: NodeHost, name: string): number {
  const text = process.files.readText('/proc/meminfo');
  const match = failed(text) ? undefined : new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text);
  return Number(match?.[1] ?? 0) * 1024;
}

const words = ({ process }: NodeHost, path: string): string[] => {
  const text = process.files.readText(path);
  return failed(text) ? [] : text.trim().split(/\s+/);
};

function netmask(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

function os(host: NodeHost): Outcome {
  const { process } = host;
  const { machine, credentials } = process;
  const interfaces: Record<string, unknown[]> = {};
  for (const { name, mac, address, prefix } of process.network.interfaces) {
    if (address === '') continue;
    (interfaces[name] ??= []).push({
      address,
      netmask: netmask(prefix),
      family: 'IPv4',
      mac,
      internal: name === 'lo',
      cidr: `${address}/${prefix}`,
    });
  }
  const passwd = process.files.readText('/etc/passwd');
  const entry = (failed(passwd) ? '' : passwd)
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , uid]) => Number(uid) === credentials.uid && uid !== '');
  const cpuinfo = process.files.readText('/proc/cpuinfo');
  const field = (name: string): string =>
    (failed(cpuinfo) ? undefined : new RegExp(`^${name}\\s*: (.*)$`, 'm').exec(cpuinfo))?.[1] ?? '';
  return {
    json: {
      hostname: process.hostname,
      release: words(host, '/proc/sys/kernel/osrelease')[0] ?? '',
      version: words(host, '/proc/version')
        .join(' ')
        .replace(/^.*?(#.*)$/, '$1'),
      uptime: Number(words(host, '/proc/uptime')[0] ?? machine.kernel.now / 1000),
      load: words(host, '/proc/loadavg').slice(0, 3).map(Number),
      memory: machine.memory,
      free: memoryLine(host, 'MemAvailable'),
      cpus: machine.cpus,
      processors: Math.max(1, process.processors.length),
      model: field('model name'),
      speed: Math.round(Number(field('cpu MHz')) || 0),
      interfaces,
      home: entry?.[5] ?? '/',
      user: {
        uid: credentials.uid,
        gid: credentials.gid,
        username: entry?.[0] ?? '',
        homedir: entry?.[5] ?? '/',
        shell: entry?.[6] ?? null,
      },
    },
  };
}

/** Calls by name; what their arguments are stands in the library's `process` and `os`. */
export const processCalls: Readonly<Record<string, Call>> = {
  now: (host) => host.now,
  exit: (host, args) => exit(host, numberOf(args, 'code')),
  *abort({ process }) {
    process.kill(process.pid, 'ABRT');
    return yield* suspend<undefined>(() => undefined);
  },
  cwd: ({ process }) => ({ text: process.cwd }),
  chdir: ({ process }, args) => {
    const path = absolute(textOf(args, 'path'), process.cwd);
    const stat = process.files.stat(path);
    if (failed(stat)) return { error: stat.errno };
    if (stat.kind !== 'directory') return { error: 'ENOTDIR' };
    process.cwd = path;
    return undefined;
  },
  umask: ({ process }, args) => {
    const before = process.umask;
    if (args['mask'] !== undefined) process.umask = numberOf(args, 'mask') & 0o777;
    return before;
  },
  kill: ({ process }, args) => {
    const signal = args['signal'] === 0 ? 0 : (textOf(args, 'signal') as Signal);
    const errno = process.kill(numberOf(args, 'pid'), signal);
    return errno ? { error: errno } : undefined;
  },
  setenv: ({ process }, args) => {
    if (args['value'] === undefined) process.env.delete(textOf(args, 'name'));
    else process.env.set(textOf(args, 'name'), textOf(args, 'value'));
    return undefined;
  },
  memory: (host) => {
    const used = host.engine.size;
    const json = { rss: host.memory, heapTotal: used, heapUsed: used >> 1, external: 1_600_000, arrayBuffers: 10_500 };
    return { json };
  },
  cpu: ({ process }) => {
    const microseconds = Math.round(process.info.cpuTime * 1000);
    return { json: { user: microseconds, system: Math.round(microseconds / 10) } };
  },
  identity: ({ process }) => {
    const { uid, gid, groups } = process.credentials;
    return { json: { uid, gid, groups } };
  },
  os,
  strerror: (_host, args) => ({ json: describeError(textOf(args, 'code')) }),
  encode: (_host, _args, data) => (typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(0)),
  decode: (_host, _args, data) => ({
    text: data instanceof Uint8Array ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(data) : '',
  }),
  descriptor: ({ process }, args) => {
    const descriptor = process.descriptors.get(numberOf(args, 'fd'));
    const terminal = descriptor?.terminal;
    return {
      json: {
        kind: descriptor?.kind,
        ...(terminal ? { terminal: true, columns: terminal.columns, rows: terminal.rows } : {}),
      },
    };
  },
  rawMode: ({ process }, args) => {
    const terminal = process.descriptors.get(numberOf(args, 'fd'))?.terminal;
    if (!terminal) return undefined;
    terminal.mode = args['raw'] ? 'raw' : 'cooked';
    terminal.echo = !args['raw'];
    return undefined;
  },
};
