// pip: the package installer of Python.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { type Environment, findEnvironment, readDistributions } from '../../packages/pip/environment.ts';
import { filesOf } from '../../packages/place-files.ts';
import { cache } from './cache.ts';
import { install } from './install.ts';
import { check, freeze, list, show } from './list.ts';
import { remove } from './remove.ts';
import { type Command, Run, userSite } from './run.ts';

const commands: Readonly<Record<string, Command>> = { install, uninstall: remove, list, freeze, show, check, cache };

const others = new Set('config debug hash help index inspect lock search wheel completion download'.split(' '));

const usage = `
Usage:
  pip <command> [options]

Commands:
  install                     Install packages.
  download                    Download packages.
  uninstall                   Uninstall packages.
  freeze                      Output installed packages in requirements format.
  list                        List installed packages.
  show                        Show information about installed packages.
  check                       Verify that installed packages fit together.
  cache                       Look after the cache of wheels.
`;

/** `pip`, also as `python -m pip`: `executable` is then the interpreter's path or name. */
export function* runPip(process: Process, executable: string, args: readonly string[]): Task<number> {
  const run = new Run(process);
  const wrong = run.read(args);
  const found = findEnvironment(process, filesOf(process), executable);
  const environment = found && { ...found, path: [...(found.virtual ? [] : [userSite(run, found)]), ...found.path] };
  if (!environment) {
    yield* run.complain('drydock: pip: there is no Python here');
    return 1;
  }
  const [name] = run.words.splice(0, 1);
  if (wrong !== undefined) {
    yield* run.complain(`\nUsage:   \n  pip ${name ?? '<command>'} [options]\n\n${wrong}`);
    return 2;
  }
  if (name === undefined || name === 'help' || run.has('help')) {
    if (run.has('version')) yield* run.print(versionText(process, environment));
    else yield* run.print(usage.trimEnd());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) {
    yield* process.compute(280);
    return yield* command(run, environment);
  }
  if (others.has(name)) {
    yield* run.complain(`pip: not simulated: ${name}`);
    return 1;
  }
  const near = Object.keys(commands).find((one) => one.startsWith(name.slice(0, 3)));
  return yield* run.error(`unknown command "${name}"${near ? ` - maybe you meant "${near}"` : ''}`);
}

function versionText(process: Process, environment: Environment): string {
  const pipItself = readDistributions(filesOf(process), environment.path).get('pip');
  const location = pipItself?.location ?? environment.path.at(-1) ?? environment.site;
  return `pip ${pipItself?.version ?? '0'} from ${location}/pip (python ${environment.series})`;
}

/** `pip`, `pip3`, `pip3.13` */
export const pip: Program = (process) => runPip(process, process.argv[0] ?? 'pip', process.argv.slice(1));
