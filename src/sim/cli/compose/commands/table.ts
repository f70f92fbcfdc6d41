// Every compose command, in the chunk that is loaded with the first of them.
import type { ComposeCommand } from './command.ts';
import { config } from './config.ts';
import { cp } from './cp.ts';
import { down } from './down.ts';
import { attach, exec } from './exec.ts';
import { commit, exportService } from './keep.ts';
import { build, images, pull, push } from './images.ts';
import { events, port, stats, top, version, volumes, wait } from './inspect.ts';
import { create, kill, pause, restart, rm, scale, start, stop, unpause } from './lifecycle.ts';
import { logs } from './logs.ts';
import { ls } from './ls.ts';
import { ps } from './ps.ts';
import { run } from './run.ts';
import { up } from './up.ts';
import { watch } from './watch.ts';

const all: readonly ComposeCommand[] = [
  attach, build, commit, config, cp, create, down, events, exec, exportService, images, kill, logs, ls, pause, port, ps, pull, push,
  restart, rm, run, scale, start, stats, stop, top, unpause, up, version, volumes, wait, watch,
]; // prettier-ignore

/** The commands by name. */
export const composeCommands: ReadonlyMap<string, ComposeCommand> = new Map(
  all.map((command) => [command.name, command]),
);
