// A terminal inside needs one outside when its input is attached.
import { stdin, type Client } from '../client.ts';

/** What the client says when there is none. */
export const notATtyText = 'the input device is not a TTY';

/** True when a container's terminal is to be fed from something that is none. */
export const notATty = (client: Client, attachesStdin: boolean, tty: boolean): boolean =>
  tty && attachesStdin && stdin(client).terminal === undefined;
