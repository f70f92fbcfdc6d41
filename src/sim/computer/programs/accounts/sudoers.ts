// Who may use sudo(8): the rules of /etc/sudoers and /etc/sudoers.d that tutorials write (sudoers(5)).
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { joinPath } from '../../filesystem/path.ts';
import { groups, type User } from '../users.ts';

/** What the rules say of a user. */
export type Permission = 'unknown user' | 'with password' | 'without password';

/** The rules of a system that has no file of its own. */
const usual = 'root ALL=(ALL:ALL) ALL\n%admin ALL=(ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n';

/** What a user may do as another. Of several rules the last counts. Only rules for all commands are understood. */
export function permissionOf(files: FileSystem, user: User): Permission {
  const own = groups(files).filter((group) => group.gid === user.gid || group.members.includes(user.name));
  let result: Permission = 'unknown user';
  for (const line of rules(files)) {
    const match = /^(\S+)\s+(\S+?)\s*=\s*(?:\([^)]*\)\s*)?((?:[A-Z_]+:\s*)*)(.+)$/.exec(line);
    if (!match) continue;
    const [, who = '', , tags = '', commands = ''] = match;
    const applies =
      who === 'ALL' ||
      who === user.name ||
      who === `#${user.uid}` ||
      (who.startsWith('%') && own.some((group) => group.name === who.slice(1) || `#${group.gid}` === who.slice(1)));
    if (applies && commands.trim() === 'ALL')
      result = tags.includes('NOPASSWD:') ? 'without password' : 'with password';
  }
  return user.uid === 0 ? 'without password' : result;
}

/** Where commands are looked for (`secure_path`); undefined when no rule says. */
export function securePath(files: FileSystem): string | undefined {
  return lines(files)
    .map((line) => /^Defaults\s+secure_path\s*=\s*"?([^"]*)"?$/.exec(line)?.[1])
    .findLast((path) => path !== undefined);
}

const rules = (files: FileSystem): string[] => lines(files).filter((line) => !line.startsWith('Defaults'));

function lines(files: FileSystem): string[] {
  const main = files.readText('/etc/sudoers');
  const names = files.readdir('/etc/sudoers.d');
  const more = failed(names)
    ? []
    : [...names]
        .filter((name) => !name.includes('.') && !name.endsWith('~'))
        .sort()
        .map((name) => files.readText(joinPath('/etc/sudoers.d', name)));
  return [failed(main) ? usual : main, ...more.filter((text) => typeof text === 'string')]
    .join('\n')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:#(?!\d)|@)/.test(line));
}
