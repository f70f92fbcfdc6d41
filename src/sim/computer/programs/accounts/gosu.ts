// gosu(1), su-exec(8): become another user and then another program, with the same process id. Images' entrypoints use them.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { findUser, groups, users, type User } from '../users.ts';
import { complainTo } from '../text.ts';
import { credentialsOf } from './become-user.ts';

/** Where a user is described as `name`, `name:group`, or numbers in their place. */
function identity(process: Process, text: string): { readonly user: User; readonly gid: number } | string {
  const [name = '', group] = text.split(':', 2);
  const numeric = /^\d+$/.test(name) ? Number(name) : undefined;
  const known = findUser(process.files, name) ?? users(process.files).find(({ uid }) => uid === numeric);
  if (!known && numeric === undefined) return `unable to find user ${name}: no matching entries in passwd file`;
  const user = known ?? { name, uid: numeric ?? 0, gid: 0, home: '/', shell: '/bin/sh' };
  if (group === undefined || group === '') return { user, gid: user.gid };
  const found = groups(process.files).find((each) => each.name === group);
  if (!found && !/^\d+$/.test(group)) return `unable to find group ${group}: no matching entries in group file`;
  return { user, gid: found?.gid ?? Number(group) };
}

/** Whether and how the program became another; a text when it did not. */
function* become(process: Process, spec: string, command: readonly string[]): Task<string> {
  const found = identity(process, spec);
  if (typeof found === 'string') return `failed switching to "${spec}": ${found}`;
  const { user, gid } = found;
  const allowed = process.credentials.capabilities;
  if (user.uid !== process.credentials.uid && !allowed.has('CAP_SETUID'))
    return `failed switching to "${spec}": operation not permitted`;
  const env = new Map(process.env).set('HOME', user.home);
  const errno = yield* process.exec({ argv: command, env, credentials: credentialsOf(process, user, gid) });
  const name = command[0] ?? '';
  if (errno === 'ENOENT')
    return name.includes('/') ? `stat ${name}: no such file or directory` : 'executable file not found in $PATH';
  return strerror(errno).toLowerCase();
}

const usage = `Usage: gosu user-spec command [args]
   eg: gosu myuser bash
       gosu nobody:root bash -c 'whoami && id'
       gosu 1000:1 id

gosu version: 1.17
`;

/** `gosu` */
export const gosu: Program = function* (process) {
  const [, spec = '', ...command] = process.argv;
  if (spec === '--version' || spec === '-v') {
    yield* process.descriptors.get(1)?.write(new TextEncoder().encode('1.17\n')) ?? [];
    return 0;
  }
  if (command[0] === undefined) {
    yield* complainTo(process, usage);
    return spec === '--help' || spec === '-h' ? 0 : 1;
  }
  const problem = yield* become(process, spec, command);
  const executing = problem.startsWith('failed switching') ? problem : `exec: "${command[0]}": ${problem}`;
  yield* complainTo(process, `error: ${executing}\n`);
  return 1;
};

/** `su-exec` */
export const suExec: Program = function* (process) {
  const [, spec = '', ...command] = process.argv;
  if (command[0] === undefined) {
    yield* complainTo(process, 'Usage: su-exec user-spec command [args]\n');
    return 0;
  }
  const problem = yield* become(process, spec, command);
  yield* complainTo(process, `su-exec: ${problem.startsWith('failed') ? problem : `${command[0]}: ${problem}`}\n`);
  return 1;
};
