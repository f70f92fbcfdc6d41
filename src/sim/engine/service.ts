// Starts an engine on a machine, and makes it reachable.
import type { Machine } from '../computer/contract.ts';
import type { Service } from '../kernel/message.ts';
import { Engine, type EngineOptions, type RegistryDirectory } from './engine.ts';
import { serviceOf } from './router.ts';

/**
 * Starts an engine on a machine. It answers the Engine API at `daemon:<machine name>`; the service is returned too.
 * `registries` finds a registry by its host.
 */
export function createEngine(
  machine: Machine,
  registries: RegistryDirectory,
  options: Partial<EngineOptions> = {},
): Service {
  const engine = new Engine(machine, registries, options);
  const service = serviceOf(engine);
  machine.kernel.serve(engine.endpoint, service);
  return service;
}
