// How an image comes to an engine: resolved by name, its layers pulled, complete; or made here.
import { setup } from 'xstate';

/** `found`: the manifest is known. `upToDate`: all of it is here already. `create`: built, committed, loaded or imported. */
export type ImageEvent = 'pull' | 'found' | 'upToDate' | 'complete' | 'fail' | 'create' | 'remove';

/** The states of a pull, and the two ends of an image's life. */
export const imageMachine = setup({
  types: { events: {} as { type: ImageEvent } },
}).createMachine({
  id: 'image',
  initial: 'absent',
  states: {
    absent: { on: { pull: 'resolving', create: 'complete' } },
    resolving: { on: { found: 'pulling', upToDate: 'complete', fail: 'failed' } },
    pulling: { on: { complete: 'complete', fail: 'failed' } },
    complete: { on: { pull: 'resolving', remove: 'absent' } },
    failed: { on: { pull: 'resolving', remove: 'absent' } },
  },
});
