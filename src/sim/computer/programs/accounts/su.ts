// su(1) of util-linux and of busybox; nologin(8).
import type { Task } from '../../../kernel/task.ts';
import { strerror } from '../../filesystem/errno.ts';
import { basename } from '../../filesystem/path.ts';
import { applet, type Invocation } from '../invocation.ts';
import { failed } from '../../filesystem/errno.ts';
import type { User } from '../users.ts';
import { AccountFiles } from './account-files.ts';
import { askerOf, credentialsOf, namedUser, rootPath, runAs, userPath } from './become-user.ts';
import { SecretReader } from './passwd.ts';
import { passwordFits } from './password-hash.ts';

/** `su` */
export const su = applet(
  {
    name: 'su',
    short: 'c:flmpg:G:s:hPw:T',
    long: {
      command: 'c:',
      'session-command': 'c:',
      fast: 'f',
      login: 'l',
      'preserve-environment': 'm',
      group: 'g:',
      'supp-group': 'G:',
      shell: 's:',
      pty: 'P',
      'whitelist-environment': 'w:',
    },
    usage: '[options] [-] [<user> [<argument>...]]',
    about: 'Change the effective user ID and group ID to that of <user>.',
    version: 'util-linux 2.41',
    busybox: { short: 'c:flmps:', long: {}, usage: '[-lmp] [-s SH] [-] [USER [FILE/ARGS]]' },
    // Everything after the user is for the shell.
    prepare: (args) => {
      let at = 0;
      for (; at < args.length; at++) {
        const arg = args[at] ?? '';
        if (/^-[a-zA-Z]*[cgGswT]$/.test(arg) || /^--(?:command|group|supp-group|shell|session-command)$/.test(arg))
          at++;
        else if (arg !== '-' && !arg.startsWith('-')) break;
      }
      // Options may follow the user, as in `su ann -c id`; what is no option of su ends them.
      const tail = args.slice(at + 1);
      const own = tail.findIndex((arg, index) => !arg.startsWith('-') && !/^-[a-z]*[cs]$/.test(tail[index - 1] ?? ''));
      if (own < 0) return args;
      return [...args.slice(0, at), ...tail.slice(0, own), '--', args[at] ?? '', ...tail.slice(own)];
    },
  },
  function* (run) {
    const { options, process } = run;
    const operands = [...run.operands];
    const dash = operands[0] === '-';
    if (dash) operands.shift();
    const login = dash || options.has('l');
    const unsimulated = ['g', 'G', 'P', 'w', 'T'].find((letter) => options.has(letter));
    if (unsimulated) return yield* run.die(`not simulated: -${unsimulated}`);
    const name = operands.shift() ?? 'root';
    const user = namedUser(process, name);
    if (!user)
      return yield* run.die(
        run.gnu
          ? `user ${name} does not exist or the user entry does not contain all the required fields`
          : `unknown user ${name}`,
      );
    const asker = askerOf(process);
    if (process.credentials.uid !== 0)
      return yield* run.die(run.gnu ? 'cannot set groups: Operation not permitted' : 'must be suid to work properly');
    if (asker?.uid !== 0 && !(yield* authenticates(run, user)))
      return yield* run.die(run.gnu ? 'Authentication failure' : 'incorrect password');
    const keeps = options.has('m') || options.has('p');
    const shell = options.value('s') ?? ((keeps && process.env.get('SHELL')) || user.shell || '/bin/sh');
    const command = options.value('c');
    const argv = [
      login ? `-${run.gnu ? basename(shell) : basename(shell)}` : basename(shell),
      ...(command === undefined ? [] : ['-c', command]),
      ...operands,
    ];
    const status = yield* runAs(process, {
      argv,
      path: shell,
      env: environment(process.env, user, shell, login ? 'login' : keeps ? 'kept' : 'changed', run.gnu),
      cwd: login ? homeOf(run, user) : process.cwd,
      credentials: credentialsOf(process, user),
    });
    if (typeof status === 'number') return status;
    yield* run.complain(
      run.gnu ? `failed to execute ${shell}: ${strerror(status)}` : `can't execute '${shell}': ${strerror(status)}`,
    );
    return status === 'ENOENT' ? 127 : 126;
  },
);

/** Asks for the password of the user that shall be. */
function* authenticates(run: Invocation, user: User): Task<boolean> {
  const { process } = run;
  const stored = new AccountFiles(process.files, process.machine.kernel.clock).secret(user.name)?.[1] ?? '*';
  const typed = yield* new SecretReader(run).ask('Password: ');
  return typed !== undefined && passwordFits(typed, stored);
}

function homeOf(run: Invocation, user: User): string {
  const stat = run.process.files.stat(user.home);
  return failed(stat) ? '/' : user.home;
}

function environment(
  env: ReadonlyMap<string, string>,
  user: User,
  shell: string,
  how: 'login' | 'kept' | 'changed',
  gnu: boolean,
): Map<string, string> {
  const next = new Map(how === 'login' ? [] : env);
  if (how === 'kept') return next;
  if (how === 'login') {
    const terminal = env.get('TERM');
    if (terminal !== undefined) next.set('TERM', terminal);
    next.set('PATH', user.uid === 0 ? rootPath : gnu ? userPath : rootPath);
  }
  next.set('HOME', user.home);
  next.set('SHELL', shell);
  if (how === 'login' || user.uid !== 0 || !gnu) {
    next.set('USER', user.name);
    next.set('LOGNAME', user.name);
  }
  return next;
}

/** `nologin` */
export const nologin = applet(
  { name: 'nologin', short: 'c:', usage: '', about: 'Politely refuse a login.', version: 'util-linux 2.41' },
  function* (run) {
    yield* run.print('This account is currently not available.\n');
    return 1;
  },
);
