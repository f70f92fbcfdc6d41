// adduser, addgroup, deluser, delgroup of busybox.
import type { Task } from '../../../kernel/task.ts';
import type { Invocation } from '../invocation.ts';
import { AccountFiles, field, freeNumber, makeHome, removeTree, type Row } from './account-files.ts';
import { changePassword } from './passwd.ts';

function* accountFiles(run: Invocation): Task<AccountFiles> {
  const { process } = run;
  if (process.credentials.uid !== 0) return yield* run.die('permission denied (are you root?)');
  return new AccountFiles(process.files, process.machine.kernel.clock);
}

function* checkName(run: Invocation, name: string): Task {
  if (!/^[A-Za-z0-9_.][A-Za-z0-9_.@-]*\$?$/.test(name)) yield* run.die('illegal name');
}

const lastId = 59_999;

/** `adduser [OPTIONS] USER [GROUP]` */
export function* busyboxAdduser(run: Invocation): Task<number> {
  const { options, operands, process } = run;
  const [name, into, extra] = operands;
  if (name === undefined || extra !== undefined) return yield* run.misuse();
  const accounts = yield* accountFiles(run);
  if (into !== undefined) return yield* join(run, accounts, name, into);
  yield* checkName(run, name);
  const system = options.has('S');
  const groupName = options.value('G') ?? (system ? 'nogroup' : undefined);
  const group = groupName === undefined ? undefined : accounts.group(groupName);
  if (groupName !== undefined && !group) return yield* run.die(`unknown group ${groupName}`);
  if (accounts.user(name)) return yield* run.die(`user '${name}' in use`);
  if (!group && accounts.group(name)) return yield* run.die(`group '${name}' in use`);
  const wish = options.value('u');
  if (wish !== undefined && !/^\d+$/.test(wish)) return yield* run.die(`invalid number '${wish}'`);
  if (wish !== undefined && accounts.uidTaken(Number(wish))) return yield* run.die(`uid '${wish}' in use`);
  const taken = (id: number): boolean => accounts.uidTaken(id) || (!group && accounts.gidTaken(id));
  const uid = wish === undefined ? freeNumber(system ? 100 : 1000, system ? 999 : lastId, taken) : Number(wish);
  if (uid === undefined) return yield* run.die('no uids left');
  if (!group && wish !== undefined && accounts.gidTaken(uid)) return yield* run.die(`gid '${uid}' in use`);
  const gid = group ? Number(group[2]) : uid;
  const home = options.value('h') ?? `/home/${name}`;
  const shell = options.value('s') ?? (system ? '/bin/false' : '/bin/sh');
  accounts.addUser([name, 'x', String(uid), String(gid), options.value('g') ?? 'Linux User,,,', home, shell], '!', [
    '0',
    '99999',
    '7',
    '',
    '',
    '',
  ]);
  if (!group) accounts.addGroup(name, gid);
  accounts.save();
  if (!options.has('H')) yield* makeHome(process.files, home, { uid, gid }, 0o2755);
  if (options.has('D') || system) return 0;
  return yield* changePassword(run, name, 'passwd');
}

/** `addgroup [-g GID] [-S] [USER] GROUP` */
export function* busyboxAddgroup(run: Invocation): Task<number> {
  const { options, operands } = run;
  const [first, second, extra] = operands;
  if (first === undefined || extra !== undefined) return yield* run.misuse();
  const accounts = yield* accountFiles(run);
  if (second !== undefined) return yield* join(run, accounts, first, second);
  yield* checkName(run, first);
  if (accounts.groups.some((row) => row[0] === first)) return yield* run.die(`group '${first}' in use`);
  const wish = options.value('g');
  if (wish !== undefined && !/^\d+$/.test(wish)) return yield* run.die(`invalid number '${wish}'`);
  if (wish !== undefined && accounts.gidTaken(Number(wish))) return yield* run.die(`gid '${wish}' in use`);
  const system = options.has('S');
  const taken = (id: number): boolean => accounts.gidTaken(id);
  const gid = wish === undefined ? freeNumber(system ? 100 : 1000, system ? 999 : lastId, taken) : Number(wish);
  if (gid === undefined) return yield* run.die('no gids left');
  accounts.addGroup(first, gid);
  accounts.save();
  return 0;
}

/** `deluser`, and `delgroup`: of a user and a group, the user leaves the group. */
export function* busyboxDelete(run: Invocation): Task<number> {
  const { options, operands, process } = run;
  const ofGroup = run.name === 'delgroup';
  const [first, second, extra] = operands;
  if (first === undefined || extra !== undefined) return yield* run.misuse();
  const accounts = yield* accountFiles(run);
  if (second !== undefined) {
    const group = accounts.group(second);
    if (!accounts.user(first)) return yield* run.die(`unknown user ${first}`);
    if (!group) return yield* run.die(`unknown group ${second}`);
    accounts.setMembers(
      group,
      accounts.members(group).filter((one) => one !== first),
    );
  } else if (ofGroup) {
    const group = accounts.groups.find((row) => row[0] === first);
    if (!group) return yield* run.die(`unknown group ${first}`);
    const user = accounts.users.find((row) => row[field.gid] === group[2]);
    if (user) return yield* run.die(`'${user[0] ?? ''}' still has '${first}' as their primary group!`);
    accounts.removeGroup(first);
  } else {
    const user = accounts.user(first);
    if (!user) return yield* run.die(`unknown user ${first}`);
    accounts.removeUser(first);
    const own = accounts.groups.find((row) => row[0] === first);
    if (own && accounts.members(own).length === 0) accounts.removeGroup(first);
    if (options.has('r')) removeTree(process.files, user[field.home] ?? '');
  }
  accounts.save();
  return 0;
}

function* join(run: Invocation, accounts: AccountFiles, name: string, into: string): Task<number> {
  const group: Row | undefined = accounts.group(into);
  if (!accounts.user(name)) return yield* run.die(`unknown user ${name}`);
  if (!group) return yield* run.die(`unknown group ${into}`);
  if (!accounts.members(group).includes(name)) accounts.setMembers(group, [...accounts.members(group), name]);
  accounts.save();
  return 0;
}
