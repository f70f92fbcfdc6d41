// mkfifo(1), mknod(1), truncate(1), install(1).
import { failed } from '../filesystem/errno.ts';
import { basename, dirname, joinPath } from '../filesystem/path.ts';
import { parseMode } from './file-mode.ts';
import { applet, reason } from './invocation.ts';
import { parseSize } from './sizes.ts';
import { shellQuoted } from './text.ts';
import { findUser, groups } from './users.ts';

/** `mkfifo` */
export const mkfifo = applet(
  {
    name: 'mkfifo',
    short: 'm:',
    long: { mode: 'm:' },
    unsimulated: ['Z', 'context'],
    usage: '[OPTION]... NAME...',
    about: 'Create named pipes (FIFOs) with the given NAMEs.',
  },
  function* (run) {
    const { files, umask } = run.process;
    if (run.operands.length === 0) return yield* run.misuse('missing operand');
    const mode = run.options.value('m');
    const change = mode === undefined ? undefined : parseMode(mode);
    if (mode !== undefined && !change) return yield* run.die('invalid mode');
    for (const path of run.operands) {
      const failure = files.mknod(path, { kind: 'fifo' });
      if (failure)
        yield* run.complain(
          run.gnu ? `cannot create fifo ${shellQuoted(path)}: ${reason(failure)}` : `${path}: ${reason(failure)}`,
        );
      else if (change) files.chmod(path, change(0o666, false, umask));
    }
    return run.status;
  },
);

/** `mknod` */
export const mknod = applet(
  {
    name: 'mknod',
    short: 'm:',
    long: { mode: 'm:' },
    usage: '[OPTION]... NAME TYPE [MAJOR MINOR]',
    about: 'Create the special file NAME of the given TYPE.',
  },
  function* (run) {
    const { files, umask } = run.process;
    const [path, type, major, minor] = run.operands;
    if (path === undefined) return yield* run.misuse('missing operand');
    if (type === undefined) return yield* run.misuse(`missing operand after ${run.quote(path)}`);
    const kind = { p: 'fifo', c: 'character', u: 'character', b: 'block' }[type] as
      'fifo' | 'character' | 'block' | undefined;
    if (!kind) return yield* run.misuse(`invalid device type ${run.quote(type)}`);
    if (kind !== 'fifo' && (major === undefined || minor === undefined))
      return yield* run.misuse('Special files require major and minor device numbers.');
    const body = kind === 'fifo' ? { kind } : { kind, major: Number(major), minor: Number(minor) };
    const failure = files.mknod(path, body);
    if (failure) return yield* run.die(`${path}: ${reason(failure)}`);
    const change = parseMode(run.options.value('m') ?? '');
    if (change) files.chmod(path, change(0o666, false, umask));
    return 0;
  },
);

/** `truncate` */
export const truncate = applet(
  {
    name: 'truncate',
    short: 'cr:s:',
    long: { 'no-create': 'c', reference: 'r:', size: 's:' },
    unsimulated: ['o', 'io-blocks'],
    usage: 'OPTION... FILE...',
    about: 'Shrink or extend the size of each FILE to the specified size.',
    busybox: { short: 'cs:', long: {}, usage: '[-c] -s SIZE FILE...' },
  },
  function* (run) {
    const { options, process } = run;
    const { files } = process;
    const text = options.value('s');
    const reference = options.value('r');
    if (text === undefined && reference === undefined)
      return yield* run.misuse(`you must specify either ${run.quote('--size')} or ${run.quote('--reference')}`);
    if (run.operands.length === 0) return yield* run.misuse('missing file operand');
    const sign = /^[-+<>/%]/.test(text ?? '') ? (text ?? '').charAt(0) : '';
    const base = reference === undefined ? undefined : files.stat(reference);
    if (failed(base)) return yield* run.die(`cannot stat ${shellQuoted(reference ?? '')}: ${reason(base)}`);
    const amount = text === undefined ? (base?.size ?? 0) : parseSize(text.slice(sign.length));
    if (amount === undefined)
      return yield* run.die(run.gnu ? `Invalid number: ${run.quote(text ?? '')}` : `invalid number '${text ?? ''}'`);
    for (const path of run.operands) {
      const stat = files.stat(path);
      if (failed(stat)) {
        if (options.has('c')) continue;
        const made = files.writeFile(path, '');
        if (made) {
          yield* run.complain(
            run.gnu ? `cannot open ${shellQuoted(path)} for writing: ${reason(made)}` : `${path}: ${reason(made)}`,
          );
          continue;
        }
      }
      const before = base?.size ?? (failed(stat) ? 0 : stat.size);
      const sizes: Readonly<Record<string, number>> = {
        '': amount,
        '+': before + amount,
        '-': Math.max(0, before - amount),
        '<': Math.min(before, amount),
        '>': Math.max(before, amount),
        '/': Math.floor(before / amount) * amount,
        '%': Math.ceil(before / amount) * amount,
      };
      const failure = files.truncate(path, sizes[sign] ?? amount);
      if (failure)
        yield* run.complain(
          run.gnu ? `cannot open ${shellQuoted(path)} for writing: ${reason(failure)}` : `${path}: ${reason(failure)}`,
        );
    }
    return run.status;
  },
);

/** `install` */
export const install = applet(
  {
    name: 'install',
    short: 'cdDg:m:o:pst:Tv',
    long: {
      directory: 'd',
      group: 'g:',
      mode: 'm:',
      owner: 'o:',
      'preserve-timestamps': 'p',
      strip: 's',
      'target-directory': 't:',
      'no-target-directory': 'T',
      verbose: 'v',
    },
    unsimulated: ['b', 'C', 'S', 'Z', 'backup', 'compare', 'suffix', 'context', 'strip-program'],
    usage: '[OPTION]... [-T] SOURCE DEST\n[OPTION]... SOURCE... DIRECTORY\n[OPTION]... -d DIRECTORY...',
    about: 'Copy files while setting attributes.',
  },
  function* (run) {
    const { options, operands, process } = run;
    const { files } = process;
    const modeText = options.value('m') ?? '755';
    const change = parseMode(modeText);
    if (!change) return yield* run.die(`invalid mode ${run.quote(modeText)}`);
    const owner = options.value('o');
    const group = options.value('g');
    const uid = owner === undefined ? -1 : (findUser(files, owner)?.uid ?? Number(owner));
    const gid = group === undefined ? -1 : (groups(files).find((one) => one.name === group)?.gid ?? Number(group));
    if (Number.isNaN(uid)) return yield* run.die(`invalid user ${run.quote(owner ?? '')}`);
    if (Number.isNaN(gid)) return yield* run.die(`invalid group ${run.quote(group ?? '')}`);
    const finish = (path: string): void => {
      files.chmod(path, change(0, false, 0));
      if (uid >= 0 || gid >= 0) files.chown(path, uid, gid);
    };
    const makeAll = (path: string): void => {
      if (files.exists(path)) return;
      makeAll(dirname(path));
      files.mkdir(path, 0o755);
    };
    if (operands.length === 0) return yield* run.misuse('missing file operand');
    if (options.has('d')) {
      for (const path of operands) {
        makeAll(dirname(path));
        const failure = files.exists(path) ? undefined : files.mkdir(path, 0o755);
        if (failure) yield* run.complain(`cannot create directory ${shellQuoted(path)}: ${reason(failure)}`);
        else finish(path);
      }
      return run.status;
    }
    const into = options.value('t');
    const sources = into === undefined ? operands.slice(0, -1) : operands;
    const target = into ?? operands.at(-1) ?? '';
    if (sources.length === 0)
      return yield* run.misuse(`missing destination file operand after ${shellQuoted(operands[0] ?? '')}`);
    if (options.has('D')) makeAll(into ?? dirname(target));
    const stat = files.stat(target);
    const isDirectory = into !== undefined || (!failed(stat) && stat.kind === 'directory' && !options.has('T'));
    if (sources.length > 1 && !isDirectory) return yield* run.die(`target ${shellQuoted(target)} is not a directory`);
    for (const source of sources) {
      const path = isDirectory ? joinPath(target, basename(source)) : target;
      const from = files.open(source, { read: true });
      const inode = failed(from) ? undefined : from.inode;
      if (failed(from) || inode?.kind !== 'file') {
        yield* run.complain(
          failed(from)
            ? `cannot stat ${shellQuoted(source)}: ${reason(from)}`
            : `omitting directory ${shellQuoted(source)}`,
        );
        continue;
      }
      from.close();
      if (files.exists(path)) files.unlink(path);
      const { content, program } = inode;
      const failure = files.mknod(
        path,
        { kind: 'file', content, ...(program === undefined ? {} : { program }) },
        0o600,
      );
      if (failure) {
        yield* run.complain(`cannot create regular file ${shellQuoted(path)}: ${reason(failure)}`);
        continue;
      }
      if (options.has('p')) files.utimes(path, inode.mtime);
      finish(path);
      if (options.has('v')) yield* run.print(`${shellQuoted(source)} -> ${shellQuoted(path)}\n`);
    }
    return run.status;
  },
);
