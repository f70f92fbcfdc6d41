// The states of the docker client, in the order of its column on the stage.

/** What the client is doing. */
export type ClientState = 'idle' | 'parsing' | 'waiting' | 'streaming' | 'done';
/** From the top. */
export const clientStates: readonly ClientState[] = ['idle', 'parsing', 'waiting', 'streaming', 'done'];
