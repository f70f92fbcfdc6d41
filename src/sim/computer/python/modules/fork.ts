// `_fork`: a function of a module in a process that is forked, with an interpreter of its own and the sockets that listen.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { signalNumber, signalOfNumber } from '../../processes/signals.ts';
import { builtinClass, list } from '../objects/types.ts';
import { plainNumber, plainText, PyNativeObject, Raised, type Value } from '../objects/values.ts';
import { getAttribute } from '../run/attributes.ts';
import { collect } from '../run/containers.ts';
import { importModule } from '../run/imports.ts';
import type { Interpreter, NativeModule } from '../run/interpreter.ts';
import { errnoNumber } from './errno.ts';
import { addFunctions, define } from './native.ts';
import { listenerOf } from './socket.ts';

interface Forked {
  readonly process: Process;
  /** Virtual ms at which it last told that it lives. */
  alive: number;
  status: number | undefined;
}

const forkedType = builtinClass('Forked');
const forkedOf = (value: Value): Forked => (value as PyNativeObject<Forked>).native;

/** What was forked, by the interpreter in which it runs. */
const selves = new WeakMap<Interpreter, Forked>();

define(forkedType, '_fork', {
  pid: (_thread, [self]) => forkedOf(self).process.pid,
  /** The exit code, minus the signal's number when one ended it, None while it runs. */
  status: (_thread, [self]) => forkedOf(self).status ?? null,
  /** Seconds since it told that it lives. */
  silence: (thread, [self]) =>
    Math.floor((thread.interpreter.process.machine.kernel.now - forkedOf(self).alive) / 1000),
  kill: (thread, [self, number]) => {
    const { process, status } = forkedOf(self);
    if (status === undefined)
      thread.interpreter.process.kill(process.pid, signalOfNumber(Number(plainNumber(number))) ?? 'TERM');
    return null;
  },
});

/** Fills `_fork`. */
export const fork: NativeModule = (interpreter, names) => {
  addFunctions(names, {
    /** `run(module, function, arguments (texts), sockets)`: the child. */
    *run(thread, [module, func, args, sockets]) {
      const { process } = interpreter;
      yield* interpreter.flush();
      const texts = (yield* collect(thread, args)).map((arg) => plainText(arg));
      const inherited = (yield* collect(thread, sockets)).flatMap((socket) => listenerOf(socket) ?? []);
      const made: { forked?: Forked } = {};
      const body = function* (own: Interpreter): Task {
        own.inherited = inherited;
        if (made.forked) selves.set(own, made.forked);
        const found = yield* importModule(own.main, own.builtins, plainText(module), 0, false, [plainText(func)]);
        yield* own.main.call(yield* getAttribute(own.main, found, plainText(func)), [list(texts)]);
      };
      const child = yield* process.fork((own) => interpreter.runForked(own, body));
      if (typeof child === 'string')
        throw new Raised(interpreter.exception('OSError', [errnoNumber(child), strerror(child)]));
      const known: Forked = { process: child, alive: process.machine.kernel.now, status: undefined };
      made.forked = known;
      child.exited.whenOpened((status) => {
        known.status = 'code' in status ? status.code : -signalNumber(status.signal);
      });
      return new PyNativeObject(forkedType, known);
    },
    /** Tells the process that forked this one that it lives. */
    beat: () => {
      const self = selves.get(interpreter);
      if (self) self.alive = interpreter.process.machine.kernel.now;
      return null;
    },
    /** Reaps a child that has ended. */
    *reap(thread, [child]) {
      yield* thread.interpreter.wait(thread, () => interpreter.process.wait(forkedOf(child).process));
      return null;
    },
  });
};
