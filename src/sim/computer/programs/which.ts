// which(1), in Debian's and busybox's form.
import { usualPath } from '../processes/find-program.ts';
import { failed } from '../filesystem/errno.ts';
import { applet, type Invocation } from './invocation.ts';

/** `which` */
export const which = applet(
  {
    name: 'which',
    short: 'as',
    usage: '[-as] args',
    about: 'Write the full path of COMMAND(s) to standard output.',
    busybox: { short: 'a', usage: '[-a] COMMAND...' },
  },
  function* (run) {
    if (run.operands.length === 0) return run.gnu ? 1 : yield* run.misuse();
    for (const command of run.operands) {
      const found = lookUp(run, command);
      if (found.length === 0) run.status = 1;
      const shown = run.options.has('a') ? found : found.slice(0, 1);
      if (!run.options.has('s')) yield* run.print(shown.map((path) => `${path}\n`).join(''));
    }
    return run.status;
  },
);

function lookUp(run: Invocation, command: string): string[] {
  const { files, env } = run.process;
  const runs = (path: string): boolean => {
    const stat = files.stat(path);
    return !failed(stat) && stat.kind === 'file' && !files.access(path, 1);
  };
  if (command.includes('/')) return runs(command) ? [command] : [];
  return (env.get('PATH') ?? usualPath)
    .split(':')
    .map((directory) => `${directory === '' ? '.' : directory.replace(/\/+$/, '')}/${command}`)
    .filter(runs);
}
