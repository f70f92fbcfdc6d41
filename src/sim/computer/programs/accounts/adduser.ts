// adduser(8), addgroup(8), deluser(8), delgroup(8): busybox's applets, and Debian's programs of these names.
import type { Task } from '../../../kernel/task.ts';
import { applet, type Invocation } from '../invocation.ts';
import { AccountFiles, field, freeNumber, makeHome, removeTree } from './account-files.ts';
import { busyboxAddgroup, busyboxAdduser, busyboxDelete } from './busybox-accounts.ts';
import { changePassword } from './passwd.ts';

const debianLong = {
  system: 'system',
  group: 'group',
  home: 'home:',
  shell: 'shell:',
  'no-create-home': 'no-create-home',
  uid: 'uid:',
  gid: 'gid:',
  ingroup: 'ingroup:',
  firstuid: 'firstuid:',
  lastuid: 'lastuid:',
  'disabled-password': 'disabled-password',
  'disabled-login': 'disabled-login',
  gecos: 'gecos:',
  comment: 'gecos:',
  add_extra_groups: 'add_extra_groups',
  'add-extra-groups': 'add_extra_groups',
  'force-badname': 'force-badname',
  'allow-badname': 'force-badname',
  quiet: 'q',
  debug: 'debug',
} as const;

/** `adduser` */
export const adduser = applet(
  {
    name: 'adduser',
    short: 'q',
    long: debianLong,
    usage: '[options] user [group]',
    about: 'Add a user.',
    busybox: {
      short: 'h:g:s:G:DSHu:k:',
      long: {
        home: 'h:',
        gecos: 'g:',
        shell: 's:',
        ingroup: 'G:',
        'disabled-password': 'D',
        'empty-password': 'D',
        system: 'S',
        'no-create-home': 'H',
        uid: 'u:',
        skel: 'k:',
      },
      usage: '[OPTIONS] USER [GROUP]',
    },
  },
  function* (run) {
    return run.gnu ? yield* debianAdduser(run) : yield* busyboxAdduser(run);
  },
);

/** `addgroup` */
export const addgroup = applet(
  {
    name: 'addgroup',
    short: 'q',
    long: { system: 'system', gid: 'gid:', quiet: 'q', 'force-badname': 'force-badname', debug: 'debug' },
    usage: '[--gid ID] group',
    about: 'Add a group.',
    busybox: { short: 'g:S', long: { gid: 'g:', system: 'S' }, usage: '[-g GID] [-S] [USER] GROUP' },
  },
  function* (run) {
    return run.gnu ? yield* debianAddgroup(run) : yield* busyboxAddgroup(run);
  },
);

const leaving = (name: 'deluser' | 'delgroup') =>
  applet(
    {
      name,
      short: 'q',
      long: {
        'remove-home': 'r',
        'remove-all-files': 'a',
        system: 'system',
        group: 'group',
        quiet: 'q',
        'only-if-empty': 'only-if-empty',
      },
      unsimulated: ['backup', 'backup-to', 'backup-suffix'],
      usage: name === 'deluser' ? '[options] user [group]' : '[options] group',
      about: name === 'deluser' ? 'Remove a user.' : 'Remove a group.',
      busybox: {
        short: name === 'deluser' ? 'r' : '',
        long: name === 'deluser' ? { 'remove-home': 'r' } : {},
        usage: name === 'deluser' ? '[--remove-home] USER' : '[USER] GROUP',
      },
    },
    function* (run) {
      return run.gnu ? yield* debianDelete(run) : yield* busyboxDelete(run);
    },
  );

/** `deluser` */
export const deluser = leaving('deluser');
/** `delgroup` */
export const delgroup = leaving('delgroup');

function* debianFiles(run: Invocation): Task<AccountFiles> {
  const { process } = run;
  if (process.credentials.uid !== 0)
    return yield* run.die(
      run.name.startsWith('del')
        ? 'Only root may remove a user or group from the system.'
        : 'Only root may add a user or group to the system.',
    );
  return new AccountFiles(process.files, process.machine.kernel.clock);
}

function* say(run: Invocation, text: string): Task {
  if (!run.options.has('q')) yield* run.print(`${text}\n`);
}

function* debianAdduser(run: Invocation): Task<number> {
  const { options, operands, process } = run;
  const { files } = process;
  const [name, into, extra] = operands;
  if (name === undefined || extra !== undefined) return yield* run.die('Only one or two names allowed.');
  const accounts = yield* debianFiles(run);
  if (into !== undefined) {
    if (!accounts.user(name)) return yield* run.die(`The user \`${name}' does not exist.`);
    const group = accounts.group(into);
    if (!group) return yield* run.die(`The group \`${into}' does not exist.`);
    if (accounts.members(group).includes(name)) {
      if (!options.has('q')) yield* run.complain(`The user \`${name}' is already a member of \`${into}'.`, 0);
      return 0;
    }
    accounts.setMembers(group, [...accounts.members(group), name]);
    accounts.save();
    yield* say(run, `Adding user \`${name}' to group \`${into}' ...\nDone.`);
    return 0;
  }
  const system = options.has('system');
  const uidWish = options.value('uid');
  const known = accounts.user(name);
  if (known && system && Number(known[field.uid]) < 1000) {
    yield* say(run, `The system user \`${name}' already exists. Exiting.`);
    return 0;
  }
  if (known) return yield* run.die(`The user \`${name}' already exists.`);
  if (uidWish !== undefined && accounts.uidTaken(Number(uidWish)))
    return yield* run.die(`The UID ${Number(uidWish)} is already in use.`);
  const wish = options.value('ingroup') ?? options.value('gid');
  const group = wish === undefined ? undefined : accounts.group(wish);
  if (wish !== undefined && !group)
    return yield* run.die(`The ${options.has('ingroup') ? 'group' : 'GID'} \`${wish}' does not exist.`);
  const ownGroup = !group && (!system || options.has('group'));
  const first = Number(options.value('firstuid') ?? (system ? 100 : 1000));
  const last = Number(options.value('lastuid') ?? (system ? 999 : 59_999));
  const taken = (id: number): boolean => accounts.uidTaken(id) || (!system && ownGroup && accounts.gidTaken(id));
  const uid = uidWish === undefined ? freeNumber(first, last, taken) : Number(uidWish);
  if (uid === undefined)
    return yield* run.die(`No UID is available in the range ${first}-${last} (FIRST_UID - LAST_UID).`);
  const home = options.value('home') ?? (system ? '/nonexistent' : `/home/${name}`);
  if (options.has('home') && !home.startsWith('/')) return yield* run.die('The home dir must be an absolute path.');
  if (options.has('home') && !files.exists(home) && options.has('no-create-home'))
    yield* run.warn(
      `adduser: Warning: The home dir ${home} you specified can't be accessed: No such file or directory`,
    );
  const shell = options.value('shell') ?? (system ? '/usr/sbin/nologin' : '/bin/bash');
  yield* say(run, system ? `Adding system user \`${name}' (UID ${uid}) ...` : `Adding user \`${name}' ...`);
  let gid = group ? Number(group[2]) : Number(accounts.group('nogroup')?.[2] ?? 65534);
  let groupName = group?.[0] ?? 'nogroup';
  if (ownGroup) {
    gid = accounts.gidTaken(uid)
      ? (freeNumber(system ? 100 : 1000, system ? 999 : 59_999, (id) => accounts.gidTaken(id)) ?? uid)
      : uid;
    groupName = name;
    yield* say(run, `Adding new group \`${name}' (${system ? 'GID ' : ''}${gid}) ...`);
    accounts.addGroup(name, gid);
  }
  yield* say(
    run,
    system
      ? `Adding new user \`${name}' (UID ${uid}) with group \`${groupName}' ...`
      : `Adding new user \`${name}' (${uid}) with group \`${groupName} (${gid})' ...`,
  );
  const disabled = options.has('disabled-password') || options.has('disabled-login') || system;
  const gecos = options.value('gecos');
  accounts.addUser(
    [name, 'x', String(uid), String(gid), system ? (gecos ?? '') : fullGecos(gecos), home, shell],
    '!',
    system ? ['', '', '', '', '', ''] : ['0', '99999', '7', '', '', ''],
  );
  if (!system) accounts.addSubordinates(name);
  accounts.save();
  if (options.has('no-create-home') || home === '/nonexistent')
    yield* say(run, `Not creating ${home === '/nonexistent' ? '' : 'home directory '}\`${home}'.`);
  else if (files.exists(home))
    yield* run.warn(
      `adduser: Warning: The home directory \`${home}' already exists.\nadduser: Not touching this directory.`,
    );
  else {
    yield* say(run, `Creating home directory \`${home}' ...`);
    if (!system) yield* say(run, "Copying files from `/etc/skel' ...");
    yield* makeHome(files, home, { uid, gid }, system ? 0o755 : 0o700, system ? '/nonexistent' : '/etc/skel');
  }
  if (!disabled) {
    const status = yield* changePassword(run, name, 'passwd');
    if (status !== 0) yield* run.warn('Try again? [y/N] ');
  }
  if (!system && !group) yield* joinUsers(run, name);
  return 0;
}

/** What the fifth field of an ordinary user says when only a name, or nothing, was given. */
const fullGecos = (gecos: string | undefined): string => {
  const parts = (gecos ?? '').split(',');
  return [...parts, ...Array<string>(Math.max(0, 4 - parts.length)).fill('')].join(',');
};

/** Ordinary users belong to the group `users`. */
function* joinUsers(run: Invocation, name: string): Task {
  const { process } = run;
  const accounts = new AccountFiles(process.files, process.machine.kernel.clock);
  const group = accounts.group('users');
  if (!group) return;
  yield* say(run, `Adding new user \`${name}' to supplemental / extra groups \`users' ...`);
  yield* say(run, `Adding user \`${name}' to group \`users' ...`);
  accounts.setMembers(group, [...accounts.members(group), name]);
  accounts.save();
}

function* debianAddgroup(run: Invocation): Task<number> {
  const { options, operands } = run;
  const [name, extra] = operands;
  if (name === undefined) return yield* run.die('No group name given.');
  if (extra !== undefined) return yield* debianAdduser(run);
  const accounts = yield* debianFiles(run);
  const system = options.has('system');
  if (accounts.groups.some((row) => row[0] === name)) {
    if (!system) return yield* run.die(`The group \`${name}' already exists.`);
    yield* run.warn(`addgroup: The group \`${name}' already exists as a system group. Exiting.`);
    return 0;
  }
  const wish = options.value('gid');
  if (wish !== undefined && accounts.gidTaken(Number(wish)))
    return yield* run.die(`The GID \`${wish}' is already in use.`);
  // Debian gives users and groups of the system the same range; the next free group is one after the last.
  const gid =
    wish === undefined
      ? freeNumber(system ? 100 : 1000, system ? 999 : 59_999, (id) => accounts.gidTaken(id))
      : Number(wish);
  if (gid === undefined) return yield* run.die('No GID is available in the range 1000-59999 (FIRST_GID - LAST_GID).');
  yield* say(run, `Adding group \`${name}' (GID ${gid}) ...`);
  accounts.addGroup(name, gid);
  accounts.save();
  yield* say(run, 'Done.');
  return 0;
}

function* debianDelete(run: Invocation): Task<number> {
  const { options, operands, process } = run;
  const [name, from] = operands;
  if (name === undefined) return yield* run.die('No options allowed after names.');
  const accounts = yield* debianFiles(run);
  if (run.name === 'delgroup' || options.has('group')) {
    const group = accounts.groups.find((row) => row[0] === name);
    if (!group) return yield* run.die(`The group \`${name}' does not exist.`, 3);
    const user = accounts.users.find((row) => row[field.gid] === group[2]);
    if (user) return yield* run.die(`\`${user[0] ?? ''}' still has \`${name}' as their primary group!`, 7);
    yield* say(run, `Removing group \`${name}' ...`);
    accounts.removeGroup(name);
    accounts.save();
    yield* say(run, 'Done.');
    return 0;
  }
  const user = accounts.user(name);
  if (!user) return yield* run.die(`The user \`${name}' does not exist.`, 2);
  if (from !== undefined) {
    const group = accounts.group(from);
    if (!group) return yield* run.die(`The group \`${from}' does not exist.`, 3);
    if (!accounts.members(group).includes(name))
      return yield* run.die(`The user \`${name}' is not a member of group \`${from}'.`, 6);
    yield* say(run, `Removing user \`${name}' from group \`${from}' ...`);
    accounts.setMembers(
      group,
      accounts.members(group).filter((one) => one !== name),
    );
    accounts.save();
    yield* say(run, 'Done.');
    return 0;
  }
  if (options.has('r') || options.has('a')) {
    const home = user[field.home] ?? '';
    yield* say(run, 'Looking for files to backup/remove ...');
    if (process.files.exists(home)) yield* say(run, 'Removing files ...');
    removeTree(process.files, home);
  }
  if (!process.files.exists('/usr/bin/crontab'))
    yield* run.warn("deluser: `/usr/bin/crontab' not executed. Skipping crontab removal. Package `cron' required.");
  yield* say(run, `Removing user \`${name}' ...`);
  accounts.removeUser(name);
  const own = accounts.groups.find((row) => row[0] === name);
  if (own && accounts.members(own).length === 0) accounts.removeGroup(name);
  accounts.save();
  yield* say(run, 'Done.');
  return 0;
}
