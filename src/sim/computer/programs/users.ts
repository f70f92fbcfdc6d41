// Names of users and groups, from /etc/passwd and /etc/group (passwd(5), group(5)).
import { failed } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';

/** A line of /etc/passwd. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** A line of /etc/group. */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

function lines(files: FileSystem, path: string): string[][] {
  const text = files.readText(path);
  if (failed(text)) return [];
  return text
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => line.split(':'));
}

/** All users, in the order of the file. */
export const users = (files: FileSystem): User[] =>
  lines(files, '/etc/passwd').map(([name = '', , uid = '', gid = '', , home = '', shell = '']) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    home,
    shell,
  }));

/** All groups, in the order of the file. */
export const groups = (files: FileSystem): Group[] =>
  lines(files, '/etc/group').map(([name = '', , gid = '', members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter((member) => member !== ''),
  }));

/** The user of a name or, as digits, of a number. */
export const findUser = (files: FileSystem, name: string): User | undefined =>
  users(files).find((user) => user.name === name);

/** The name of a user; the number as text when there is none. */
export const userName = (files: FileSystem, uid: number): string =>
  users(files).find((user) => user.uid === uid)?.name ?? String(uid);

/** The name of a group; the number as text when there is none. */
export const groupName = (files: FileSystem, gid: number): string =>
  groups(files).find((group) => group.gid === gid)?.name ?? String(gid);

/** Looks names up once and remembers them: for listings. */
export class Names {
  readonly #users: ReadonlyMap<number, string>;
  readonly #groups: ReadonlyMap<number, string>;

  constructor(files: FileSystem) {
    // Of two with one number, the first counts.
    this.#users = new Map(
      users(files)
        .reverse()
        .map(({ uid, name }) => [uid, name]),
    );
    this.#groups = new Map(
      groups(files)
        .reverse()
        .map(({ gid, name }) => [gid, name]),
    );
  }

  user(uid: number): string {
    return this.#users.get(uid) ?? String(uid);
  }

  group(gid: number): string {
    return this.#groups.get(gid) ?? String(gid);
  }
}
