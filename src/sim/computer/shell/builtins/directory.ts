// `cd`, `pwd`, and bash's `pushd`, `popd`, `dirs`.
import type { Task } from '../../../kernel/task.ts';
import { failed, strerror, type Errno } from '../../filesystem/errno.ts';
import { absolute } from '../../filesystem/path.ts';
import type { Shell } from '../shell.ts';
import { badOption, letters } from './builtin.ts';

/** Changes the directory; an errno if that is not possible. */
function change(shell: Shell, target: string, physical: boolean): Errno | undefined {
  const { process } = shell;
  const logical = absolute(target, shell.get('PWD') ?? process.cwd);
  const path = physical ? process.files.realpath(target) : logical;
  if (failed(path)) return path.errno;
  const stat = process.files.stat(path);
  if (failed(stat)) return stat.errno;
  if (stat.kind !== 'directory') return 'ENOTDIR';
  if (process.files.access(path, 1)) return 'EACCES';
  shell.variables.update('OLDPWD', {
    value: shell.get('PWD') ?? process.cwd,
    exported: shell.variables.get('OLDPWD')?.exported ?? true,
  });
  process.cwd = path;
  shell.variables.update('PWD', { value: path, exported: shell.variables.get('PWD')?.exported ?? true });
  return undefined;
}

/** `cd [-L | -P] [directory | -]` */
export function* cd(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } =
    args[1] === '-' ? { options: new Map<string, string>(), operands: ['-'], bad: undefined } : letters(args, 'LPe@');
  if (bad !== undefined) return yield* badOption(shell, 'cd', bad, 'cd [-L|[-P [-e]] [-@]] [dir]');
  if (operands.length > 1 && shell.dialect === 'bash') {
    yield* shell.complain('cd: too many arguments');
    return 1;
  }
  let target = operands[0] ?? shell.get('HOME');
  if (target === undefined) {
    if (shell.dialect !== 'bash') return 0;
    yield* shell.complain('cd: HOME not set');
    return 1;
  }
  let shown = false;
  if (target === '-') {
    const old = shell.get('OLDPWD');
    if (old === undefined && shell.dialect === 'bash') {
      yield* shell.complain('cd: OLDPWD not set');
      return 1;
    }
    target = old ?? shell.get('PWD') ?? '/';
    shown = true;
  }
  if (target === '') target = '.';
  const physical = options.has('P');
  const cdPath = shell.get('CDPATH');
  if (cdPath && !/^\.{0,2}\//.test(target) && target !== '.' && target !== '..')
    for (const base of cdPath.split(':')) {
      const path = `${base === '' ? '.' : base}/${target}`;
      if (change(shell, path, physical)) continue;
      if (base !== '' && base !== '.') yield* shell.write(1, `${shell.get('PWD') ?? ''}\n`);
      return 0;
    }
  const errno = change(shell, target, physical);
  if (errno === undefined) {
    if (shown) yield* shell.write(1, `${shell.get('PWD') ?? ''}\n`);
    return 0;
  }
  const texts = {
    bash: `cd: ${target}: ${strerror(errno)}`,
    dash: `cd: can't cd to ${target}`,
    ash: `cd: can't cd to ${target}: ${strerror(errno)}`,
  };
  yield* shell.complain(texts[shell.dialect]);
  return shell.dialect === 'bash' ? 1 : 2;
}

/** `pwd [-L | -P]` */
export function* pwd(shell: Shell, args: readonly string[]): Task<number> {
  const { options, bad } = letters(args, 'LP');
  if (bad !== undefined) return yield* badOption(shell, 'pwd', bad, 'pwd [-LP]');
  const { process } = shell;
  const physical = process.files.realpath('.');
  const path = options.has('P') && !failed(physical) ? physical : (shell.get('PWD') ?? process.cwd);
  yield* shell.write(1, `${path}\n`);
  return 0;
}

function shorten(shell: Shell, path: string): string {
  const home = shell.get('HOME');
  if (!home || home === '/') return path;
  return path === home ? '~' : path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** `dirs [-clp]` */
export function* dirs(shell: Shell, args: readonly string[]): Task<number> {
  if (args[1] === '-c') {
    shell.directories = [];
    return 0;
  }
  const all = [shell.get('PWD') ?? '/', ...shell.directories];
  const plain = args[1] === '-l' ? all : all.map((path) => shorten(shell, path));
  yield* shell.write(1, args[1] === '-p' ? plain.map((path) => `${path}\n`).join('') : `${plain.join(' ')}\n`);
  return 0;
}

/** `pushd [directory]` */
export function* pushd(shell: Shell, args: readonly string[]): Task<number> {
  const here = shell.get('PWD') ?? '/';
  const [top, ...below] = shell.directories;
  const target = args[1] ?? top;
  if (target === undefined) {
    yield* shell.complain('pushd: no other directory');
    return 1;
  }
  const errno = change(shell, target, false);
  if (errno) {
    yield* shell.complain(`pushd: ${target}: ${strerror(errno)}`);
    return 1;
  }
  shell.directories = [here, ...(args[1] === undefined ? below : shell.directories)];
  return yield* dirs(shell, ['dirs']);
}

/** `popd` */
export function* popd(shell: Shell, _args: readonly string[]): Task<number> {
  const [top, ...below] = shell.directories;
  if (top === undefined) {
    yield* shell.complain('popd: directory stack empty');
    return 1;
  }
  const errno = change(shell, top, false);
  if (errno) {
    yield* shell.complain(`popd: ${top}: ${strerror(errno)}`);
    return 1;
  }
  shell.directories = below;
  return yield* dirs(shell, ['dirs']);
}
