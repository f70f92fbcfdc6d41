// System calls on sockets: what needs no waiting.
import { numberOf, textOf, type Call } from '../host.ts';

/** Calls by name; what their arguments are stands in the library's `net`. */
export const networkCalls: Readonly<Record<string, Call>> = {
  listen: (host, args) => {
    const address = textOf(args, 'address');
    const listener = host.process.network.listen(numberOf(args, 'port'), address === '' ? undefined : address);
    if (typeof listener === 'string') return { error: listener };
    const number = host.number();
    host.listeners.set(number, listener);
    return { json: { listener: number, local: listener.local } };
  },
  unlisten: (host, args) => {
    host.listeners.get(numberOf(args, 'listener'))?.close();
    host.listeners.delete(numberOf(args, 'listener'));
    return undefined;
  },
  shutdown: (host, args) => {
    host.sockets.get(numberOf(args, 'socket'))?.shutdown();
    return undefined;
  },
  closeSocket: (host, args) => {
    host.sockets.get(numberOf(args, 'socket'))?.close();
    host.sockets.delete(numberOf(args, 'socket'));
    return undefined;
  },
};
