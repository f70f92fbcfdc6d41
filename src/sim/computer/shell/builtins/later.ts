// The builtins that no shell needs to start: a chunk of their own.
import type { Builtin } from './builtin.ts';
import { declare, local } from './declare.ts';
import { getopts } from './getopts.ts';
import { bg, disown, fg, jobs, kill, wait } from './job-control.ts';
import { printf } from './printf.ts';
import { mapfile, read } from './read.ts';
import { ulimit } from './ulimit.ts';
import { caller, help, history, logout, notSimulated, times, trap } from './various.ts';

/** By name. */
export const later = {
  bg,
  caller,
  declare,
  disown,
  fg,
  getopts,
  help,
  history,
  jobs,
  kill,
  local,
  logout,
  mapfile,
  notSimulated,
  printf,
  read,
  times,
  trap,
  ulimit,
  wait,
} satisfies Readonly<Record<string, Builtin['run']>>;

export type LaterName = keyof typeof later;
