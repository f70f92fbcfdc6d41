// The life of a layer on an engine's disk: fetched, checked against its digest, put in line, unpacked on the one below.
import { setup } from 'xstate';

/** `discard`: nobody needs it any more. `fail`: the transfer broke off or the digest was another. */
export type LayerEvent = 'download' | 'received' | 'verified' | 'extract' | 'extracted' | 'create' | 'fail' | 'discard';

/** A layer that is made here (a build step, a commit) goes to `present` by `create`. */
export const layerMachine = setup({
  types: { events: {} as { type: LayerEvent } },
}).createMachine({
  id: 'layer',
  initial: 'absent',
  states: {
    absent: { on: { download: 'downloading', create: 'present' } },
    downloading: { on: { received: 'verifying', fail: 'failed' } },
    verifying: { on: { verified: 'downloaded', fail: 'failed' } },
    downloaded: { on: { extract: 'extracting', fail: 'failed' } },
    extracting: { on: { extracted: 'present', fail: 'failed' } },
    present: { on: { discard: 'absent' } },
    failed: { on: { download: 'downloading', discard: 'absent' } },
  },
});
