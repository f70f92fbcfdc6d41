// sudo(8): runs a command as another user, for members of the group sudo and without asking for a password.
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import type { Credentials } from '../filesystem/credentials.ts';
import { allCapabilities } from '../processes/capabilities.ts';
import { asGnu } from './flavour.ts';
import { applet, reason } from './invocation.ts';
import { statusOf } from './sleep.ts';
import { complainTo } from './text.ts';
import { findUser, groups, userName, type User } from './users.ts';

const securePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin';

/** Variables that come through (env_keep). */
const kept = ['TERM', 'COLORTERM', 'LANG', 'LC_ALL', 'LS_COLORS', 'DISPLAY', 'COLUMNS', 'LINES', 'TZ'];

/** Who may: root, and the members of the group. */
function mayUse({ files, credentials }: Process): boolean {
  if (credentials.uid === 0) return true;
  const name = userName(files, credentials.uid);
  return groups(files).some((group) => group.name === 'sudo' && group.members.includes(name));
}

function credentialsOf({ files }: Process, { name, uid, gid }: User): Credentials {
  const others = groups(files)
    .filter(({ members }) => members.includes(name))
    .map((group) => group.gid);
  return { uid, gid, groups: [gid, ...others], capabilities: uid === 0 ? allCapabilities : new Set() };
}

function environment(process: Process, target: User, words: readonly string[], keep: boolean): Map<string, string> {
  const { env, credentials, files } = process;
  const result = keep ? new Map(env) : new Map<string, string>();
  for (const name of kept) {
    const value = env.get(name);
    if (value !== undefined) result.set(name, value);
  }
  const { name, home, shell } = target;
  const fixed = {
    PATH: securePath,
    HOME: home,
    MAIL: `/var/mail/${name}`,
    LOGNAME: name,
    USER: name,
    SHELL: shell,
    SUDO_COMMAND: words.join(' '),
    SUDO_USER: userName(files, credentials.uid),
    SUDO_UID: String(credentials.uid),
    SUDO_GID: String(credentials.gid),
  };
  for (const [variable, value] of Object.entries(fixed)) result.set(variable, value);
  return result;
}

const usage = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-r role] [-t type] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-r role] [-t type] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] file ...
`;

/** `sudo` */
export const sudo = asGnu(
  applet(
    {
      name: 'sudo',
      short: '+EHKSiknsu:vlg:p:D:',
      long: {
        'preserve-env': 'E', 'set-home': 'H', login: 'i', shell: 's', user: 'u:', 'non-interactive': 'n', stdin: 'S',
        validate: 'v', list: 'l', 'reset-timestamp': 'k', 'remove-timestamp': 'K', group: 'g:', prompt: 'p:', chdir: 'D:',
      }, // prettier-ignore
      usage: '[-u user] [command [arg ...]]',
      about: 'Execute a command as another user.',
      unsimulated: ['l', 'g'],
    },
    function* (run): Task<number> {
      const { options, process } = run;
      const assignments: string[] = [];
      const words = [...run.operands];
      while (/^\w+=/.test(words[0] ?? '')) assignments.push(words.shift() ?? '');
      if (options.has('v') || options.has('k') || options.has('K')) if (words.length === 0) return 0;
      const asShell = options.has('i') || options.has('s');
      if (words.length === 0 && !asShell) {
        yield* complainTo(process, usage);
        return 1;
      }
      const who = options.value('u') ?? 'root';
      const target = /^#\d+$/.test(who)
        ? { name: who.slice(1), uid: Number(who.slice(1)), gid: Number(who.slice(1)), home: '/', shell: '/bin/sh' }
        : findUser(process.files, who);
      if (!target) return yield* run.die(`unknown user ${who}\nsudo: error initializing audit plugin sudoers_audit`);
      if (!mayUse(process)) {
        yield* complainTo(process, `${userName(process.files, process.credentials.uid)} is not in the sudoers file.\n`);
        return 1;
      }
      const argv = asShell ? [target.shell, ...(words.length > 0 ? ['-c', words.join(' ')] : [])] : words;
      const env = environment(process, target, argv, options.has('E'));
      for (const assignment of assignments) {
        const equals = assignment.indexOf('=');
        env.set(assignment.slice(0, equals), assignment.slice(equals + 1));
      }
      const child = yield* process.spawn({
        argv,
        env,
        credentials: credentialsOf(process, target),
        ...(options.has('i') ? { cwd: target.home } : {}),
        ...(options.has('D') ? { cwd: options.value('D') ?? '/' } : {}),
      });
      if (typeof child === 'string')
        return yield* run.die(`${argv[0] ?? ''}: ${child === 'ENOENT' ? 'command not found' : reason(child)}`);
      return yield* statusOf(process, child);
    },
  ),
);
