// What a registry is to a client of it: at hand, asking for credentials, refusing for a while, out of reach.
import { setup } from 'xstate';

/** `challenge`: it answered 401. `limit`: it answered 429. `cut` and `restore`: the network to it. */
export type RegistryEvent = 'serve' | 'challenge' | 'authorise' | 'limit' | 'recover' | 'cut' | 'restore';

/** It hands out content (`serve`) only when it is ready. */
export const registryMachine = setup({
  types: { events: {} as { type: RegistryEvent } },
  actions: { act: () => undefined },
}).createMachine({
  id: 'registry',
  initial: 'ready',
  states: {
    ready: { on: { serve: { actions: 'act' }, challenge: 'unauthorised', limit: 'limited', cut: 'unreachable' } },
    unauthorised: { on: { challenge: { actions: 'act' }, authorise: 'ready', limit: 'limited', cut: 'unreachable' } },
    limited: { on: { limit: { actions: 'act' }, recover: 'ready', cut: 'unreachable' } },
    unreachable: { on: { restore: 'ready' } },
  },
});
