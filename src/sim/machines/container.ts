// The life of a container. A verb that leaves the state as it is (exec, kill, …) is a transition without a target.
import { setup } from 'xstate';

/** What can happen to a container: a verb of the Engine API, or something that happens by itself. */
export type ContainerEvent =
  /** Its first process runs; `check` follows when the container has a health check. */
  | 'start'
  /** It could not be started. */
  | 'startFailed'
  /** Its first process has ended. */
  | 'exit'
  /** It has ended and its restart policy will start it again. */
  | 'exitAndRestart'
  /** The user asks for an end while it waits to be restarted. */
  | 'giveUp'
  | 'pause'
  | 'unpause'
  | 'signal'
  | 'stop'
  | 'exec'
  | 'top'
  | 'resize'
  | 'attach'
  | 'rename'
  | 'update'
  | 'commit'
  | 'remove'
  | 'removed'
  | 'removeFailed'
  /** Outcomes of the health check. */
  | 'check'
  | 'healthy'
  | 'unhealthy';

const anywhere = { rename: { actions: 'act' }, update: { actions: 'act' }, commit: { actions: 'act' } } as const;
const alive = { ...anywhere, signal: { actions: 'act' }, stop: { actions: 'act' }, top: { actions: 'act' } } as const;

/** States as in `docker ps`; the health of a running container is a state inside. Health is kept while it is paused. */
export const containerMachine = setup({
  types: { events: {} as { type: ContainerEvent } },
  actions: {
    act: () => undefined,
  },
}).createMachine({
  id: 'container',
  initial: 'created',
  states: {
    created: {
      on: {
        ...anywhere,
        start: 'running',
        startFailed: { actions: 'act' },
        attach: { actions: 'act' },
        stop: { actions: 'act' },
        remove: 'removing',
      },
    },
    running: {
      initial: 'none',
      on: {
        ...alive,
        exec: { actions: 'act' },
        attach: { actions: 'act' },
        resize: { actions: 'act' },
        exit: 'exited',
        exitAndRestart: 'restarting',
      },
      states: {
        none: { on: { pause: '#container.paused.none', check: 'starting' } },
        starting: {
          on: {
            pause: '#container.paused.starting',
            check: { actions: 'act' },
            healthy: 'healthy',
            unhealthy: 'unhealthy',
          },
        },
        healthy: {
          on: { pause: '#container.paused.healthy', healthy: { actions: 'act' }, unhealthy: 'unhealthy' },
        },
        unhealthy: {
          on: { pause: '#container.paused.unhealthy', unhealthy: { actions: 'act' }, healthy: 'healthy' },
        },
      },
    },
    paused: {
      initial: 'none',
      on: { ...alive, exit: 'exited', exitAndRestart: 'restarting' },
      states: {
        none: { on: { unpause: '#container.running.none' } },
        starting: { on: { unpause: '#container.running.starting' } },
        healthy: { on: { unpause: '#container.running.healthy' } },
        unhealthy: { on: { unpause: '#container.running.unhealthy' } },
      },
    },
    restarting: {
      on: { ...anywhere, stop: { actions: 'act' }, start: 'running', startFailed: 'exited', giveUp: 'exited' },
    },
    exited: {
      on: {
        ...anywhere,
        start: 'running',
        startFailed: { actions: 'act' },
        attach: { actions: 'act' },
        stop: { actions: 'act' },
        remove: 'removing',
      },
    },
    removing: { on: { removed: 'gone', removeFailed: 'dead' } },
    dead: { on: { remove: 'removing' } },
    gone: { type: 'final' },
  },
});
