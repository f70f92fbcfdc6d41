// The engine behind a daemon: its stores, the handlers of its routes, and what it does when the daemon starts and ends.
import type { Daemon, Inner } from './daemon.ts';
import { Engine, type EngineOptions, type RegistryDirectory } from './engine.ts';
import { restore, shutDown } from './life.ts';
import { serviceOf } from './router.ts';

/** Makes the engine of a daemon. */
export function startEngine(daemon: Daemon, registries: RegistryDirectory, options: Partial<EngineOptions>): Inner {
  const engine = new Engine(daemon, registries, options);
  return { service: serviceOf(engine), shutDown: () => shutDown(engine), restore: () => restore(engine) };
}
