// useradd(8), usermod(8), userdel(8) of shadow-utils.
import { failed } from '../../filesystem/errno.ts';
import { applet, type Description, type Invocation } from '../invocation.ts';
import type { Task } from '../../../kernel/task.ts';
import { AccountFiles, field, freeNumber, makeHome, removeTree, type Row } from './account-files.ts';

/** What the programs of shadow-utils have in common. */
export const shadowUtils = {
  wholeUsage: true,
  misuse: 2,
  version: 'shadow 4.17.4',
} as const satisfies Partial<Description>;

/** The files, for root; ends the program for anybody else. */
export function* accountFiles(run: Invocation): Task<AccountFiles> {
  const { process } = run;
  const file = run.name.startsWith('group') ? 'group' : 'passwd';
  if (process.credentials.uid !== 0) {
    yield* run.complain('Permission denied.', 1);
    return yield* run.die(`cannot lock /etc/${file}; try again later.`, 1);
  }
  return new AccountFiles(process.files, process.machine.kernel.clock);
}

const validName = (name: string): boolean => /^[a-zA-Z_][a-zA-Z0-9_.-]*\$?$/.test(name) && name.length <= 32;

/** The id that an option names; undefined when it is left out. */
export function* idOption(run: Invocation, letter: string, what: string): Task<number | undefined> {
  const text = run.options.value(letter);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) return yield* run.die(`invalid ${what} ID '${text}'`, 3);
  return Number(text);
}

/** The groups of a list; ends the program when one does not exist. */
function* groupList(run: Invocation, accounts: AccountFiles, list: string): Task<Row[]> {
  const found: Row[] = [];
  for (const name of list.split(',').filter((one) => one !== '')) {
    const group = accounts.group(name);
    if (group) found.push(group);
    else yield* run.complain(`group '${name}' does not exist`, 6);
  }
  return run.status === 0 ? found : yield* run.end(6);
}

/** Complains about a login shell that cannot be one. */
function* checkShell(run: Invocation, shell: string): Task {
  if (!shell.startsWith('/') && shell !== '') yield* run.die(`invalid shell '${shell}'`, 3);
  const stat = run.process.files.stat(shell);
  if (shell !== '' && (failed(stat) || stat.kind !== 'file' || (stat.mode & 0o111) === 0))
    yield* run.complain(`Warning: missing or non-executable shell '${shell}'`, 0);
}

/** `useradd` */
export const useradd = applet(
  {
    name: 'useradd',
    short: 'b:c:d:De:f:Fg:G:k:K:lmMNop:rR:P:s:u:UZ:',
    long: {
      badname: 'badname',
      badnames: 'badname',
      'base-dir': 'b:',
      comment: 'c:',
      'home-dir': 'd:',
      home: 'd:',
      defaults: 'D',
      expiredate: 'e:',
      inactive: 'f:',
      gid: 'g:',
      groups: 'G:',
      skel: 'k:',
      key: 'K:',
      'no-log-init': 'l',
      'create-home': 'm',
      'no-create-home': 'M',
      'no-user-group': 'N',
      'non-unique': 'o',
      password: 'p:',
      system: 'r',
      shell: 's:',
      uid: 'u:',
      'user-group': 'U',
    },
    usage: '[options] LOGIN\n-D\n-D [options]',
    about: 'Create a new user.',
    ...shadowUtils,
  },
  function* (run) {
    const { options, operands, process } = run;
    const { files } = process;
    const base = options.value('b') ?? '/home';
    if (options.has('D')) {
      yield* run.print(
        'GROUP=100\nGROUPS=\nHOME=/home\nINACTIVE=-1\nEXPIRE=\nSHELL=/bin/sh\nSKEL=/etc/skel\nUSRSKEL=/usr/etc/skel\nCREATE_MAIL_SPOOL=no\nLOG_INIT=yes\n',
      );
      return 0;
    }
    const unsimulated = ['R', 'P', 'Z'].find((letter) => options.has(letter));
    if (unsimulated) return yield* run.die(`not simulated: -${unsimulated}`, 2);
    const [name, extra] = operands;
    if (name === undefined || extra !== undefined) return yield* run.misuse();
    const uidWish = yield* idOption(run, 'u', 'user');
    const shell = options.value('s') ?? '/bin/sh';
    if (options.has('s')) yield* checkShell(run, shell);
    if (!validName(name) && !options.has('badname'))
      return yield* run.die(`invalid user name '${name}': use --badname to ignore`, 3);
    const accounts = yield* accountFiles(run);
    const system = options.has('r');
    const groupWish = options.value('g');
    const primary = groupWish === undefined ? undefined : accounts.group(groupWish);
    if (groupWish !== undefined && !primary) return yield* run.die(`group '${groupWish}' does not exist`, 6);
    const supplementary = yield* groupList(run, accounts, options.value('G') ?? '');
    if (accounts.user(name)) return yield* run.die(`user '${name}' already exists`, 9);
    const ownGroup = !primary && !options.has('N');
    if (ownGroup && accounts.group(name))
      return yield* run.die(`group ${name} exists - if you want to add this user to that group, use -g.`, 9);
    if (uidWish !== undefined && accounts.uidTaken(uidWish) && !options.has('o'))
      return yield* run.die(`UID ${uidWish} is not unique`, 4);
    const taken = (id: number): boolean => accounts.uidTaken(id) || (ownGroup && accounts.gidTaken(id));
    const uid = uidWish ?? (system ? freeNumber(101, 999, taken, true) : nextId(accounts, taken));
    if (uid === undefined) return yield* run.die("can't get unique UID (no more available UIDs)", 4);
    if (uidWish !== undefined && !system && (uid < 1000 || uid > 60000))
      yield* run.warn(`${run.name} warning: ${name}'s uid ${uid} outside of the UID_MIN 1000 and UID_MAX 60000 range.`);
    if (uidWish !== undefined && system && (uid < 100 || uid > 999))
      yield* run.warn(`${run.name} warning: ${name}'s uid ${uid} is greater than SYS_UID_MAX 999`);
    const free = !accounts.gidTaken(uid) && !(uid === 0);
    const gid = primary
      ? Number(primary[2])
      : ownGroup
        ? free
          ? uid
          : (freeNumber(1000, 60000, (id) => accounts.gidTaken(id)) ?? uid)
        : 100;
    if (ownGroup) accounts.addGroup(name, gid);
    const home = options.value('d') ?? `${base}/${name}`;
    accounts.addUser(
      [name, 'x', String(uid), String(gid), options.value('c') ?? '', home, shell],
      options.value('p') ?? '!',
      system ? ['', '', '', '', options.value('e') ?? '', ''] : ['0', '99999', '7', options.value('f') ?? '', '', ''],
    );
    for (const group of supplementary) accounts.setMembers(group, [...accounts.members(group), name]);
    if (!system) accounts.addSubordinates(name);
    accounts.save();
    if (options.has('m') && !options.has('M')) {
      const made = yield* makeHome(files, home, { uid, gid }, 0o755, options.value('k'));
      if (!made) {
        yield* run.warn(
          `useradd: warning: the home directory ${home} already exists.\nuseradd: Not copying any file from skel directory into it.`,
        );
      }
    }
    return 0;
  },
);

/** The number after the largest one of ordinary users, or the first free one. */
function nextId(accounts: AccountFiles, taken: (id: number) => boolean): number | undefined {
  const ids = accounts.users.map((row) => Number(row[field.uid])).filter((id) => id >= 1000 && id < 60000);
  const next = Math.max(999, ...ids) + 1;
  return freeNumber(next, 60000, taken) ?? freeNumber(1000, 60000, taken);
}

/** `usermod` */
export const usermod = applet(
  {
    name: 'usermod',
    short: 'abc:d:e:f:g:G:l:Lmop:P:rR:s:u:Uv:V:w:W:Z:',
    long: {
      append: 'a',
      badname: 'b',
      comment: 'c:',
      home: 'd:',
      expiredate: 'e:',
      inactive: 'f:',
      gid: 'g:',
      groups: 'G:',
      login: 'l:',
      lock: 'L',
      'move-home': 'm',
      'non-unique': 'o',
      password: 'p:',
      remove: 'r',
      shell: 's:',
      uid: 'u:',
      unlock: 'U',
    },
    usage: '[options] LOGIN',
    about: 'Modify a user account.',
    ...shadowUtils,
  },
  function* (run) {
    const { options, operands, process } = run;
    const { files } = process;
    const [name, extra] = operands;
    const unsimulated = ['R', 'P', 'Z', 'v', 'V', 'w', 'W'].find((letter) => options.has(letter));
    if (unsimulated) return yield* run.die(`not simulated: -${unsimulated}`, 2);
    if (name === undefined || extra !== undefined) return yield* run.misuse();
    if (options.given.length === 0) {
      const known = new AccountFiles(files, process.machine.kernel.clock).user(name);
      if (!known) return yield* run.die(`user '${name}' does not exist`, 6);
      yield* run.warn('usermod: no options');
      return yield* run.misuse();
    }
    if (options.has('a') && !options.has('G')) return yield* run.misuse('-a flag is only allowed with the -G flag');
    if (options.has('m') && !options.has('d')) return yield* run.misuse('-m flag is only allowed with the -d flag');
    const uid = yield* idOption(run, 'u', 'user');
    const shell = options.value('s');
    if (shell !== undefined) yield* checkShell(run, shell);
    const accounts = yield* accountFiles(run);
    const user = accounts.user(name);
    if (!user) return yield* run.die(`user '${name}' does not exist`, 6);
    const groupWish = options.value('g');
    const primary = groupWish === undefined ? undefined : accounts.group(groupWish);
    if (groupWish !== undefined && !primary) return yield* run.die(`group '${groupWish}' does not exist`, 6);
    const list = options.value('G');
    const wanted = list === undefined ? undefined : yield* groupList(run, accounts, list);
    const login = options.value('l');
    if (login !== undefined && accounts.user(login)) return yield* run.die(`user '${login}' already exists`, 9);
    if (uid !== undefined && accounts.uidTaken(uid) && Number(user[field.uid]) !== uid && !options.has('o'))
      return yield* run.die(`UID '${uid}' already exists`, 4);
    const oldHome = user[field.home] ?? '';
    const oldUid = Number(user[field.uid]);
    if (uid !== undefined) user[field.uid] = String(uid);
    if (primary) user[field.gid] = primary[2] ?? '';
    if (options.has('c')) user[field.gecos] = options.value('c') ?? '';
    if (options.has('d')) user[field.home] = options.value('d') ?? '';
    if (shell !== undefined) user[field.shell] = shell;
    const secret = accounts.secret(name);
    if (secret) {
      if (options.has('p')) secret[1] = options.value('p') ?? '';
      if (options.has('L') && !secret[1]?.startsWith('!')) secret[1] = `!${secret[1] ?? ''}`;
      if (options.has('U') && secret[1] === '!')
        yield* run.warn(
          "usermod: unlocking the user's password would result in a passwordless account.\nYou should set a password with usermod -p to unlock this user's password.",
        );
      else if (options.has('U')) secret[1] = (secret[1] ?? '').replace(/^!/, '');
      if (options.has('e')) secret[7] = options.value('e') ?? '';
      if (options.has('f')) secret[6] = options.value('f') ?? '';
    }
    if (wanted)
      for (const group of accounts.groups) {
        const members = accounts.members(group);
        const inList = wanted.includes(group);
        const keep = options.has('r') ? !inList : inList || options.has('a');
        if (inList && !options.has('r') && !members.includes(name)) accounts.setMembers(group, [...members, name]);
        else if (!keep && members.includes(name))
          accounts.setMembers(
            group,
            members.filter((member) => member !== name),
          );
      }
    if (login !== undefined) accounts.renameUser(name, login);
    accounts.save();
    const home = user[field.home] ?? '';
    if (options.has('m') && home !== oldHome) {
      if (!files.exists(oldHome))
        yield* run.warn(
          `usermod: The previous home directory (${oldHome}) does not exist or is inaccessible. Move cannot be completed.`,
        );
      else if (files.exists(home)) return yield* run.die(`directory ${home} exists`, 12);
      else files.rename(oldHome, home);
    }
    if (uid !== undefined && uid !== oldUid) changeOwner(run, home, oldUid, uid);
    return 0;
  },
);

/** Gives what a user owns in its home to another number. */
function changeOwner(run: Invocation, path: string, from: number, to: number): void {
  const { files } = run.process;
  const stat = files.lstat(path);
  if (failed(stat)) return;
  if (stat.uid === from) files.chown(path, to, stat.gid, false);
  const names = stat.kind === 'directory' ? files.readdir(path) : [];
  if (!failed(names)) for (const name of names) changeOwner(run, `${path}/${name}`, from, to);
}

/** `userdel` */
export const userdel = applet(
  {
    name: 'userdel',
    short: 'frR:P:Z',
    long: { force: 'f', remove: 'r', root: 'R:', prefix: 'P:', 'selinux-user': 'Z' },
    usage: '[options] LOGIN',
    about: 'Delete a user account and related files.',
    ...shadowUtils,
  },
  function* (run) {
    const { options, operands, process } = run;
    const [name, extra] = operands;
    if (name === undefined || extra !== undefined) return yield* run.misuse();
    const accounts = yield* accountFiles(run);
    const user = accounts.user(name);
    if (!user) return yield* run.die(`user '${name}' does not exist`, 6);
    const uid = Number(user[field.uid]);
    const busy = process.visible().find((one) => one.credentials.uid === uid);
    if (busy && !options.has('f'))
      return yield* run.die(`user ${name} is currently used by process ${busy.pidSeenBy(process)}`, 8);
    accounts.removeUser(name);
    const own = accounts.group(name);
    if (own && accounts.members(own).length === 0 && own[2] === user[field.gid]) accounts.removeGroup(name);
    accounts.save();
    if (options.has('r')) {
      const mail = `/var/mail/${name}`;
      if (process.files.exists(mail)) process.files.unlink(mail);
      else yield* run.warn(`userdel: ${name} mail spool (${mail}) not found`);
      const home = user[field.home] ?? '';
      if (process.files.exists(home)) removeTree(process.files, home);
      else yield* run.warn(`userdel: ${name} home directory (${home}) not found`);
    }
    return 0;
  },
);
