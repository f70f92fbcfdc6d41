// id(1), groups(1), uname(1), arch(1).
import type { Task } from '../../kernel/task.ts';
import { linux } from '../linux.ts';
import { applet, type Invocation } from './invocation.ts';
import { findUser, groups as allGroups, Names, users } from './users.ts';

interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** The identity of a named user, or of the process; ends the program when there is no such user. */
function* identityOf(run: Invocation, name: string | undefined): Task<Identity> {
  const { credentials, files } = run.process;
  if (name === undefined) {
    const { uid, gid, groups } = credentials;
    // The kernel keeps them sorted; GNU's program tells the own group first.
    const sorted = [...new Set([gid, ...groups])].sort((a, b) => a - b);
    return { uid, gid, groups: run.gnu ? [gid, ...sorted.filter((group) => group !== gid)] : sorted };
  }
  const user =
    findUser(files, name) ??
    (run.gnu && /^\+?\d+$/.test(name) ? users(files).find(({ uid }) => uid === Number(name)) : undefined);
  if (!user) return yield* run.die(run.gnu ? `${run.quote(name)}: no such user` : `unknown user ${name}`);
  const more = allGroups(files).filter((group) => group.members.includes(name) && group.gid !== user.gid);
  return { uid: user.uid, gid: user.gid, groups: [user.gid, ...more.map(({ gid }) => gid)] };
}

/** `id` */
export const id = applet(
  {
    name: 'id',
    short: 'agGnruzZ',
    long: { group: 'g', groups: 'G', name: 'n', real: 'r', user: 'u', zero: 'z' },
    unsimulated: ['context'],
    usage: '[OPTION]... [USER]...',
    about: 'Print user and group information for each specified USER, or for the current process.',
    busybox: { short: 'ugGnr', long: {}, usage: '[-ugGnr] [USER]' },
  },
  function* (run) {
    const { options, process } = run;
    const names = new Names(process.files);
    const identity = yield* identityOf(run, run.operands[0]);
    const named = options.has('n');
    const user = (uid: number): string => (named ? names.user(uid) : String(uid));
    const group = (gid: number): string => (named ? names.group(gid) : String(gid));
    const choice = options.last('u', 'g', 'G');
    if (named && choice === undefined) {
      if (!run.gnu) return yield* run.misuse();
      return yield* run.die('cannot print only names or real IDs in default format');
    }
    if (choice === 'u') yield* run.print(`${user(identity.uid)}\n`);
    else if (choice === 'g') yield* run.print(`${group(identity.gid)}\n`);
    else if (choice === 'G') yield* run.print(`${identity.groups.map(group).join(' ')}\n`);
    else {
      const withName = (number: number, name: string): string =>
        name === String(number) ? name : `${number}(${name})`;
      const all = identity.groups.map((gid) => withName(gid, names.group(gid))).join(',');
      const { real } = process.credentials;
      const own = run.operands.length === 0 && real ? real : identity;
      const effective = own.uid === identity.uid ? '' : ` euid=${withName(identity.uid, names.user(identity.uid))}`;
      const shown = `uid=${withName(own.uid, names.user(own.uid))} gid=${withName(own.gid, names.group(own.gid))}${effective}`;
      yield* run.print(`${shown}${all === '' ? '' : ` groups=${all}`}\n`);
    }
    return run.status;
  },
);

/** `groups` */
export const groups = applet(
  {
    name: 'groups',
    short: '',
    usage: '[OPTION]... [USERNAME]...',
    about: 'Print group memberships for each USERNAME.',
  },
  function* (run) {
    const names = new Names(run.process.files);
    for (const name of run.operands.length > 0 ? run.operands : [undefined]) {
      if (run.gnu && name !== undefined && !findUser(run.process.files, name)) {
        yield* run.complain(`${run.quote(name)}: no such user`);
        continue;
      }
      const identity = yield* identityOf(run, name);
      const list = identity.groups.map((gid) => names.group(gid)).join(' ');
      yield* run.print(`${name !== undefined && run.gnu ? `${name} : ` : ''}${list}\n`);
    }
    return run.status;
  },
);

/** `uname` */
export const uname = applet(
  {
    name: 'uname',
    short: 'aimnoprsv',
    long: {
      all: 'a',
      'kernel-name': 's',
      nodename: 'n',
      'kernel-release': 'r',
      'kernel-version': 'v',
      machine: 'm',
      processor: 'p',
      'hardware-platform': 'i',
      'operating-system': 'o',
    },
    usage: '[OPTION]...',
    about: 'Print certain system information.',
    busybox: { short: 'amnrspvio', long: {}, usage: '[-amnrspvio]' },
  },
  function* (run) {
    const [extra] = run.operands;
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    const has = (letter: string): boolean => run.options.has('a') || run.options.has(letter);
    const words: string[] = [];
    const none = run.options.given.length === 0;
    if (none || has('s')) words.push(linux.name);
    if (has('n')) words.push(run.process.hostname);
    if (has('r')) words.push(linux.release);
    if (has('v')) words.push(linux.version);
    if (has('m')) words.push(linux.architecture);
    if (run.options.has('p')) words.push('unknown');
    if (run.options.has('i')) words.push('unknown');
    if (has('o')) words.push(run.gnu || !run.options.has('a') ? 'GNU/Linux' : 'Linux');
    yield* run.print(`${words.join(' ')}\n`);
    return run.status;
  },
);

/** `arch` */
export const arch = applet(
  { name: 'arch', short: '', usage: '[OPTION]...', about: 'Print machine architecture.' },
  function* (run) {
    yield* run.print(`${linux.architecture}\n`);
    return 0;
  },
);
