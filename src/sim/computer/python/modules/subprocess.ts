// `_subprocess`: running other programs, with pipes to and from them.
import { race, sleep, type Task } from '../../../kernel/task.ts';
import type { Descriptor, Process } from '../../contract.ts';
import { strerror, type Errno } from '../../filesystem/errno.ts';
import { signalNumber, signalOfNumber } from '../../processes/signals.ts';
import { readAll } from '../../programs/text.ts';
import { builtinClass, bytes } from '../objects/types.ts';
import type { PyBytes } from '../objects/values.ts';
import { plainNumber, plainText, PyDict, PyFloat, PyNativeObject, Raised, type Value } from '../objects/values.ts';
import { collect } from '../run/containers.ts';

import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { errnoNumber } from './errno.ts';
import { addFunctions, define } from './native.ts';

interface Child {
  readonly process: Process;
  readonly input: Descriptor | undefined;
  readonly outputs: readonly (Descriptor | undefined)[];
  status: number | undefined;
}

const childType = builtinClass('Child');
const childOf = (value: Value): Child => (value as PyNativeObject<Child>).native;
const raise = (thread: Thread, errno: Errno, path?: Value): Raised =>
  new Raised(
    thread.interpreter.exception('OSError', [
      errnoNumber(errno),
      strerror(errno),
      ...(path === undefined ? [] : [path]),
    ]),
  );

define(childType, '_subprocess', {
  pid: (_thread, [self]) => childOf(self).process.pid,
  poll: (_thread, [self]) => childOf(self).status ?? null,
  *wait(thread, [self, seconds]) {
    const child = childOf(self);
    const plain = plainNumber(seconds);
    const { process } = thread.interpreter;
    function* ended(): Task<boolean> {
      if (child.status === undefined) {
        const status = yield* child.process.exited.wait();
        child.status = 'code' in status ? status.code : -signalNumber(status.signal);
        yield* process.wait(child.process);
      }
      return true;
    }
    function* late(): Task<boolean> {
      yield* sleep((plain instanceof PyFloat ? plain.value : Number(plain)) * 1000);
      return false;
    }
    const done = yield* thread.interpreter.wait(thread, () => (plain === null ? ended() : race([ended(), late()])));
    return done ? child.status : null;
  },
  *write(thread, [self, data]) {
    const { input } = childOf(self);
    if (!input) throw thread.error('ValueError', 'write to closed file');
    const errno = yield* thread.interpreter.wait(thread, () => input.write((data as PyBytes).bytes));
    if (errno) throw raise(thread, errno);
    return null;
  },
  close_input: (_thread, [self]) => {
    childOf(self).input?.release();
    return null;
  },
  *read(thread, [self, which]) {
    const descriptor = childOf(self).outputs[Number(which) - 1];
    if (!descriptor) return bytes(new Uint8Array());
    return bytes((yield* thread.interpreter.wait(thread, () => descriptor.read())) ?? new Uint8Array());
  },
  *read_all(thread, [self, which]) {
    const descriptor = childOf(self).outputs[Number(which) - 1];
    if (!descriptor) return null;
    const { process } = thread.interpreter;
    const all = yield* thread.interpreter.wait(thread, () => readAll(descriptor, process));
    descriptor.release();
    return bytes(all);
  },
  kill: (thread, [self, number]) => {
    const { process, status } = childOf(self);
    if (status === undefined)
      thread.interpreter.process.kill(process.pid, signalOfNumber(Number(plainNumber(number))) ?? 'TERM');
    return null;
  },
});

/** Fills `_subprocess`: `spawn(args, env, cwd, stdin, stdout, stderr)`, each stream None, -1 (a pipe), -2 (as stdout), -3 (/dev/null) or a number. */
export const subprocess: NativeModule = (interpreter, names) => {
  addFunctions(names, {
    *spawn(thread, [args, env, cwd, ...streams]) {
      const { process } = interpreter;
      yield* interpreter.flush();
      const argv = (yield* collect(thread, args)).map((arg) => plainText(arg));
      const descriptors = new Map<number, Descriptor>();
      const opened: Descriptor[] = [];
      let input: Descriptor | undefined;
      const outputs: (Descriptor | undefined)[] = [];
      for (const [number, stream] of streams.entries()) {
        const plain = plainNumber(stream);
        if (plain === null) continue;
        if (plain === -1) {
          const { reader, writer } = process.pipe();
          descriptors.set(number, number === 0 ? reader : writer);
          opened.push(number === 0 ? reader : writer);
          if (number === 0) input = writer;
          else outputs[number - 1] = reader;
        } else if (plain === -2) {
          const out = descriptors.get(1) ?? process.descriptors.get(1);
          if (out) descriptors.set(number, out);
        } else if (plain === -3) {
          const nothing = yield* process.open('/dev/null', number === 0 ? 'read' : 'write');
          if (typeof nothing !== 'string') {
            descriptors.set(number, nothing);
            opened.push(nothing);
          }
        } else if (typeof plain === 'number') {
          const own = process.descriptors.get(plain);
          if (own) descriptors.set(number, own);
        } else {
          const file = (stream as PyNativeObject<{ descriptor: Descriptor | undefined }>).native.descriptor;
          yield* thread.callMethod(stream, 'flush');
          if (file) descriptors.set(number, file);
        }
      }
      const variables =
        env instanceof PyDict
          ? new Map([...env.map.values()].map(({ key, value }) => [plainText(key), plainText(value)] as const))
          : undefined;
      const child = yield* process.spawn({
        argv,
        descriptors,
        ...(variables ? { env: variables } : {}),
        ...(cwd === null ? {} : { cwd: plainText(cwd) }),
      });
      for (const one of opened) one.release();
      if (typeof child === 'string') {
        input?.release();
        for (const output of outputs) output?.release();
        throw raise(thread, child, argv[0]);
      }
      const made = new PyNativeObject<Child>(childType, { process: child, input, outputs, status: undefined });
      child.exited.whenOpened((status) => {
        made.native.status ??= 'code' in status ? status.code : -signalNumber(status.signal);
      });
      return made;
    },
  });
};
