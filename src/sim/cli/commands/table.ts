// Every command that this client carries out. What is in the reference and not here answers `not simulated`.
import { attach } from './attach.ts';
import { build } from './build.ts';
import { buildxDu, buildxMore, buildxPrune, buildxVersion } from './buildx.ts';
import type { Command } from './command.ts';
import { commit } from './commit.ts';
import { composeRegistrations } from '../compose/registration.ts';
import {
  contextCreate,
  contextInspect,
  contextLs,
  contextRm,
  contextShow,
  contextUpdate,
  contextUse,
} from './context.ts';
import { contextExport, contextImport } from './context-archive.ts';
import { cp } from './cp.ts';
import { create } from './create.ts';
import { dialStdio } from './dial-stdio.ts';
import { diff } from './diff.ts';
import { events } from './events.ts';
import { exec } from './exec.ts';
import { exportContainer } from './export.ts';
import { history } from './history.ts';
import { images } from './images.ts';
import { importImage } from './import.ts';
import { info } from './info.ts';
import { containerInspect, imageInspect, networkInspect, volumeInspect } from './inspect-kind.ts';
import { inspect } from './inspect.ts';
import { kill } from './kill.ts';
import { load } from './load.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { logs } from './logs.ts';
import { networkConnect } from './network-connect.ts';
import { networkCreate } from './network-create.ts';
import { networkDisconnect } from './network-disconnect.ts';
import { networkLs } from './network-ls.ts';
import { networkRm } from './network-rm.ts';
import { pause } from './pause.ts';
import { port } from './port.ts';
import { containerPrune, imagePrune, networkPrune, volumePrune } from './prune-kind.ts';
import { ps } from './ps.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { rename } from './rename.ts';
import { restart } from './restart.ts';
import { rm } from './rm.ts';
import { rmi } from './rmi.ts';
import { run } from './run.ts';
import { save } from './save.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { stats } from './stats.ts';
import { stop } from './stop.ts';
import { systemDf } from './system-df.ts';
import { systemPrune } from './system-prune.ts';
import { tag } from './tag.ts';
import { top } from './top.ts';
import { unpause } from './unpause.ts';
import { update } from './update.ts';
import { version } from './version.ts';
import { volumeCreate } from './volume-create.ts';
import { volumeLs } from './volume-ls.ts';
import { volumeRm } from './volume-rm.ts';
import { imagetoolsCreate, imagetoolsInspect } from './imagetools.ts';
import { manifestAnnotate, manifestCreate, manifestInspect, manifestPush, manifestRm } from './manifest.ts';
import {
  pluginCreate,
  pluginDisable,
  pluginEnable,
  pluginInspect,
  pluginInstall,
  pluginLs,
  pluginPush,
  pluginRm,
  pluginSet,
  pluginUpgrade,
} from './plugin.ts';
import { trustInspect, trustKeyLoad, trustSign, trustSignerAdd } from './trust.ts';
import { volumeUpdate } from './volume-update.ts';
import { wait } from './wait.ts';

/** All of them. */
export const commands: readonly Command[] = [
  ...composeRegistrations,
  attach,
  build,
  buildxDu,
  imagetoolsCreate,
  imagetoolsInspect,
  buildxPrune,
  buildxVersion,
  ...buildxMore,
  commit,
  containerInspect,
  containerPrune,
  contextCreate,
  contextExport,
  contextImport,
  contextInspect,
  contextLs,
  contextRm,
  contextShow,
  contextUpdate,
  contextUse,
  cp,
  create,
  dialStdio,
  diff,
  events,
  exec,
  exportContainer,
  history,
  imageInspect,
  imagePrune,
  images,
  importImage,
  info,
  inspect,
  kill,
  load,
  login,
  logout,
  logs,
  manifestAnnotate,
  manifestCreate,
  manifestInspect,
  manifestPush,
  manifestRm,
  networkConnect,
  networkCreate,
  networkDisconnect,
  networkInspect,
  networkLs,
  networkPrune,
  networkRm,
  pause,
  pluginCreate,
  pluginDisable,
  pluginEnable,
  pluginInspect,
  pluginInstall,
  pluginLs,
  pluginPush,
  pluginRm,
  pluginSet,
  pluginUpgrade,
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
  search,
  start,
  stats,
  stop,
  systemDf,
  systemPrune,
  tag,
  top,
  trustInspect,
  trustKeyLoad,
  trustSign,
  trustSignerAdd,
  unpause,
  update,
  version,
  volumeCreate,
  volumeInspect,
  volumeLs,
  volumePrune,
  volumeRm,
  volumeUpdate,
  wait,
];

const byName = new Map(commands.map((command) => [command.name, command]));

/** The command of a canonical name (`container run`); undefined when it is not simulated. */
export const findImplementation = (name: string): Command | undefined => byName.get(name);
