// The builtins of each shell by name.
import type { Task } from '../../../kernel/task.ts';
import type { Dialect } from '../dialect.ts';
import type { Builtin } from './builtin.ts';
import { builtinNames, specialBuiltinNames } from './builtin-names.ts';
import { declare, local } from './declare.ts';
import { getopts } from './getopts.ts';
import { bg, disown, fg, jobs, kill, wait } from './job-control.ts';
import { printf } from './printf.ts';
import { mapfile, read } from './read.ts';
import { ulimit } from './ulimit.ts';
import { caller, help, history, logout, notSimulated, times, trap } from './various.ts';
import { cd, dirs, popd, pushd, pwd } from './directory.ts';
import { breakLoop, builtin, command, continueLoop, evaluate, exec, exit, returnFrom, source } from './flow.ts';
import { alias, hash, type, unalias } from './names.ts';
import { set, shopt } from './options.ts';
import { echo, test } from './output.ts';
import { exportVariables, letNumbers, readonlyVariables, shift, unset } from './variables.ts';
import { umask } from './umask.ts';

function* succeed(): Task<number> {
  return 0;
}

function* fail(): Task<number> {
  return 1;
}

const all: Readonly<Record<string, Builtin['run']>> = {
  '.': source,
  ':': succeed,
  '[': test,
  alias,
  bg,
  break: breakLoop,
  builtin,
  caller,
  cd,
  chdir: cd,
  command,
  continue: continueLoop,
  declare,
  dirs,
  disown,
  echo,
  eval: evaluate,
  exec,
  exit,
  export: exportVariables,
  false: fail,
  fg,
  getopts,
  hash,
  help,
  history,
  jobs,
  kill,
  let: letNumbers,
  local,
  logout,
  mapfile,
  popd,
  printf,
  pushd,
  pwd,
  read,
  readarray: mapfile,
  readonly: readonlyVariables,
  return: returnFrom,
  set,
  shift,
  shopt,
  source,
  suspend: notSimulated,
  test,
  times,
  trap,
  true: succeed,
  type,
  typeset: declare,
  ulimit,
  umask,
  unalias,
  unset,
  wait,
};

function builtinsOf(dialect: Dialect): ReadonlyMap<string, Builtin> {
  const found = new Map<string, Builtin>();
  for (const name of builtinNames[dialect]) {
    const run = all[name];
    if (run) found.set(name, { run, special: specialBuiltinNames.has(name) });
  }
  return found;
}

/** By dialect and name. */
export const builtins: Readonly<Record<Dialect, ReadonlyMap<string, Builtin>>> = {
  bash: builtinsOf('bash'),
  dash: builtinsOf('dash'),
  ash: builtinsOf('ash'),
};
