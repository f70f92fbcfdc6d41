// Starts an engine on a machine, and makes it reachable.
import type { Machine } from '../computer/contract.ts';
import type { Service } from '../kernel/message.ts';
import { load } from '../kernel/task.ts';
import { Daemon } from './daemon.ts';
import type { EngineOptions, RegistryDirectory } from './engine.ts';

const loadEngine = async () => (await import('./start-engine.ts')).startEngine;

/**
 * Starts an engine on a machine. It answers the Engine API at `daemon:<machine name>`; the service is returned too.
 * `registries` finds a registry by its host. The handlers of its routes are loaded with the first request.
 */
export function createEngine(
  machine: Machine,
  registries: RegistryDirectory,
  options: Partial<EngineOptions> = {},
): Service {
  const daemon = new Daemon(machine);
  let handlers: Service | undefined;
  const service: Service = function* (request, exchange) {
    handlers ??= (yield* load(loadEngine))(daemon, registries, options);
    return yield* handlers(request, exchange);
  };
  machine.kernel.serve(daemon.endpoint, service);
  return service;
}
