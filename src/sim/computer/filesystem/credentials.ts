// Who asks the file system, and what they may do (credentials(7), capabilities(7), inode(7)).
import type { Inode } from './inode.ts';

/** The identity of a process as far as files are concerned. */
export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
  /** Effective capabilities, for instance `CAP_CHOWN`. Root without them has no more rights than anybody. */
  readonly capabilities: ReadonlySet<string>;
  /** Who started it, when the set-user-ID bit of its file made it somebody else. */
  readonly real?: { readonly uid: number; readonly gid: number };
}

/** The capabilities that the file system looks at. */
export const fileCapabilities: ReadonlySet<string> = new Set([
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_DAC_READ_SEARCH',
  'CAP_FOWNER',
  'CAP_FSETID',
  'CAP_MKNOD',
]);

/** Root with every right over files. */
export const root: Credentials = { uid: 0, gid: 0, groups: [0], capabilities: fileCapabilities };

/** What of a process a file system call depends on. The object is read at each call, so a process can be one. */
export interface Caller {
  readonly pid: number;
  readonly cwd: string;
  readonly umask: number;
  readonly credentials: Credentials;
}

/** Bits of a wish: read 4, write 2, execute or search 1. */
export type Access = number;

/** What permissions are told by. */
export type Guarded = Pick<Inode, 'kind' | 'mode' | 'uid' | 'gid'>;

/** Whether `credentials` may do all of `access` to an inode. */
export function may(credentials: Credentials, inode: Guarded, access: Access): boolean {
  const { uid, gid, groups, capabilities } = credentials;
  const shift = inode.uid === uid ? 6 : inode.gid === gid || groups.includes(inode.gid) ? 3 : 0;
  if (((inode.mode >> shift) & access) === access) return true;
  const isDirectory = inode.kind === 'directory';
  if (capabilities.has('CAP_DAC_OVERRIDE') && ((access & 1) === 0 || isDirectory || (inode.mode & 0o111) !== 0))
    return true;
  return capabilities.has('CAP_DAC_READ_SEARCH') && (isDirectory ? (access & 2) === 0 : access === 4);
}

/** Whether `credentials` may do what only the owner may: chmod, utimes, deletion in a sticky directory. */
export const owns = (credentials: Credentials, inode: Inode): boolean =>
  credentials.uid === inode.uid || credentials.capabilities.has('CAP_FOWNER');

/** Whether `credentials` may take a name out of a directory as far as its sticky bit is concerned. */
export const mayRemove = (credentials: Credentials, directory: Inode, inode: Inode): boolean =>
  (directory.mode & 0o1000) === 0 || directory.uid === credentials.uid || owns(credentials, inode);
