// Opening by path: files, devices, terminals, named pipes, and a process's own descriptors under /dev/fd and /proc/self/fd.
import type { Task } from '../../kernel/task.ts';
import type { Descriptor, OpenMode, Terminal } from '../contract.ts';
import { failed, type Errno } from '../filesystem/errno.ts';
import type { OpenFlags } from '../filesystem/open-file.ts';
import { absolute, dirname } from '../filesystem/path.ts';
import { memoryDevice } from './devices.ts';
import { FileDescription } from './file-description.ts';
import type { LinuxProcess } from './process.ts';

const flagsOf: Readonly<Record<OpenMode, OpenFlags>> = {
  read: { read: true },
  write: { write: true, create: true, truncate: true },
  append: { append: true, create: true },
  'read-write': { read: true, write: true, create: true },
  exclusive: { write: true, create: true, exclusive: true },
};

const ownDescriptor = /^(?:\/proc\/(?:self|thread-self|(\d+))\/fd|\/dev\/fd)\/(\d+)$/;
const standard: Readonly<Record<string, number>> = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 };
const linkLimit = 40;

/** See `Process.open`. */
export function* openPath(
  process: LinuxProcess,
  path: string,
  how: OpenMode,
  permissions?: number,
): Task<Descriptor | Errno> {
  yield* process.table.charge(0);
  if (process.descriptors.size >= process.limits.nofile.soft) return 'EMFILE';
  const number = descriptorNumber(process, path);
  if (number !== undefined) return process.descriptors.get(number)?.retain() ?? 'ENOENT';
  const terminal = terminalAt(process, path);
  if (terminal) return terminal.descriptor.retain();
  const file = process.files.open(path, flagsOf[how], permissions);
  if (failed(file)) return file.errno;
  const inode = file.inode;
  if (inode?.kind === 'character') {
    file.close();
    if (inode.major === 5 && inode.minor === 0) return process.terminal?.descriptor.retain() ?? 'ENXIO';
    return (inode.major === 1 ? memoryDevice(process.table, inode.minor) : undefined) ?? 'ENXIO';
  }
  if (inode?.kind === 'block') {
    file.close();
    return 'ENXIO';
  }
  if (inode?.kind === 'fifo') {
    file.close();
    const { device } = process.files.stat(path) as { device?: number };
    return yield* process.table.fifos.open(`${device ?? 0}:${file.id}`, how);
  }
  return new FileDescription(process.table, file);
}

/** Which of its own descriptors a path leads to, links followed. */
function descriptorNumber(process: LinuxProcess, path: string): number | undefined {
  let at = absolute(path, process.cwd);
  for (let links = 0; links < linkLimit; links++) {
    const name = standard[at];
    if (name !== undefined) return name;
    const match = ownDescriptor.exec(at);
    if (match && (match[1] === undefined || Number(match[1]) === process.pid)) return Number(match[2]);
    const target = process.files.readlink(at);
    if (failed(target)) return undefined;
    at = absolute(target, dirname(at));
  }
  return undefined;
}

function terminalAt(process: LinuxProcess, path: string): Terminal | undefined {
  const at = absolute(path, process.cwd);
  if (at === '/dev/tty' || at === '/dev/console') return process.terminal;
  return at.startsWith('/dev/pts/') ? process.table.terminalAt(process.container, at) : undefined;
}
