// passwd(1), chpasswd(8), chsh(1).
import type { Task } from '../../../kernel/task.ts';
import { applet, type Invocation } from '../invocation.ts';
import { complainTo, LineReader } from '../text.ts';
import { AccountFiles, field } from './account-files.ts';
import { newSalt, passwordFits, sha512Crypt } from './password-hash.ts';

/** Reads secrets from standard input; a terminal does not show them. */
export class SecretReader {
  readonly #run: Invocation;
  #lines: LineReader | undefined;

  constructor(run: Invocation) {
    this.#run = run;
  }

  /** Asks; undefined at the end of input. */
  *ask(question: string): Task<string | undefined> {
    const { process } = this.#run;
    const input = process.descriptors.get(0);
    yield* this.#run.output.flush();
    yield* complainTo(process, question);
    if (!input) return undefined;
    const { terminal } = input;
    this.#lines ??= new LineReader(input);
    if (terminal) terminal.echo = false;
    try {
      return (yield* this.#lines.next())?.text;
    } finally {
      if (terminal) {
        terminal.echo = true;
        yield* complainTo(process, '\n');
      }
    }
  }
}

const realUid = ({ process: { credentials } }: Invocation): number => credentials.real?.uid ?? credentials.uid;

/** Asks for a new password twice and stores it, in the words of `passwd`. `says` is the name before its messages. */
export function* changePassword(run: Invocation, name: string, says: string): Task<number> {
  const { process } = run;
  const accounts = new AccountFiles(process.files, process.machine.kernel.clock);
  const secret = accounts.secret(name);
  const reader = new SecretReader(run);
  const fail = function* (gnu: readonly string[], busybox: string): Task<number> {
    yield* complainTo(process, run.gnu ? gnu.map((line) => `${line}\n`).join('') : `${says}: ${busybox}\n`);
    return run.gnu ? 10 : 1;
  };
  if (!run.gnu) yield* run.print(`Changing password for ${name}\n`);
  if (realUid(run) !== 0 && secret?.[1]?.startsWith('$')) {
    if (run.gnu) yield* run.print(`Changing password for ${name}.\n`);
    const old = yield* reader.ask(run.gnu ? 'Current password: ' : 'Old password: ');
    if (!passwordFits(old ?? '', secret[1]))
      return yield* fail(
        [`${says}: Authentication token manipulation error`, `${says}: password unchanged`],
        `incorrect password for ${name}`,
      );
  }
  const typed = yield* reader.ask('New password: ');
  const again =
    typed === undefined ? undefined : yield* reader.ask(run.gnu ? 'Retype new password: ' : 'Retype password: ');
  if (typed === undefined || again === undefined)
    return yield* fail(
      [`${says}: Authentication token manipulation error`, `${says}: password unchanged`],
      `password for ${name} is unchanged`,
    );
  if (typed !== again)
    return yield* fail(
      [
        'Sorry, passwords do not match.',
        `${says}: Authentication token manipulation error`,
        `${says}: password unchanged`,
      ],
      "passwords don't match",
    );
  if (run.gnu && typed === '')
    return yield* fail(
      [
        'No password has been supplied.',
        `${says}: Authentication token manipulation error`,
        `${says}: password unchanged`,
      ],
      '',
    );
  if (secret) {
    secret[1] = sha512Crypt(typed, newSalt(process));
    secret[2] = String(accounts.today);
  }
  accounts.save();
  yield* complainTo(
    process,
    run.gnu ? `${says}: password updated successfully\n` : `${says}: password for ${name} changed by root\n`,
  );
  return 0;
}

/** `passwd` */
export const passwd = applet(
  {
    name: 'passwd',
    short: 'adehikln:qr:R:P:Suw:x:s',
    long: {
      all: 'a',
      delete: 'd',
      expire: 'e',
      lock: 'l',
      status: 'S',
      unlock: 'u',
      quiet: 'q',
      stdin: 's',
      mindays: 'n:',
      maxdays: 'x:',
      warndays: 'w:',
      inactive: 'i',
    },
    usage: '[options] [LOGIN]',
    about: 'Change user password.',
    wholeUsage: true,
    misuse: 2,
    version: 'shadow 4.17.4',
    busybox: { short: 'a:dlu', long: {}, usage: '[-a ALG] [-dlu] [USER]' },
  },
  function* (run) {
    const { options, operands, process } = run;
    const uid = realUid(run);
    const accounts = new AccountFiles(process.files, process.machine.kernel.clock);
    const own = accounts.users.find((row) => Number(row[field.uid]) === uid)?.[0];
    const name = operands[0] ?? own;
    if (name === undefined) return yield* run.die(`unknown uid ${uid}`, 1);
    const user = accounts.user(name);
    if (!user) return yield* run.die(run.gnu ? `user '${name}' does not exist` : `unknown user ${name}`, 1);
    if (uid !== 0 && run.gnu && ['d', 'l', 'u', 'e'].some((one) => options.has(one)))
      return yield* run.die('Permission denied.', 1);
    if (uid !== 0 && (name !== own || ['d', 'l', 'u', 'e'].some((one) => options.has(one))))
      return yield* run.die(
        run.gnu
          ? `You may not view or modify password information for ${name}.`
          : `${own ?? uid} can't change password for ${name}`,
        1,
      );
    const unsimulated = ['n', 'x', 'w', 'i', 'a', 'r', 'R', 'P', 'k'].find((one) => run.gnu && options.has(one));
    if (unsimulated) return yield* run.die(`not simulated: -${unsimulated}`);
    const secret = accounts.secret(name);
    const stored = secret?.[1] ?? '';
    if (options.has('S')) {
      const state = stored === '' ? 'NP' : /^[!*]/.test(stored) ? 'L' : 'P';
      const changed = new Date(Number(secret?.[2] ?? 0) * 86_400_000).toISOString().slice(0, 10);
      const [, , , least = '', most = '', warn = '', idle = ''] = secret ?? [];
      yield* run.print(
        `${name} ${state} ${changed} ${least || '-1'} ${most || '-1'} ${warn || '-1'} ${idle || '-1'}\n`,
      );
      return 0;
    }
    const change = options.last('l', 'u', 'd', 'e');
    if (change === undefined) {
      if (options.has('s')) return yield* run.die('not simulated: --stdin');
      return yield* changePassword(run, name, 'passwd');
    }
    if (secret) {
      const locked = stored.startsWith('!');
      if (change === 'l') {
        if (locked && !run.gnu) return yield* run.die(`password for ${name} is already locked`);
        if (!locked) secret[1] = `!${stored}`;
      } else if (change === 'u') {
        if (!locked && !run.gnu) return yield* run.die(`password for ${name} is already unlocked`);
        if (run.gnu && /^!?$/.test(stored)) {
          yield* complainTo(
            process,
            'passwd: unlocking the password would result in a passwordless account.\nYou should set a password with usermod -p to unlock the password of this account.\n',
          );
          return 3;
        }
        secret[1] = stored.replace(/^!/, '');
      } else if (change === 'd') secret[1] = '';
      else secret[2] = '0';
    }
    accounts.save();
    const words: Readonly<Record<string, string>> = { l: 'locked', u: 'unlocked', d: 'passwordless' };
    if (!run.gnu) yield* complainTo(process, `passwd: password for ${name} is ${words[change] ?? ''}\n`);
    else if (!options.has('q')) yield* run.print('passwd: password changed.\n');
    return 0;
  },
);

/** `chpasswd` */
export const chpasswd = applet(
  {
    name: 'chpasswd',
    short: 'c:ehmP:R:s:',
    long: { 'crypt-method': 'c:', encrypted: 'e', md5: 'm', 'sha-rounds': 's:' },
    usage: '[options]',
    about: 'Update passwords in batch mode.',
    wholeUsage: true,
    version: 'shadow 4.17.4',
    busybox: { short: 'c:em', long: { encrypted: 'e', md5: 'm', 'crypt-method': 'c:' }, usage: '[-e] [-m] [-c ALG]' },
  },
  function* (run) {
    const { options, process } = run;
    const method = options.has('m') ? 'MD5' : options.value('c');
    if (process.credentials.uid !== 0)
      return yield* run.die(run.gnu ? 'Permission denied.' : 'permission denied (are you root?)', 1);
    if (method !== undefined && !/^(?:sha512|none)$/i.test(method))
      return yield* run.die(`not simulated: -c ${method}`);
    const accounts = new AccountFiles(process.files, process.machine.kernel.clock);
    let number = 0;
    const done: string[] = [];
    yield* run.eachLine([], function* ({ text }) {
      number++;
      const colon = text.indexOf(':');
      if (colon < 0) {
        yield* run.complain(run.gnu ? `line ${number}: missing new password` : 'missing new password');
        return;
      }
      const [name, password] = [text.slice(0, colon), text.slice(colon + 1)];
      const secret = accounts.secret(name);
      if (!accounts.user(name) || !secret) {
        if (run.gnu && !options.has('e'))
          yield* run.complain(
            `(user ${name}) pam_chauthtok() failed, error:\nAuthentication token manipulation error\nchpasswd: (line ${number}, user ${name}) password not changed`,
          );
        else yield* run.complain(run.gnu ? `line ${number}: user '${name}' does not exist` : `unknown user ${name}`);
        return;
      }
      secret[1] = options.has('e') || method === 'none' ? password : sha512Crypt(password, newSalt(process));
      secret[2] = String(accounts.today);
      done.push(name);
    });
    accounts.save();
    if (!run.gnu) for (const name of done) yield* complainTo(process, `chpasswd: password for '${name}' changed\n`);
    return run.status;
  },
);

/** `chsh -s` */
export const chsh = applet(
  {
    name: 'chsh',
    short: 's:hR:',
    long: { shell: 's:' },
    usage: '[options] [LOGIN]',
    about: 'Change login shell.',
    wholeUsage: true,
    version: 'shadow 4.17.4',
  },
  function* (run) {
    const { options, operands, process } = run;
    const uid = realUid(run);
    const accounts = new AccountFiles(process.files, process.machine.kernel.clock);
    const own = accounts.users.find((row) => Number(row[field.uid]) === uid)?.[0] ?? '';
    const name = operands[0] ?? own;
    const shell = options.value('s');
    const user = accounts.user(name);
    if (!user) return yield* run.die(`user '${name}' does not exist`);
    if (uid !== 0 && name !== own) return yield* run.die(`You may not change the shell for '${name}'.`);
    if (shell === undefined) return yield* run.die('not simulated: asking for the shell');
    if (!process.files.exists(shell)) {
      if (uid !== 0) return yield* run.die(`${shell} is an invalid shell`);
      yield* run.complain(`Warning: ${shell} does not exist`, 0);
    }
    user[field.shell] = shell;
    accounts.save();
    return 0;
  },
);
