// The builtins of each shell by name. Those that no shell needs to start are loaded when they are first used.
import { load, type Task } from '../../../kernel/task.ts';
import type { Dialect } from '../dialect.ts';
import type { Builtin } from './builtin.ts';
import { builtinNames, specialBuiltinNames } from './builtin-names.ts';
import type { LaterName } from './later.ts';
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

/** Loads the builtins that no shell needs to start. */
export const loadLater = async () => (await import('./later.ts')).later;

/** A builtin of later.ts. */
function later(name: LaterName): Builtin['run'] {
  return function* (shell, args) {
    const builtins = yield* load(loadLater);
    return yield* builtins[name](shell, args);
  };
}

const all: Readonly<Record<string, Builtin['run']>> = {
  '.': source,
  ':': succeed,
  '[': test,
  alias,
  bg: later('bg'),
  break: breakLoop,
  builtin,
  caller: later('caller'),
  cd,
  chdir: cd,
  command,
  continue: continueLoop,
  declare: later('declare'),
  dirs,
  disown: later('disown'),
  echo,
  eval: evaluate,
  exec,
  exit,
  export: exportVariables,
  false: fail,
  fg: later('fg'),
  getopts: later('getopts'),
  hash,
  help: later('help'),
  history: later('history'),
  jobs: later('jobs'),
  kill: later('kill'),
  let: letNumbers,
  local: later('local'),
  logout: later('logout'),
  mapfile: later('mapfile'),
  popd,
  printf: later('printf'),
  pushd,
  pwd,
  read: later('read'),
  readarray: later('mapfile'),
  readonly: readonlyVariables,
  return: returnFrom,
  set,
  shift,
  shopt,
  source,
  suspend: later('notSimulated'),
  test,
  times: later('times'),
  trap: later('trap'),
  true: succeed,
  type,
  typeset: later('declare'),
  ulimit: later('ulimit'),
  umask,
  unalias,
  unset,
  wait: later('wait'),
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
