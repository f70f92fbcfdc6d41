// Starts an engine on a machine, as a service of it, and makes it reachable.
import type { Machine } from '../computer/contract.ts';
import type { Service } from '../kernel/message.ts';
import { load } from '../kernel/task.ts';
import { Daemon } from './daemon.ts';
import type { EngineOptions, RegistryDirectory } from './engine.ts';

const loadEngine = async () => (await import('./start-engine.ts')).startEngine;

/**
 * Starts an engine on a machine: its unit `docker`. It answers the Engine API at `daemon:<machine name>`.
 * `registries` finds a registry by its host. The handlers of its routes are loaded with the first request.
 */
export function createEngine(
  machine: Machine,
  registries: RegistryDirectory,
  options: Partial<EngineOptions> = {},
): void {
  const service: Service = function* (request, exchange) {
    const startEngine = yield* load(loadEngine);
    const { service: answer } = (daemon.inner ??= startEngine(daemon, registries, options));
    return yield* daemon.requests.answer(exchange, (connection) => answer(request, connection));
  };
  const daemon = new Daemon(machine, service);
  machine.units.set(daemon.name, daemon);
}
