// Every command that this client carries out. What is in the reference and not here answers `not simulated`.
import { attach } from './attach.ts';
import type { Command } from './command.ts';
import { commit } from './commit.ts';
import { create } from './create.ts';
import { diff } from './diff.ts';
import { exec } from './exec.ts';
import { exportContainer } from './export.ts';
import { history } from './history.ts';
import { images } from './images.ts';
import { importImage } from './import.ts';
import { inspect } from './inspect.ts';
import { containerInspect, imageInspect, networkInspect, volumeInspect } from './inspect-kind.ts';
import { kill } from './kill.ts';
import { load } from './load.ts';
import { logs } from './logs.ts';
import { networkConnect } from './network-connect.ts';
import { networkCreate } from './network-create.ts';
import { networkDisconnect } from './network-disconnect.ts';
import { networkLs } from './network-ls.ts';
import { networkRm } from './network-rm.ts';
import { pause } from './pause.ts';
import { port } from './port.ts';
import { ps } from './ps.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { rename } from './rename.ts';
import { restart } from './restart.ts';
import { rm } from './rm.ts';
import { rmi } from './rmi.ts';
import { run } from './run.ts';
import { save } from './save.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';
import { tag } from './tag.ts';
import { top } from './top.ts';
import { unpause } from './unpause.ts';
import { update } from './update.ts';
import { volumeCreate } from './volume-create.ts';
import { volumeLs } from './volume-ls.ts';
import { volumeRm } from './volume-rm.ts';
import { wait } from './wait.ts';

/** All of them. */
export const commands: readonly Command[] = [
  attach,
  commit,
  containerInspect,
  create,
  diff,
  exec,
  exportContainer,
  history,
  imageInspect,
  images,
  importImage,
  inspect,
  kill,
  load,
  logs,
  networkConnect,
  networkCreate,
  networkDisconnect,
  networkInspect,
  networkLs,
  networkRm,
  pause,
  port,
  ps,
  pull,
  push,
  rename,
  restart,
  rm,
  rmi,
  run,
  save,
  start,
  stop,
  tag,
  top,
  unpause,
  update,
  volumeCreate,
  volumeInspect,
  volumeLs,
  volumeRm,
  wait,
];

const byName = new Map(commands.map((command) => [command.name, command]));

/** The command of a canonical name (`container run`); undefined when it is not simulated. */
export const findImplementation = (name: string): Command | undefined => byName.get(name);
