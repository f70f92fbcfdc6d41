// git config.
import type { Task } from '../../../kernel/task.ts';
import { Configuration } from '../configuration.ts';
import { Repository } from '../repository.ts';
import type { Session } from '../session.ts';

/** `git config` */
export function* config(session: Session, args: readonly string[]): Task<number> {
  const flags = ['--global', '--local', '--get', '--list', '-l', '--unset', '--add'];
  const unknown = args.find((arg) => arg.startsWith('-') && !flags.includes(arg));
  if (unknown !== undefined) return yield* session.notSimulated(`git config ${unknown}`);
  const [key, value] = args.filter((arg) => !arg.startsWith('-'));
  const global = args.includes('--global');
  const repository = Repository.find(session.process.files, session.cwd);
  const local = repository?.config ?? new Configuration('');
  const both = global ? session.global.entries : [...session.global.entries, ...local.entries];
  if (args.includes('--list') || args.includes('-l')) {
    for (const [name, text] of both) yield* session.print(`${name}=${text}\n`);
    return 0;
  }
  if (key === undefined) return yield* session.die('no action specified', 129);
  if (!key.includes('.')) {
    yield* session.warn(`error: key does not contain a section: ${key}\n`);
    return value === undefined ? 1 : 2;
  }
  const unset = args.includes('--unset');
  if (value === undefined && !unset) {
    const found = (global ? undefined : local.get(key)) ?? session.global.get(key);
    if (found === undefined) return 1;
    yield* session.print(`${found}\n`);
    return 0;
  }
  if (!global && !repository) return yield* session.die('not in a git directory');
  const before = global ? session.global : local;
  if (unset && before.get(key) === undefined) return 5;
  const after = before.with(key, unset ? undefined : value);
  if (global) session.process.files.writeFile(session.globalPath, after.text);
  else repository?.put('config', after.text);
  return 0;
}
