// All programs that GNU's tools and busybox share, by name.
import { cat } from './cat.ts';
import type { MakeProgram } from './common/flavour.ts';
import { env, printenv } from './env.ts';
import type { Applet } from './flavour.ts';
import { ls } from './ls.ts';
import { nohup, sleep, time, timeout } from './sleep.ts';
import {
  clear,
  echo,
  falseProgram,
  hello,
  hostname,
  nproc,
  pwd,
  sync,
  trueProgram,
  tty,
  whoami,
  yes,
} from './small.ts';

const made =
  (make: MakeProgram): Applet =>
  (process, flavour) =>
    make(flavour)(process);

/** The program behind each name. Each takes the flavour that it speaks in. */
export const applets: Readonly<Record<string, Applet>> = {
  cat,
  clear: made(clear),
  echo: made(echo),
  env: made(env),
  false: made(falseProgram),
  hello: made(hello),
  hostname: made(hostname),
  ls,
  nohup: made(nohup),
  nproc: made(nproc),
  printenv: made(printenv),
  pwd: made(pwd),
  sleep: made(sleep),
  sync: made(sync),
  time: made(time),
  timeout: made(timeout),
  true: made(trueProgram),
  tty: made(tty),
  whoami: made(whoami),
  yes: made(yes),
};
