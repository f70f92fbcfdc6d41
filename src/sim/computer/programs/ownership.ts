// chmod(1), chown(1), chgrp(1).
import type { Task } from '../../kernel/task.ts';
import { failed, type Failure } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';
import { joinPath } from '../filesystem/path.ts';
import { modeText, parseMode, type ModeChange } from './file-mode.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { shellQuoted } from './text.ts';
import { findUser, groupName, groups, userName } from './users.ts';

/** Does something to each operand, and with -R to all below it. */
function* eachFile(run: Invocation, paths: readonly string[], act: (path: string, stat: Stat) => Task): Task {
  const { files } = run.process;
  function* visit(path: string, operand: boolean): Task {
    yield* run.step();
    const recursive = run.options.has('R');
    const noFollow = run.options.has('h') || (recursive && !operand);
    const stat = noFollow ? files.lstat(path) : files.stat(path);
    if (failed(stat)) {
      if (run.options.has('f')) run.status = 1;
      else {
        const dangling = run.gnu && run.name === 'chmod' && !failed(files.lstat(path));
        const text = dangling
          ? `cannot operate on dangling symlink ${shellQuoted(path)}`
          : run.gnu
            ? `cannot access ${shellQuoted(path)}: ${reason(stat)}`
            : `${path}: ${reason(stat)}`;
        yield* run.complain(text);
      }
      return;
    }
    if (!(stat.kind === 'symlink' && run.name === 'chmod')) yield* act(path, stat);
    if (!recursive || stat.kind !== 'directory') return;
    const names = files.readdir(path);
    if (failed(names)) {
      yield* run.complain(
        run.gnu ? `cannot read directory ${shellQuoted(path)}: ${reason(names)}` : `${path}: ${reason(names)}`,
      );
      return;
    }
    for (const name of names) yield* visit(joinPath(path, name), false);
  }
  for (const path of paths) yield* visit(path, true);
}

function* refuse(run: Invocation, path: string, what: string, failure: Failure): Task {
  run.status = 1;
  if (run.options.has('f')) return;
  yield* run.complain(
    run.gnu ? `changing ${what} of ${shellQuoted(path)}: ${reason(failure)}` : `${path}: ${reason(failure)}`,
  );
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

/** `chmod` */
export const chmod = applet(
  {
    name: 'chmod',
    short: 'cfRv',
    long: {
      changes: 'c',
      quiet: 'f',
      silent: 'f',
      recursive: 'R',
      reference: 'reference:',
      verbose: 'v',
      ' mode': 'mode:',
    },
    usage: '[OPTION]... MODE[,MODE]... FILE...\n[OPTION]... OCTAL-MODE FILE...',
    about: 'Change the mode of each FILE to MODE.',
    busybox: {
      short: 'Rcvf',
      long: { reference: 'reference:', ' mode': 'mode:' },
      usage: '[-Rcvf] MODE[,MODE]... FILE...',
    },
    // A mode that takes permissions away looks like options.
    prepare: (args) => args.map((arg) => (/^-[rwxXstugo][rwxXstugo,+=-]*$/.test(arg) ? `-- mode=${arg}` : arg)),
  },
  function* (run) {
    const { options, process } = run;
    let files = run.operands;
    let change: ModeChange | undefined;
    const reference = options.value('reference');
    if (reference !== undefined) {
      const stat = process.files.stat(reference);
      if (failed(stat)) return yield* run.die(`failed to get attributes of ${shellQuoted(reference)}: ${reason(stat)}`);
      change = () => stat.mode;
    } else {
      const mode = options.value('mode') ?? files[0];
      if (!options.has('mode')) files = files.slice(1);
      if (mode === undefined) return yield* run.misuse('missing operand');
      if (files.length === 0) return yield* run.misuse(`missing operand after ${run.quote(mode)}`);
      change = parseMode(mode);
      if (!change) {
        if (run.gnu) return yield* run.misuse(`invalid mode: ${run.quote(mode)}`);
        return yield* run.die(`invalid mode '${mode}'`);
      }
    }
    const next = change;
    yield* eachFile(run, files, function* (path, stat) {
      const mode = next(stat.mode, stat.kind === 'directory', process.umask);
      const failure = process.files.chmod(path, mode);
      if (failure) {
        yield* refuse(run, path, 'permissions', failure);
        return;
      }
      const texts = [stat.mode, mode].map((one) => `${octal(one)} (${modeText({ kind: 'file', mode: one }).slice(1)})`);
      if (mode !== stat.mode && (options.has('v') || options.has('c')))
        yield* run.print(`mode of ${shellQuoted(path)} changed from ${texts[0] ?? ''} to ${texts[1] ?? ''}\n`);
      else if (options.has('v')) yield* run.print(`mode of ${shellQuoted(path)} retained as ${texts[0] ?? ''}\n`);
    });
    return run.status;
  },
);

/** Numbers for `user`, `user:group`, `:group`; -1 for what stays. Ends the program when a name is unknown. */
function* parseOwner(run: Invocation, text: string): Task<{ uid: number; gid: number }> {
  const { files } = run.process;
  const colon = text.indexOf(':');
  const separator = colon >= 0 ? colon : findUser(files, text) ? -1 : text.indexOf('.');
  const userText = separator < 0 ? text : text.slice(0, separator);
  const groupText = separator < 0 ? undefined : text.slice(separator + 1);
  let uid = -1;
  let gid = -1;
  if (userText !== '') {
    const user = findUser(files, userText);
    if (user) uid = user.uid;
    else if (/^\d+$/.test(userText)) uid = Number(userText);
    else return yield* run.die(run.gnu ? `invalid user: ${run.quote(text)}` : `unknown user ${userText}`);
    if (groupText === '') {
      if (!user) return yield* run.die(run.gnu ? `invalid spec: ${run.quote(text)}` : `unknown user ${userText}`);
      gid = user.gid;
    }
  }
  if (groupText !== undefined && groupText !== '') gid = yield* parseGroup(run, groupText, text);
  return { uid, gid };
}

function* parseGroup(run: Invocation, name: string, whole: string): Task<number> {
  const group = groups(run.process.files).find((one) => one.name === name);
  if (group) return group.gid;
  if (/^\d+$/.test(name)) return Number(name);
  return yield* run.die(run.gnu ? `invalid group: ${run.quote(whole)}` : `unknown group ${name}`);
}

function* changeOwner(run: Invocation, what: 'ownership' | 'group'): Task<number> {
  const { options, process } = run;
  const reference = options.value('reference');
  let paths = run.operands;
  let wanted: { uid: number; gid: number };
  if (reference !== undefined) {
    const stat = process.files.stat(reference);
    if (failed(stat)) return yield* run.die(`failed to get attributes of ${shellQuoted(reference)}: ${reason(stat)}`);
    wanted = { uid: what === 'group' ? -1 : stat.uid, gid: stat.gid };
  } else {
    const [spec, ...rest] = paths;
    if (spec === undefined) return yield* run.misuse('missing operand');
    if (rest.length === 0) return yield* run.misuse(`missing operand after ${run.quote(spec)}`);
    wanted = what === 'group' ? { uid: -1, gid: yield* parseGroup(run, spec, spec) } : yield* parseOwner(run, spec);
    paths = rest;
  }
  yield* eachFile(run, paths, function* (path, stat) {
    const follow = !options.has('h') && stat.kind !== 'symlink';
    const failure = process.files.chown(path, wanted.uid, wanted.gid, follow);
    if (failure) {
      yield* refuse(run, path, what, failure);
      return;
    }
    const changes = (wanted.uid >= 0 && wanted.uid !== stat.uid) || (wanted.gid >= 0 && wanted.gid !== stat.gid);
    if (!options.has('v') && !(options.has('c') && changes)) return;
    const show = (uid: number, gid: number): string =>
      what === 'group'
        ? groupName(process.files, gid)
        : `${userName(process.files, uid)}${wanted.gid >= 0 ? `:${groupName(process.files, gid)}` : ''}`;
    const after = show(wanted.uid < 0 ? stat.uid : wanted.uid, wanted.gid < 0 ? stat.gid : wanted.gid);
    yield* run.print(
      changes
        ? `changed ${what} of ${shellQuoted(path)} from ${show(stat.uid, stat.gid)} to ${after}\n`
        : `${what} of ${shellQuoted(path)} retained as ${after}\n`,
    );
  });
  return run.status;
}

const ownerOptions = {
  short: 'cfhRvHLP',
  long: {
    changes: 'c',
    quiet: 'f',
    silent: 'f',
    'no-dereference': 'h',
    recursive: 'R',
    reference: 'reference:',
    verbose: 'v',
  },
  unsimulated: ['from', 'preserve-root'],
};

/** `chown` */
export const chown = applet(
  {
    ...ownerOptions,
    name: 'chown',
    usage: '[OPTION]... [OWNER][:[GROUP]] FILE...\n[OPTION]... --reference=RFILE FILE...',
    about: 'Change the owner and/or group of each FILE to OWNER and/or GROUP.',
    busybox: { short: 'RHLPcvfh', usage: '[-RhLHPcvf]... USER[:[GRP]] FILE...' },
  },
  (run) => changeOwner(run, 'ownership'),
);

/** `chgrp` */
export const chgrp = applet(
  {
    ...ownerOptions,
    name: 'chgrp',
    usage: '[OPTION]... GROUP FILE...\n[OPTION]... --reference=RFILE FILE...',
    about: 'Change the group of each FILE to GROUP.',
    busybox: { short: 'RHLPcvfh', usage: '[-RhLHPcvf]... GROUP FILE...' },
  },
  (run) => changeOwner(run, 'group'),
);
