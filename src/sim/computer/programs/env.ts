// env(1), printenv(1).
import { failed } from '../filesystem/errno.ts';
import { absolute } from '../filesystem/path.ts';
import { applet, reason } from './invocation.ts';

/** `env` */
export const env = applet(
  {
    name: 'env',
    short: '+i0u:C:S:v',
    long: { 'ignore-environment': 'i', null: '0', unset: 'u:', chdir: 'C:', 'split-string': 'S:', debug: 'v' },
    unsimulated: ['block-signal', 'default-signal', 'ignore-signal', 'list-signal-handling', 'argv0'],
    usage: '[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]',
    about: 'Set each NAME to VALUE in the environment and run COMMAND.',
    misuse: 125,
    busybox: { short: '+iu:0', long: {}, usage: '[-i0] [-u NAME]... [-] [NAME=VALUE]... [PROG ARGS]' },
  },
  function* (run) {
    const { options, process } = run;
    let operands = [...(options.value('S')?.trim().split(/\s+/) ?? []), ...run.operands];
    const bare = operands[0] === '-';
    if (bare) operands = operands.slice(1);
    const variables = new Map(options.has('i') || bare ? [] : process.env);
    for (const name of options.values('u')) variables.delete(name);
    let first = 0;
    for (; first < operands.length; first++) {
      const operand = operands[first] ?? '';
      const equals = operand.indexOf('=');
      if (equals < 0) break;
      variables.set(operand.slice(0, equals), operand.slice(equals + 1));
    }
    const command = operands.slice(first);
    const [name] = command;
    if (name === undefined) {
      const end = options.has('0') ? '\0' : '\n';
      for (const [key, value] of variables) yield* run.print(`${key}=${value}${end}`);
      return 0;
    }
    const directory = options.value('C');
    if (directory !== undefined) {
      const stat = process.files.stat(directory);
      if (failed(stat)) return yield* run.die(`cannot change directory to ${run.quote(directory)}: ${reason(stat)}`);
      process.cwd = absolute(directory, process.cwd);
    }
    const errno = yield* process.exec({ argv: command, env: variables });
    yield* run.complain(run.gnu ? `${run.quote(name)}: ${reason(errno)}` : `can't execute '${name}': ${reason(errno)}`);
    if (run.gnu && /\s/.test(name) && errno === 'ENOENT')
      yield* run.complain(`use -[v]S to pass options in shebang lines`);
    return errno === 'ENOENT' ? 127 : 126;
  },
);

/** `printenv` */
export const printenv = applet(
  {
    name: 'printenv',
    short: '+0',
    long: { null: '0' },
    usage: '[OPTION]... [VARIABLE]...',
    about: 'Print the values of the specified environment VARIABLE(s), or all of them.',
    misuse: 2,
    busybox: { short: '', long: {}, usage: '[VARIABLE]...' },
  },
  function* (run) {
    const { env: variables } = run.process;
    const end = run.options.has('0') ? '\0' : '\n';
    if (run.operands.length === 0) for (const [key, value] of variables) yield* run.print(`${key}=${value}${end}`);
    for (const name of run.operands) {
      const value = variables.get(name);
      if (value === undefined) run.status = 1;
      else yield* run.print(value + end);
    }
    return run.status;
  },
);
