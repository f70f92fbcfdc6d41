// The files in which users and groups stand, for the programs that change them (passwd(5), group(5), shadow(5), gshadow(5)).
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { joinPath } from '../../filesystem/path.ts';

/** The fields of a line, between its colons. */
export type Row = string[];

/** Files by what they hold; a system may lack the last four. */
const paths = {
  passwd: '/etc/passwd',
  group: '/etc/group',
  shadow: '/etc/shadow',
  gshadow: '/etc/gshadow',
  subuid: '/etc/subuid',
  subgid: '/etc/subgid',
} as const;
type Name = keyof typeof paths;

const day = 86_400_000;

/** Fields of /etc/passwd. */
export const field = { name: 0, password: 1, uid: 2, gid: 3, gecos: 4, home: 5, shell: 6 } as const;

/** Lines of all files as they will be after `save`. */
export class AccountFiles {
  readonly #files: FileSystem;
  readonly #before: Readonly<Record<Name, string | undefined>>;
  readonly #rows: Record<Name, Row[]>;
  /** Days since 1970, as /etc/shadow counts. */
  readonly today: number;

  constructor(files: FileSystem, clock: number) {
    this.#files = files;
    this.today = Math.floor(clock / day);
    const read = (name: Name): string | undefined => {
      const text = files.readText(paths[name]);
      return failed(text) ? undefined : text;
    };
    const names = Object.keys(paths) as Name[];
    this.#before = Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string | undefined>;
    this.#rows = Object.fromEntries(
      names.map((name) => [
        name,
        (this.#before[name] ?? '')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => line.split(':')),
      ]),
    ) as Record<Name, Row[]>;
  }

  get users(): readonly Row[] {
    return this.#rows.passwd;
  }

  get groups(): readonly Row[] {
    return this.#rows.group;
  }

  /** Whether the system has a file of this kind. */
  has(name: Name): boolean {
    return this.#before[name] !== undefined;
  }

  /** The line of a user; undefined if there is none. */
  user(name: string): Row | undefined {
    return this.#rows.passwd.find((row) => row[0] === name);
  }

  /** The line of a group, by name or number. */
  group(name: string): Row | undefined {
    const { group } = this.#rows;
    return (
      group.find((row) => row[0] === name) ?? (/^\d+$/.test(name) ? group.find((row) => row[2] === name) : undefined)
    );
  }

  /** The line of a user in /etc/shadow. */
  secret(name: string): Row | undefined {
    return this.#rows.shadow.find((row) => row[0] === name);
  }

  uidTaken(uid: number): boolean {
    return this.#rows.passwd.some((row) => Number(row[2]) === uid);
  }

  gidTaken(gid: number): boolean {
    return this.#rows.group.some((row) => Number(row[2]) === gid);
  }

  /** Members of a group that is not their own. */
  members(group: Row): string[] {
    return (group[3] ?? '').split(',').filter((name) => name !== '');
  }

  setMembers(group: Row, members: readonly string[]): void {
    group[3] = members.join(',');
    const hidden = this.#rows.gshadow.find((row) => row[0] === group[0]);
    if (hidden) hidden[3] = members.join(',');
  }

  /** Adds a user with what /etc/shadow says of it (its fields after name and password). */
  addUser(row: Row, password: string, ages: readonly string[]): void {
    this.#rows.passwd.push(row);
    this.#rows.shadow.push([row[0] ?? '', password, String(this.today), ...ages]);
  }

  addGroup(name: string, gid: number): Row {
    const row = [name, 'x', String(gid), ''];
    this.#rows.group.push(row);
    this.#rows.gshadow.push([name, '!', '', '']);
    return row;
  }

  removeUser(name: string): void {
    for (const file of ['passwd', 'shadow', 'subuid', 'subgid'] as const) this.#drop(file, name);
    for (const group of this.#rows.group) {
      const members = this.members(group);
      if (members.includes(name))
        this.setMembers(
          group,
          members.filter((member) => member !== name),
        );
    }
  }

  removeGroup(name: string): void {
    this.#drop('group', name);
    this.#drop('gshadow', name);
  }

  renameUser(name: string, to: string): void {
    for (const file of ['passwd', 'shadow', 'subuid', 'subgid'] as const)
      for (const row of this.#rows[file]) if (row[0] === name) row[0] = to;
    for (const group of this.#rows.group) {
      const members = this.members(group);
      if (members.includes(name))
        this.setMembers(
          group,
          members.map((member) => (member === name ? to : member)),
        );
    }
  }

  renameGroup(name: string, to: string): void {
    for (const file of ['group', 'gshadow'] as const)
      for (const row of this.#rows[file]) if (row[0] === name) row[0] = to;
  }

  /** Gives a user its range of subordinate ids, after those that are taken. */
  addSubordinates(name: string): void {
    for (const file of ['subuid', 'subgid'] as const) {
      const ends = this.#rows[file].map(([, first, count]) => Number(first) + Number(count));
      this.#rows[file].push([name, String(Math.max(100_000, ...ends)), '65536']);
    }
  }

  /** Writes the files that changed, and keeps what they said in files of the same name with `-` behind. */
  save(): void {
    for (const name of Object.keys(paths) as Name[]) {
      const before = this.#before[name];
      if (before === undefined) continue;
      const text = this.#rows[name].map((row) => `${row.join(':')}\n`).join('');
      if (text === before) continue;
      const path = paths[name];
      const stat = this.#files.stat(path);
      this.#files.writeFile(`${path}-`, before);
      if (!failed(stat)) {
        this.#files.chmod(`${path}-`, stat.mode);
        this.#files.chown(`${path}-`, stat.uid, stat.gid);
      }
      this.#files.writeFile(path, text);
    }
  }

  #drop(file: Name, name: string): void {
    this.#rows[file] = this.#rows[file].filter((row) => row[0] !== name);
  }
}

/** The first number of a range that is free; from its end when `down`. Undefined when all are taken. */
export function freeNumber(
  first: number,
  last: number,
  taken: (number: number) => boolean,
  down = false,
): number | undefined {
  for (let at = 0; at <= last - first; at++) {
    const number = down ? last - at : first + at;
    if (!taken(number)) return number;
  }
  return undefined;
}

/** Makes a home directory with what stands in the skeleton directory; false if the directory was there. */
export function* makeHome(
  files: FileSystem,
  home: string,
  owner: { readonly uid: number; readonly gid: number },
  mode: number,
  skeleton = '/etc/skel',
): Task<boolean> {
  if (files.exists(home)) return false;
  makeParents(files, home);
  files.mkdir(home, mode);
  copyTree(files, skeleton, home, owner);
  files.chown(home, owner.uid, owner.gid);
  files.chmod(home, mode);
  return true;
}

function makeParents(files: FileSystem, path: string): void {
  const parent = path.slice(0, path.lastIndexOf('/'));
  if (parent === '' || files.exists(parent)) return;
  makeParents(files, parent);
  files.mkdir(parent, 0o755);
}

function copyTree(
  files: FileSystem,
  from: string,
  to: string,
  owner: { readonly uid: number; readonly gid: number },
): void {
  const names = files.readdir(from);
  if (failed(names)) return;
  for (const name of names) {
    const [source, target] = [joinPath(from, name), joinPath(to, name)];
    const stat = files.lstat(source);
    if (failed(stat)) continue;
    if (stat.kind === 'directory') {
      files.mkdir(target, stat.mode);
      copyTree(files, source, target, owner);
    } else if (stat.kind === 'symlink') {
      const link = files.readlink(source);
      if (!failed(link)) files.symlink(link, target);
    } else {
      const bytes = files.readFile(source);
      if (failed(bytes)) continue;
      files.writeFile(target, bytes);
      files.chmod(target, stat.mode);
    }
    files.chown(target, owner.uid, owner.gid, false);
  }
}

/** Removes a directory with all that is in it. */
export function removeTree(files: FileSystem, path: string): void {
  const stat = files.lstat(path);
  if (failed(stat)) return;
  if (stat.kind !== 'directory') {
    files.unlink(path);
    return;
  }
  const names = files.readdir(path);
  if (!failed(names)) for (const name of names) removeTree(files, joinPath(path, name));
  files.rmdir(path);
}
