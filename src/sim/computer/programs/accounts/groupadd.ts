// groupadd(8), groupmod(8), groupdel(8), gpasswd(1) of shadow-utils.
import { applet } from '../invocation.ts';
import { field, freeNumber } from './account-files.ts';
import { accountFiles, idOption, shadowUtils } from './useradd.ts';

const validName = (name: string): boolean => /^[a-zA-Z_][a-zA-Z0-9_.-]*\$?$/.test(name) && name.length <= 32;

/** `groupadd` */
export const groupadd = applet(
  {
    name: 'groupadd',
    short: 'fg:K:op:rR:P:U:',
    long: { force: 'f', gid: 'g:', key: 'K:', 'non-unique': 'o', password: 'p:', system: 'r', users: 'U:' },
    usage: '[options] GROUP',
    about: 'Create a new group.',
    ...shadowUtils,
  },
  function* (run) {
    const { options, operands } = run;
    const [name, extra] = operands;
    if (name === undefined || extra !== undefined) return yield* run.misuse();
    const wish = yield* idOption(run, 'g', 'group');
    if (!validName(name)) return yield* run.die(`'${name}' is not a valid group name`, 3);
    const accounts = yield* accountFiles(run);
    if (accounts.groups.some((row) => row[0] === name)) {
      if (options.has('f')) return 0;
      return yield* run.die(`group '${name}' already exists`, 9);
    }
    const taken = (gid: number): boolean => accounts.gidTaken(gid);
    let gid = wish;
    if (gid !== undefined && taken(gid) && !options.has('o')) {
      if (!options.has('f')) return yield* run.die(`GID '${gid}' already exists`, 4);
      gid = undefined;
    }
    if (gid === undefined) {
      const used = accounts.groups.map((row) => Number(row[2])).filter((id) => id >= 1000 && id < 60000);
      gid = options.has('r') ? freeNumber(101, 999, taken, true) : freeNumber(Math.max(999, ...used) + 1, 60000, taken);
    }
    if (gid === undefined) return yield* run.die("can't get unique GID (no more available GIDs)", 4);
    const group = accounts.addGroup(name, gid);
    accounts.setMembers(
      group,
      (options.value('U') ?? '').split(',').filter((one) => one !== ''),
    );
    accounts.save();
    return 0;
  },
);

/** `groupmod` */
export const groupmod = applet(
  {
    name: 'groupmod',
    short: 'ag:n:op:R:P:U:',
    long: { append: 'a', gid: 'g:', 'new-name': 'n:', 'non-unique': 'o', password: 'p:', users: 'U:' },
    usage: '[options] GROUP',
    about: 'Modify a group definition on the system.',
    ...shadowUtils,
  },
  function* (run) {
    const { options, operands } = run;
    const [name, extra] = operands;
    if (name === undefined || extra !== undefined) return yield* run.misuse();
    const gid = yield* idOption(run, 'g', 'group');
    const accounts = yield* accountFiles(run);
    const group = accounts.groups.find((row) => row[0] === name);
    if (!group) return yield* run.die(`group '${name}' does not exist`, 6);
    if (gid !== undefined && gid !== Number(group[2])) {
      if (accounts.gidTaken(gid) && !options.has('o')) return yield* run.die(`GID '${gid}' already exists`, 4);
      for (const user of accounts.users) if (user[field.gid] === group[2]) user[field.gid] = String(gid);
      group[2] = String(gid);
    }
    const users = options
      .value('U')
      ?.split(',')
      .filter((one) => one !== '');
    if (users) accounts.setMembers(group, options.has('a') ? [...accounts.members(group), ...users] : users);
    const to = options.value('n');
    if (to !== undefined && to !== name) {
      if (accounts.groups.some((row) => row[0] === to)) return yield* run.die(`group '${to}' already exists`, 9);
      accounts.renameGroup(name, to);
    }
    accounts.save();
    return 0;
  },
);

/** `groupdel` */
export const groupdel = applet(
  {
    name: 'groupdel',
    short: 'fR:P:',
    long: { force: 'f', root: 'R:', prefix: 'P:' },
    usage: '[options] GROUP',
    about: 'Delete a group.',
    ...shadowUtils,
  },
  function* (run) {
    const [name, extra] = run.operands;
    if (name === undefined || extra !== undefined) return yield* run.misuse();
    const accounts = yield* accountFiles(run);
    const group = accounts.groups.find((row) => row[0] === name);
    if (!group) return yield* run.die(`group '${name}' does not exist`, 6);
    const user = accounts.users.find((row) => row[field.gid] === group[2]);
    if (user && !run.options.has('f'))
      return yield* run.die(`cannot remove the primary group of user '${user[0] ?? ''}'`, 8);
    accounts.removeGroup(name);
    accounts.save();
    return 0;
  },
);

/** `gpasswd`, as far as it changes members. */
export const gpasswd = applet(
  {
    name: 'gpasswd',
    short: 'a:d:M:A:rRQ:',
    long: { add: 'a:', delete: 'd:', members: 'M:', administrators: 'A:', 'remove-password': 'r', restrict: 'R' },
    usage: '[option] GROUP',
    about: 'Administer /etc/group.',
    ...shadowUtils,
  },
  function* (run) {
    const { options, operands } = run;
    const [name] = operands;
    if (name === undefined) return yield* run.misuse();
    const accounts = yield* accountFiles(run);
    const group = accounts.groups.find((row) => row[0] === name);
    if (!group) return yield* run.die(`group '${name}' does not exist in /etc/group`, 3);
    const members = accounts.members(group);
    const [added, deleted, list] = [options.value('a'), options.value('d'), options.value('M')];
    const wanted = added ?? deleted;
    if (added !== undefined && !accounts.user(added)) return yield* run.die(`user '${added}' does not exist`, 3);
    if (deleted !== undefined) yield* run.print(`Removing user ${deleted} from group ${name}\n`);
    if (deleted !== undefined && !members.includes(deleted))
      return yield* run.die(`user '${deleted}' is not a member of '${name}'`, 3);
    if (wanted === undefined && list === undefined) return yield* run.die('not simulated: passwords of groups', 1);
    if (added !== undefined) {
      yield* run.print(`Adding user ${added} to group ${name}\n`);
      if (!members.includes(added)) accounts.setMembers(group, [...members, added]);
    } else if (deleted !== undefined) {
      accounts.setMembers(
        group,
        members.filter((one) => one !== deleted),
      );
    } else
      accounts.setMembers(
        group,
        (list ?? '').split(',').filter((one) => one !== ''),
      );
    accounts.save();
    return 0;
  },
);
