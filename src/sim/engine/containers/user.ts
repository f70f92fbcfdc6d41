// Who a container's processes are: `--user`, looked up in the container's own /etc/passwd and /etc/group.
import type { Credentials } from '../../computer/filesystem/file-system.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import { ApiError, errors } from '../errors.ts';
import type { HostConfig } from '../records.ts';
import { capabilitiesOf } from './capabilities.ts';

/** A user with the home directory that passwd says. */
export interface User {
  readonly credentials: Credentials;
  readonly home: string;
}

/** `name`, `uid`, `name:group`, `uid:gid`, or nothing for root. */
export function findUser(files: FileSystem, text: string, host: HostConfig): User | ApiError {
  const [userPart = '', groupPart] = text.split(':');
  const passwd = rows(files, '/etc/passwd');
  const wanted = userPart === '' ? '0' : userPart;
  const isNumber = /^\d+$/.test(wanted);
  const row = passwd.find(([name, , uid]) => name === wanted || (isNumber && uid === wanted));
  if (!row && !isNumber) return errors.noUser(wanted);
  const uid = row ? Number(row[2]) : Number(wanted);
  const groups = rows(files, '/etc/group');
  let gid = row ? Number(row[3]) : 0;
  const additional = new Set<number>();
  if (groupPart !== undefined && groupPart !== '') {
    const found = groups.find(([name, , id]) => name === groupPart || id === groupPart);
    if (!found && !/^\d+$/.test(groupPart)) return errors.noGroup(groupPart);
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

function rows(files: FileSystem, path: string): string[][] {
  const text = files.readText(path);
  if (failed(text)) return [];
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(':'));
}
