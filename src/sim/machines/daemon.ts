// The life of the Docker daemon.
import { setup } from 'xstate';

export type DaemonEvent = 'start' | 'ready' | 'stop' | 'stopped' | 'crash' | 'work';

/** It answers requests (`work`) only when it is ready. */
export const daemonMachine = setup({
  types: { events: {} as { type: DaemonEvent } },
  actions: { act: () => undefined },
}).createMachine({
  id: 'daemon',
  initial: 'stopped',
  states: {
    stopped: { on: { start: 'starting' } },
    starting: { on: { ready: 'ready', crash: 'stopped' } },
    ready: { on: { work: { actions: 'act' }, stop: 'stopping', crash: 'stopped' } },
    stopping: { on: { stopped: 'stopped' } },
  },
});
