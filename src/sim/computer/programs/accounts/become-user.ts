// What su(1), sudo(8) and login(1) share: the identity of another user, and a child that has it.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import type { Credentials } from '../../filesystem/credentials.ts';
import type { Errno } from '../../filesystem/errno.ts';
import { exitCode } from '../../processes/signals.ts';
import { groups, users, type User } from '../users.ts';

/** Where root, and everybody else, looks for programs after a login. */
export const rootPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const userPath = '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games';

/** A user by name, or by `#` and a number. */
export function namedUser(process: Process, name: string): User | undefined {
  const all = users(process.files);
  const byName = all.find((user) => user.name === name);
  return byName ?? (/^#\d+$/.test(name) ? all.find(({ uid }) => uid === Number(name.slice(1))) : undefined);
}

/** The credentials of a user: root has whatever the container allows, the others have no capabilities. */
export function credentialsOf(process: Process, user: User, gid = user.gid): Credentials {
  const more = groups(process.files).filter((group) => group.members.includes(user.name) && group.gid !== gid);
  return {
    uid: user.uid,
    gid,
    groups: [gid, ...more.map((group) => group.gid)],
    capabilities: user.uid === 0 ? process.confinement.bounding : new Set(),
  };
}

/** Who asks: the user that started it, though the set-user-ID bit of its file makes it root. */
export const askerOf = (process: Process): User | undefined => {
  const uid = process.credentials.real?.uid ?? process.credentials.uid;
  return users(process.files).find((user) => user.uid === uid);
};

/** What to run, and as whom. */
export interface Command {
  readonly argv: readonly string[];
  readonly path?: string;
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly credentials: Credentials;
}

/** Runs a command as another user and takes its status; an errno when it cannot be run. */
export function* runAs(process: Process, command: Command): Task<number | Errno> {
  // Who waits for the command does not die of the keys that are meant for it.
  for (const signal of ['INT', 'QUIT'] as const) process.handle(signal, () => undefined);
  const child = yield* process.spawn(command);
  if (typeof child === 'string') return child;
  const ended = yield* process.wait(child);
  return typeof ended === 'string' ? 1 : exitCode(ended.status);
}
