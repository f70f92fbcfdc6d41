// What is inside a container, in words.
import type { NamespaceKind } from '../../sim/computer/processes/namespaces.ts';
import type { FileChange } from '../layers/file-changes.ts';
import type { InsideNamespace, InsideProcess } from './inside.ts';

/** What a namespace gives a container of its own. */
export const namespaceWords: Readonly<Record<NamespaceKind, string>> = {
  pid: 'its own numbering of processes',
  mnt: 'its own tree of files',
  net: 'its own interfaces and ports',
  uts: 'its own host name',
  ipc: 'its own shared memory',
  cgroup: 'its own view of its limits',
  user: 'users and their numbers',
  time: 'clocks since boot',
};

/** `pid:[4026532260]`, or with whom it is shared. */
export const namespaceText = ({ kind, number, sharedWith }: InsideNamespace): string =>
  number !== undefined ? `${kind}:[${number}]` : sharedWith !== undefined ? `shared with ${sharedWith}` : 'none now';

/** A process in a line. */
export const processInWords = ({ pid, hostPid, command, user, state }: InsideProcess): string =>
  `process ${pid}, ${command}, ${hostPid} on the host, user ${user}${state === 'running' ? '' : `, ${state}`}`;

const marks: Readonly<Record<FileChange['kind'], string>> = { added: 'A', changed: 'C', deleted: 'D' };

/** The letter that `docker diff` gives a change. */
export const changeMark = (kind: FileChange['kind']): string => marks[kind];
