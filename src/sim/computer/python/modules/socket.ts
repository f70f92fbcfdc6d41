// `_socket`: streams over the simulated network. A datagram socket knows its address and sends nothing.
import { race, sleep, type Task } from '../../../kernel/task.ts';
import type { Connection, Listener } from '../../contract.ts';
import { strerror, type Errno } from '../../filesystem/errno.ts';
import { builtinClass, bytes, list, tuple } from '../objects/types.ts';
import {
  plainNumber,
  plainText,
  PyBytes,
  PyFloat,
  PyNativeObject,
  Raised,
  type PyClass,
  type PyTuple,
  type Value,
} from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { errnoNumber } from './errno.ts';
import { addFunctions, define } from './native.ts';

interface Socket {
  connection: Connection | undefined;
  listener: Listener | undefined;
  /** The listener is another process's, too: it is closed there. */
  shared: boolean;
  bound: { readonly address: string; readonly port: number } | undefined;
  /** ms; undefined waits for ever. */
  timeout: number | undefined;
  pending: Uint8Array;
  ended: boolean;
  closed: boolean;
  number: number;
}

const socketType = builtinClass('socket');
const native = (value: Value): Socket => (value as PyNativeObject<Socket>).native;

function make(cls: PyClass, thread: Thread, connection?: Connection): PyNativeObject<Socket> {
  const { process } = thread.interpreter;
  const made = new PyNativeObject<Socket>(cls, {
    connection,
    listener: undefined,
    shared: false,
    bound: undefined,
    timeout: undefined,
    pending: new Uint8Array(),
    ended: false,
    closed: false,
    number: thread.interpreter.newDescriptor(),
  });
  process.whenEnded(() => {
    shut(made.native);
  });
  return made;
}

function shut(socket: Socket): void {
  socket.closed = true;
  socket.connection?.close();
  if (!socket.shared) socket.listener?.close();
  socket.connection = undefined;
  socket.listener = undefined;
}

const raise = (thread: Thread, errno: Errno): Raised =>
  new Raised(thread.interpreter.exception('OSError', [errnoNumber(errno), strerror(errno)]));

/** The open socket behind an object; raises for one that is closed. */
function open(thread: Thread, self: Value): Socket {
  const socket = native(self);
  if (socket.closed) throw raise(thread, 'EBADF');
  return socket;
}

/** Waits for something no longer than the socket's timeout. */
function* within<T>(thread: Thread, socket: Socket, start: () => Task<T>): Task<T> {
  const { timeout } = socket;
  if (timeout === undefined) return yield* thread.interpreter.wait(thread, start);
  const { kernel } = thread.interpreter.process.machine;
  const until = kernel.now + Math.max(timeout, 0.01);
  function* late(): Task<undefined> {
    yield* sleep(Math.max(0, until - kernel.now));
    return undefined;
  }
  function* done(): Task<{ value: T }> {
    return { value: yield* start() };
  }
  const outcome = yield* thread.interpreter.wait(thread, () => race<{ value: T } | undefined>([done(), late()]));
  if (outcome) return outcome.value;
  if (timeout === 0) throw raise(thread, 'EAGAIN');
  throw thread.error('TimeoutError', 'timed out');
}

/** Address and port of an argument. */
function target(thread: Thread, value: Value): { host: string; port: number } {
  const items = (value as PyTuple | undefined)?.items;
  if (!Array.isArray(items)) throw thread.error('TypeError', 'AF_INET address must be tuple');
  return { host: plainText(items[0]), port: Number(plainNumber(items[1])) };
}

function* addresses(thread: Thread, host: string): Task<readonly string[]> {
  if (host === '' || /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.includes(':')) return [host === '' ? '0.0.0.0' : host];
  const { process } = thread.interpreter;
  const found = yield* thread.interpreter.wait(thread, () => process.network.resolve(host, process.files));
  if (typeof found !== 'string') return found;
  const gaierror = thread.interpreter.socketError;
  const text = found === 'NXDOMAIN' ? [-2, 'Name or service not known'] : [-3, 'Temporary failure in name resolution'];
  throw thread.raise(yield* thread.call(gaierror, text));
}

const address = (of: { readonly address: string; readonly port: number } | undefined): Value =>
  tuple([of?.address ?? '0.0.0.0', of?.port ?? 0]);

function* fill(thread: Thread, socket: Socket, limit: number): Task<boolean> {
  const { connection } = socket;
  if (!connection) throw raise(thread, 'EBADF');
  if (socket.ended) return false;
  const part = yield* within(thread, socket, () => connection.read(limit));
  if (part) {
    socket.pending = part;
    return true;
  }
  socket.ended = true;
  if (connection.reset) throw raise(thread, 'ECONNRESET');
  return false;
}

define(socketType, '_socket', {
  __new__: (thread, [cls]) => make(cls as PyClass, thread),
  fileno: (_thread, [self]) => (native(self).closed ? -1 : native(self).number),
  settimeout: (_thread, [self, value]) => {
    const plain = plainNumber(value);
    native(self).timeout = plain === null ? undefined : (plain instanceof PyFloat ? plain.value : Number(plain)) * 1000;
    return null;
  },
  gettimeout: (_thread, [self]) => {
    const { timeout } = native(self);
    return timeout === undefined ? null : new PyFloat(timeout / 1000);
  },
  setblocking: (_thread, [self, flag]) => {
    native(self).timeout = flag === false || flag === 0 ? 0 : undefined;
    return null;
  },
  setsockopt: () => null,
  getsockopt: () => 0,
  *bind(thread, [self, where]) {
    const { host, port } = target(thread, where);
    const [found = '0.0.0.0'] = yield* addresses(thread, host);
    const socket = open(thread, self);
    const { process } = thread.interpreter;
    if (
      port !== 0 &&
      process.network.listening.some(
        ({ protocol, local }) =>
          protocol === 'tcp' &&
          local.port === port &&
          (local.address === found || local.address === '0.0.0.0' || found === '0.0.0.0'),
      )
    )
      throw raise(thread, 'EADDRINUSE');
    if (
      port > 0 &&
      port < 1024 &&
      process.credentials.uid !== 0 &&
      !process.credentials.capabilities.has('CAP_NET_BIND_SERVICE')
    ) {
      const limit = process.files.readText('/proc/sys/net/ipv4/ip_unprivileged_port_start');
      if (typeof limit !== 'string' || port < Number(limit)) throw raise(thread, 'EACCES');
    }
    if (
      found !== '0.0.0.0' &&
      !found.startsWith('127.') &&
      found !== '::' &&
      !process.network.interfaces.some((one) => one.address === found)
    )
      throw raise(thread, 'EADDRNOTAVAIL');
    socket.bound = { address: found === '::' ? '0.0.0.0' : found, port };
    return null;
  },
  listen: (thread, [self]) => {
    const socket = open(thread, self);
    if (socket.listener) return null;
    const { network } = thread.interpreter.process;
    const bound = socket.bound ?? { address: '0.0.0.0', port: 0 };
    const port = bound.port === 0 ? freePort(thread) : bound.port;
    const listener = network.listen(port, bound.address);
    if (typeof listener === 'string') throw raise(thread, listener);
    socket.listener = listener;
    socket.bound = { address: bound.address, port };
    return null;
  },
  *accept(thread, [self]) {
    const socket = open(thread, self);
    const { listener } = socket;
    if (!listener) throw raise(thread, 'EINVAL');
    const connection = yield* within(thread, socket, () => listener.accept());
    if (!connection) throw raise(thread, 'EINVAL');
    return tuple([make(socketType, thread, connection), address(connection.remote)]);
  },
  *connect(thread, [self, where]) {
    const socket = open(thread, self);
    const { host, port } = target(thread, where);
    let failure: Errno = 'ECONNREFUSED';
    for (const one of yield* addresses(thread, host)) {
      const { network } = thread.interpreter.process;
      const made = yield* within(thread, socket, () => network.connect(one === '0.0.0.0' ? '127.0.0.1' : one, port));
      if (typeof made !== 'string') {
        socket.connection = made;
        return null;
      }
      failure = made;
    }
    throw raise(thread, failure);
  },
  *recv(thread, [self, count]) {
    const socket = open(thread, self);
    if (socket.pending.length === 0 && !(yield* fill(thread, socket, Number(count)))) return bytes(new Uint8Array());
    const part = socket.pending.slice(0, Number(count));
    socket.pending = socket.pending.slice(Number(count));
    return bytes(part);
  },
  *sendall(thread, [self, data]) {
    const socket = open(thread, self);
    const { connection } = socket;
    if (!connection) throw raise(thread, 'EPIPE');
    if (!(data instanceof PyBytes)) throw thread.error('TypeError', "a bytes-like object is required, not 'str'");
    const errno = yield* within(thread, socket, () => connection.write(data.bytes));
    if (errno) throw raise(thread, errno);
    return null;
  },
  shutdown: (thread, [self, how]) => {
    const socket = open(thread, self);
    if (Number(how) > 0) socket.connection?.shutdown();
    return null;
  },
  close: (_thread, [self]) => {
    shut(native(self));
    return null;
  },
  getsockname: (_thread, [self]) =>
    address(native(self).connection?.local ?? native(self).listener?.local ?? native(self).bound),
  getpeername: (thread, [self]) => {
    const { connection } = open(thread, self);
    if (!connection)
      throw new Raised(thread.interpreter.exception('OSError', [107, 'Transport endpoint is not connected']));
    return address(connection.remote);
  },
  readable: (_thread, [self]) => native(self).pending.length > 0 || native(self).ended,
});

/** The listener of a socket that listens. */
export const listenerOf = (value: Value): Listener | undefined => native(value).listener;

/** A port that nobody listens on, as the kernel gives it for port 0. */
function freePort(thread: Thread): number {
  const { process } = thread.interpreter;
  const taken = new Set(process.network.listening.map(({ local }) => local.port));
  let port = 32768 + process.machine.kernel.random('ports').integer(28000);
  while (taken.has(port)) port++;
  return port;
}

/** Fills `_socket`. */
export const socket: NativeModule = (interpreter, names) => {
  names.set('socket', socketType);
  addFunctions(names, {
    /** Makes a socket the listener number `index` of the process that this one was forked from. */
    inherit: (_thread, [self, index]) => {
      const listener = interpreter.inherited[Number(index)];
      Object.assign(native(self), { listener, shared: true, bound: listener?.local });
      return null;
    },
    gethostname: () => interpreter.process.hostname,
    // The address that a datagram to another network would come from; null when there is no way out.
    own_address: () =>
      interpreter.process.network.interfaces.find(({ name, address: own }) => name !== 'lo' && own !== '')?.address ??
      null,
    *lookup(thread, [host]) {
      return list([...(yield* addresses(thread, plainText(host)))]);
    },
    set_error: (_thread, [cls]) => {
      interpreter.socketError = cls;
      return null;
    },
  });
};
