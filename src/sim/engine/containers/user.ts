// Who a container's processes are: `--user`, looked up in the container's own /etc/passwd and /etc/group.
import type { Credentials } from '../../computer/filesystem/file-system.ts';
import { readContent } from '../../computer/filesystem/content.ts';
import { root } from '../../computer/filesystem/credentials.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import type { ApiError } from '../errors.ts';
import { errors } from '../errors.ts';
import type { HostConfig } from '../records.ts';
import { capabilitiesOf } from './capabilities.ts';

/** A user with the home directory that passwd says. */
export interface User {
  readonly credentials: Credentials;
  readonly home: string;
}

const anybody = { pid: 0, cwd: '/', umask: 0, credentials: root };

/** Whether a number can be that of a user or a group. */
const isId = (text: string): boolean => Number(text) >= 0 && Number(text) <= 2147483647;

/** `name`, `uid`, `name:group`, `uid:gid`, or nothing for root. */
export function findUser(files: FileSystem, text: string, host: HostConfig): User | ApiError {
  const [userPart = '', groupPart] = text.split(':');
  const passwd = rows(files, '/etc/passwd');
  const wanted = userPart === '' ? '0' : userPart;
  const isNumber = /^-?\d+$/.test(wanted);
  const row = passwd.find(([name, , uid]) => name === wanted || (isNumber && uid === wanted));
  if (!row && !isNumber) return errors.noUser(wanted);
  if (!row && !isId(wanted)) return errors.idRange();
  const uid = row ? Number(row[2]) : Number(wanted);
  const groups = rows(files, '/etc/group');
  let gid = row ? Number(row[3]) : 0;
  const additional = new Set<number>();
  if (groupPart !== undefined && groupPart !== '') {
    const found = groups.find(([name, , id]) => name === groupPart || id === groupPart);
    if (!found && !/^-?\d+$/.test(groupPart)) return errors.noGroup(groupPart);
    if (!found && !isId(groupPart)) return errors.idRange();
    gid = found ? Number(found[2]) : Number(groupPart);
  } else if (row)
    for (const [, , id, members = ''] of groups)
      if (members.split(',').includes(row[0] ?? '')) additional.add(Number(id));
  for (const name of host.GroupAdd ?? []) {
    const found = groups.find(([group, , id]) => group === name || id === name);
    if (!found && !/^\d+$/.test(name)) return errors.noGroup(name);
    additional.add(found ? Number(found[2]) : Number(name));
  }
  additional.delete(gid);
  return {
    credentials: { uid, gid, groups: [gid, ...additional], capabilities: capabilitiesOf(host, uid) },
    home: row?.[5] ?? '/',
  };
}

const parsed = new WeakMap<object, string[][]>();

/** The rows of a file such as passwd; read once for each content. */
function rows(files: FileSystem, path: string): string[][] {
  const at = files.mounts.locate(anybody, path);
  if (failed(at) || at.inode.kind !== 'file') return [];
  const { content } = at.inode;
  let known = parsed.get(content);
  if (!known) {
    const lines = new TextDecoder().decode(readContent(content)).split('\n');
    parsed.set(content, (known = lines.filter((line) => line !== '').map((line) => line.split(':'))));
  }
  return known;
}
