// sudo(8): runs a command as another user, root if none is named.
import type { Task } from '../../../kernel/task.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { basename } from '../../filesystem/path.ts';
import { findCommand } from '../../processes/find-program.ts';
import { applet, type Invocation } from '../invocation.ts';
import { complainTo } from '../text.ts';
import { groups, type User } from '../users.ts';
import { AccountFiles } from './account-files.ts';
import { askerOf, credentialsOf, namedUser, rootPath, runAs } from './become-user.ts';
import { SecretReader } from './passwd.ts';
import { passwordFits } from './password-hash.ts';
import { permissionOf, securePath } from './sudoers.ts';

const usage = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] file ...
`;

/** Variables that pass through. */
const kept = [
  'TERM',
  'COLORTERM',
  'DISPLAY',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LC_CTYPE',
  'LC_MESSAGES',
  'LS_COLORS',
  'XAUTHORITY',
  'TZ',
];

/** Attempts before it gives up. */
const attempts = 3;

/** `sudo` */
export const sudo = applet(
  {
    name: 'sudo',
    short: '+AbBC:D:eEg:hHiKklnNp:PR:r:Sst:T:u:U:vV',
    long: {
      background: 'b',
      'close-from': 'C:',
      chdir: 'D:',
      edit: 'e',
      group: 'g:',
      'set-home': 'H',
      login: 'i',
      'remove-timestamp': 'K',
      'reset-timestamp': 'k',
      list: 'l',
      'non-interactive': 'n',
      prompt: 'p:',
      stdin: 'S',
      shell: 's',
      user: 'u:',
      validate: 'v',
      'preserve-env': 'E::',
    },
    usage: '[-u user] [VAR=value] [-i | -s] [command [arg ...]]',
    about: 'Execute a command as another user.',
    prepare: (args) => args.map((arg, index) => (arg === '-V' && index === 0 ? '--version' : arg)),
    version: 'Sudo 1.9.16p2',
  },
  function* (run) {
    const { options, process } = run;
    const unsimulated = ['A', 'b', 'C', 'e', 'R', 'T', 'r', 't', 'U'].find((letter) => options.has(letter));
    if (unsimulated) return yield* run.die(`not simulated: -${unsimulated}`);
    const assigned = run.operands.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    const at = assigned < 0 ? run.operands.length : assigned;
    const command = run.operands.slice(at);
    const asker = askerOf(process);
    if (process.credentials.uid !== 0) {
      const reason = process.confinement.noNewPrivileges
        ? 'The "no new privileges" flag is set, which prevents sudo from running as root.\nsudo: If sudo is running in a container, you may need to adjust the container configuration to disable the flag.'
        : `${process.argv[0] === 'sudo' ? '/usr/bin/sudo' : (process.argv[0] ?? '')} must be owned by uid 0 and have the setuid bit set`;
      return yield* run.die(reason);
    }
    if (!asker) return yield* run.die(`you do not exist in the passwd database`);
    const shellWanted = options.has('i') || options.has('s');
    const noCommand = command.length === 0 && !shellWanted;
    if (noCommand && (options.has('k') || options.has('K'))) return 0;
    if (noCommand && !options.has('v') && !options.has('l')) {
      yield* complainTo(process, usage);
      return 1;
    }
    const wish = options.value('u') ?? 'root';
    const user = namedUser(process, wish);
    if (!user) {
      yield* run.complain(`unknown user ${wish}`);
      return yield* run.die('error initializing audit plugin sudoers_audit');
    }
    const groupWish = options.value('g');
    const group = groups(process.files).find(({ name, gid }) => name === groupWish || `#${gid}` === groupWish);
    if (groupWish !== undefined && !group) {
      yield* run.complain(`unknown group ${groupWish}`);
      return yield* run.die('error initializing audit plugin sudoers_audit');
    }
    if (!(yield* allowed(run, asker))) return 1;
    if (options.has('l')) {
      const rule =
        permissionOf(process.files, asker) === 'without password' ? '(ALL : ALL) NOPASSWD: ALL' : '(ALL : ALL) ALL';
      yield* run.print(`User ${asker.name} may run the following commands on ${process.hostname}:\n    ${rule}\n`);
      return 0;
    }
    if (noCommand) return 0;
    const env = environment(run, asker, group ? asker : user, run.operands.slice(0, at));
    return yield* execute(run, { user: group && !options.has('u') ? asker : user, gid: group?.gid, command, env });
  },
);

/** Whether the one who asks may, after a password where the rules want one. */
function* allowed(run: Invocation, asker: User): Task<boolean> {
  const { options, process } = run;
  const permission = permissionOf(process.files, asker);
  if (permission === 'without password') return true;
  if (options.has('n')) {
    yield* run.complain('a password is required');
    return false;
  }
  const stored = new AccountFiles(process.files, process.machine.kernel.clock).secret(asker.name)?.[1] ?? '*';
  const reader = new SecretReader(run);
  if (!process.terminal && !options.has('S')) {
    yield* run.complain(
      'a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper',
    );
    yield* run.complain('a password is required');
    return false;
  }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const typed = yield* reader.ask(options.value('p') ?? `[sudo] password for ${asker.name}: `);
    if (typed === undefined) {
      yield* run.complain(
        attempt === 1
          ? 'no password was provided'
          : `${attempt - 1} incorrect password attempt${attempt === 2 ? '' : 's'}`,
      );
      return false;
    }
    if (passwordFits(typed, stored)) {
      if (permission === 'with password') return true;
      yield* complainTo(process, `${asker.name} is not in the sudoers file.\n`);
      return false;
    }
    if (attempt < attempts) yield* complainTo(process, 'Sorry, try again.\n');
  }
  yield* run.complain(`${attempts} incorrect password attempts`);
  return false;
}

function environment(run: Invocation, asker: User, user: User, assignments: readonly string[]): Map<string, string> {
  const { options, process } = run;
  const wanted = options.value('E');
  const names = wanted === undefined || wanted === '' ? kept : [...kept, ...wanted.split(',')];
  const all = wanted === '' && !options.has('i');
  const env = new Map([...process.env].filter(([name]) => all || names.includes(name)));
  env.set('PATH', securePath(process.files) ?? rootPath);
  if (!all || options.has('H') || !env.has('HOME')) env.set('HOME', user.home);
  env.set('LOGNAME', user.name);
  env.set('USER', user.name);
  env.set('SHELL', user.shell || '/bin/sh');
  if (!all) env.set('MAIL', `/var/mail/${user.name}`);
  env.set('SUDO_USER', asker.name);
  env.set('SUDO_UID', String(asker.uid));
  env.set('SUDO_GID', String(asker.gid));
  for (const word of assignments) env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
  return env;
}

function* execute(
  run: Invocation,
  {
    user,
    gid,
    command,
    env,
  }: { user: User; gid: number | undefined; command: readonly string[]; env: Map<string, string> },
): Task<number> {
  const { options, process } = run;
  const login = options.has('i');
  const credentials = credentialsOf(process, user, gid);
  const shell = login ? user.shell || '/bin/sh' : (process.env.get('SHELL') ?? user.shell) || '/bin/sh';
  const through = login || options.has('s');
  const words = command.map((word) => word.replace(/[^\w$%+,./:=@-]/g, '\\$&')).join(' ');
  const argv = through
    ? [login ? `-${basename(shell)}` : shell, ...(command.length > 0 ? ['-c', words] : [])]
    : command;
  const directory = options.value('D') ?? (login && !failed(process.files.stat(user.home)) ? user.home : process.cwd);
  const files = process.files.as({ pid: process.pid, cwd: directory, umask: process.umask, credentials });
  const found = through ? shell : findCommand(files, env, command[0] ?? '');
  if (typeof found !== 'string' || failed(files.stat(found)))
    return yield* run.die(`${argv[0] ?? ''}: command not found`);
  env.set('SUDO_COMMAND', [found, ...argv.slice(1)].join(' '));
  const status = yield* runAs(process, { argv, path: found, env, cwd: directory, credentials });
  if (typeof status === 'number') return status;
  yield* run.complain(`unable to execute ${found}: ${strerror(status)}`);
  return status === 'EACCES' ? 1 : 126;
}
