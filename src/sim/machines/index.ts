// The six statecharts by the kind of part that they describe.
import { clientMachine } from './client.ts';
import { containerMachine } from './container.ts';
import { daemonMachine } from './daemon.ts';
import { imageMachine } from './image.ts';
import { layerMachine } from './layer.ts';
import { registryMachine } from './registry.ts';

/** Every statechart, for the stage that draws them and the tests that walk them. */
export const machines = {
  client: clientMachine,
  daemon: daemonMachine,
  registry: registryMachine,
  image: imageMachine,
  layer: layerMachine,
  container: containerMachine,
} as const;
