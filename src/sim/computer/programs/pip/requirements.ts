// The requirements of a command line and of requirements files.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { parseRequirement } from '../../packages/pip/index.ts';
import { type Wanted, applies } from '../../packages/pip/resolve.ts';
import type { Run } from './run.ts';

/** The requirements of the command line and of files. A number is pip's exit status after a complaint. */
export function* requirements(run: Run): Task<Wanted[] | number> {
  const wanted: Wanted[] = [];
  for (const word of run.words) {
    if (/^(?:\.{1,2}(?:\/|$|\[)|\/)|:\/\/|\.whl$|\.tar\.gz$|^git\+/.test(word)) return yield* local(run, word);
    const requirement = parseRequirement(word);
    if (!requirement)
      return yield* run.error(
        `Invalid requirement: '${word}': Expected end or semicolon (after name and no valid version specifier)`,
      );
    wanted.push({ requirement, origin: '', named: true });
  }
  for (const word of run.given.get('editable') ?? []) return yield* local(run, word);
  for (const path of run.given.get('requirement') ?? []) {
    const more = yield* fromFile(run, path);
    if (typeof more === 'number') return more;
    wanted.push(...more);
  }
  return wanted;
}

function* local(run: Run, word: string): Task<number> {
  if (word.includes('://') || word.startsWith('git+')) {
    yield* run.complain(`pip: not simulated: packages from other places (${word})`);
    return 1;
  }
  const path = word.replace(/\[.*\]$/, '');
  const there = run.process.files.stat(path);
  if (failed(there))
    return yield* run.error(
      `Invalid requirement: '${word}': Expected package name at the start of dependency specifier\nHint: It looks like a path. File '${word}' does not exist.`,
    );
  if (
    there.kind === 'directory' &&
    !run.process.files.exists(`${path}/setup.py`) &&
    !run.process.files.exists(`${path}/pyproject.toml`)
  )
    return yield* run.error(`Directory '${word}' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.`);
  yield* run.complain(`pip: not simulated: building a project from its source (${word})`);
  return 1;
}

function* fromFile(run: Run, path: string): Task<Wanted[] | number> {
  const text = run.process.files.readText(path);
  if (failed(text))
    return yield* run.error(`Could not open requirements file: [Errno 2] No such file or directory: '${path}'`);
  const wanted: Wanted[] = [];
  for (const [index, raw] of text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .entries()) {
    const line = raw
      .replace(/(?:^|\s)#.*$/, '')
      .replace(/\s--hash=\S+/g, '')
      .trim();
    if (line === '') continue;
    const [, option = '', value = ''] = /^(-\S+?)(?:[\s=]+(.*))?$/.exec(line) ?? [];
    if (option === '-r' || option === '--requirement') {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
      const more = yield* fromFile(run, value.startsWith('/') ? value : folder + value);
      if (typeof more === 'number') return more;
      wanted.push(...more);
      continue;
    }
    if (option === '-e' || option === '--editable') return yield* local(run, value);
    if (option !== '') continue;
    if (line.includes('://') || /^\.{0,2}\//.test(line)) return yield* local(run, line);
    const requirement = parseRequirement(line);
    if (!requirement)
      return yield* run.error(
        `Invalid requirement: '${line}': Expected end or semicolon (after name and no valid version specifier)\n    ${line}\n    ^ (from line ${index + 1} of ${path})`,
      );
    if (applies(requirement.marker))
      wanted.push({ requirement, origin: `(from -r ${path} (line ${index + 1}))`, named: true });
  }
  return wanted;
}
