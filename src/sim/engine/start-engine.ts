// The engine behind a daemon: its stores and the handlers of its routes.
import type { Service } from '../kernel/message.ts';
import type { Daemon } from './daemon.ts';
import { Engine, type EngineOptions, type RegistryDirectory } from './engine.ts';
import { serviceOf } from './router.ts';

/** Makes the engine of a daemon; returns what answers its requests. */
export const startEngine = (daemon: Daemon, registries: RegistryDirectory, options: Partial<EngineOptions>): Service =>
  serviceOf(new Engine(daemon, registries, options));
