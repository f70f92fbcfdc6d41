// Scripts of a package.json: run by a shell, with the project's programs in PATH (npm-scripts(7)).
import type { Task } from '../../../kernel/task.ts';
import type { Process, Signal } from '../../contract.ts';
import type { Manifest } from './project.ts';

/** Runs a command line as the script `event` of a project. Its exit status. */
export function* runScript(
  process: Process,
  folder: string,
  manifest: Manifest,
  event: string,
  command: string,
  npm: string,
): Task<number> {
  const env = new Map(process.env);
  const above: string[] = [];
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/'))) {
    above.push(`${at}/node_modules/.bin`);
    if (at === '' || !at.includes('/')) break;
  }
  env.set(
    'PATH',
    [...above, env.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'].join(':'),
  );
  env.set('INIT_CWD', process.cwd);
  env.set('npm_command', event === 'start' || event === 'test' ? event : 'run-script');
  env.set('npm_execpath', npm);
  env.set('npm_lifecycle_event', event);
  env.set('npm_lifecycle_script', command);
  env.set('npm_package_json', `${folder}/package.json`);
  if (manifest.name !== undefined) env.set('npm_package_name', manifest.name);
  if (manifest.version !== undefined) env.set('npm_package_version', manifest.version);
  const child = yield* process.spawn({ argv: ['sh', '-c', command], env, cwd: folder });
  if (typeof child === 'string') return 127;
  // npm hands these on and ends when its child does.
  const passed: readonly Signal[] = ['TERM', 'INT', 'HUP'];
  for (const signal of passed)
    process.handle(signal, () => {
      process.kill(child.pid, signal);
    });
  const ended = yield* process.wait(child);
  for (const signal of passed) process.handle(signal, 'default');
  if (typeof ended === 'string') return 1;
  const { status } = ended;
  if ('code' in status) return status.code;
  return 128 + ({ TERM: 15, INT: 2, HUP: 1, KILL: 9 }[status.signal as string] ?? 1);
}
