// Starts an engine on a machine, and makes it reachable.
import type { Machine } from '../computer/contract.ts';
import type { Service } from '../kernel/message.ts';
import { external } from '../kernel/task.ts';
import { Engine, type EngineOptions, type RegistryDirectory } from './engine.ts';

/**
 * Starts an engine on a machine. It answers the Engine API at `daemon:<machine name>`; the service is returned too.
 * `registries` finds a registry by its host. The handlers of its routes are loaded with the first request.
 */
export function createEngine(
  machine: Machine,
  registries: RegistryDirectory,
  options: Partial<EngineOptions> = {},
): Service {
  const engine = new Engine(machine, registries, options);
  let handlers: Service | undefined;
  const service: Service = function* (request, exchange) {
    if (!handlers) handlers = (yield* external(import('./router.ts'))).serviceOf(engine);
    return yield* handlers(request, exchange);
  };
  machine.kernel.serve(engine.endpoint, service);
  return service;
}
