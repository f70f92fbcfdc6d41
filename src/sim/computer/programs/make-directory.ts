// mkdir(1), rmdir(1).
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import { dirname } from '../filesystem/path.ts';
import { parseMode } from './file-mode.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { shellQuoted } from './text.ts';

/** `mkdir` */
export const mkdir = applet(
  {
    name: 'mkdir',
    short: 'm:pv',
    long: { mode: 'm:', parents: 'p', verbose: 'v' },
    unsimulated: ['Z', 'context'],
    usage: '[OPTION]... DIRECTORY...',
    about: 'Create the DIRECTORY(ies), if they do not already exist.',
    busybox: { short: 'm:p', long: { mode: 'm:', parents: 'p' }, usage: '[-m MODE] [-p] DIRECTORY...' },
  },
  function* (run) {
    if (run.operands.length === 0) return yield* run.misuse('missing operand');
    const given = run.options.value('m');
    const change = given === undefined ? undefined : parseMode(given);
    if (given !== undefined && !change)
      return yield* run.die(run.gnu ? `invalid mode ${run.quote(given)}` : `invalid mode '${given}'`);
    for (const path of run.operands) {
      yield* run.step();
      if (!(yield* make(run, path)) || !change) continue;
      run.process.files.chmod(path, change(0o777, true, run.process.umask));
    }
    return run.status;
  },
);

/** Makes a directory, with those above it if asked; false when it is not new. */
function* make(run: Invocation, path: string): Task<boolean> {
  const { files } = run.process;
  const parents = run.options.has('p');
  if (parents) {
    const found = files.stat(path);
    if (!failed(found) && found.kind === 'directory') return false;
    const above = dirname(path);
    if (above !== path && !files.exists(above) && !(yield* make(run, above)) && run.status !== 0) return false;
  }
  const failure = files.mkdir(path);
  if (failure) {
    const quoted = run.gnu ? run.quote(path) : `'${path}'`;
    yield* run.complain(`${run.gnu ? 'cannot' : "can't"} create directory ${quoted}: ${reason(failure)}`);
    return false;
  }
  if (run.options.has('v')) yield* run.print(`mkdir: created directory ${run.quote(path)}\n`);
  return true;
}

/** `rmdir` */
export const rmdir = applet(
  {
    name: 'rmdir',
    short: 'pv',
    long: { parents: 'p', verbose: 'v', 'ignore-fail-on-non-empty': 'ignore' },
    usage: '[OPTION]... DIRECTORY...',
    about: 'Remove the DIRECTORY(ies), if they are empty.',
    busybox: { short: 'p', long: { parents: 'p', 'ignore-fail-on-non-empty': 'ignore' }, usage: '[-p] DIRECTORY...' },
  },
  function* (run) {
    if (run.operands.length === 0) return yield* run.misuse('missing operand');
    for (const operand of run.operands) {
      for (let path = operand; ; path = dirname(path)) {
        yield* run.step();
        if (run.options.has('v')) yield* run.print(`rmdir: removing directory, ${shellQuoted(path)}\n`);
        const failure = run.process.files.rmdir(path);
        if (failure) {
          if (failure.errno === 'ENOTEMPTY' && run.options.has('ignore')) break;
          const above = path !== operand && run.gnu ? 'directory ' : '';
          const text = run.gnu ? `failed to remove ${above}${shellQuoted(path)}` : `'${path}'`;
          yield* run.complain(`${text}: ${reason(failure)}`);
          break;
        }
        if (!run.options.has('p') || dirname(path) === '.' || dirname(path) === '/') break;
      }
    }
    return run.status;
  },
);
