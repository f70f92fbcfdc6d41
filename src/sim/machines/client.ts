// One `docker …` command from the moment it is typed to its exit code.
import { setup } from 'xstate';

/**
 * `send`: a request goes out. `answer`: its answer is there and complete. `stream`: the answer stays open. `finish`: the command
 * exits, `interrupt`: by Ctrl-C. A command may send several requests.
 */
export type ClientEvent = 'run' | 'send' | 'answer' | 'stream' | 'finish' | 'interrupt';

/** A mistake in the command line leads from `parsing` straight to `done`. */
export const clientMachine = setup({
  types: { events: {} as { type: ClientEvent } },
  actions: { act: () => undefined },
}).createMachine({
  id: 'client',
  initial: 'idle',
  states: {
    idle: { on: { run: 'parsing' } },
    parsing: { on: { send: 'waiting', finish: 'done', interrupt: 'done' } },
    waiting: {
      on: {
        send: { actions: 'act' },
        answer: { actions: 'act' },
        stream: 'streaming',
        finish: 'done',
        interrupt: 'done',
      },
    },
    streaming: {
      on: { send: 'waiting', answer: 'waiting', stream: { actions: 'act' }, finish: 'done', interrupt: 'done' },
    },
    done: { type: 'final' },
  },
});
