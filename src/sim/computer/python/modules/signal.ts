// `_signal`: handlers of signals.
import { signalNumber, signalOfNumber, signals } from '../../processes/signals.ts';
import { plainNumber, type Value } from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { addFunctions, addValues } from './native.ts';

/** Fills `_signal`. */
export const signal: NativeModule = (interpreter, names) => {
  const { process } = interpreter;
  const number = (thread: Thread, value: Value): number => {
    const found = Number(plainNumber(value));
    if (!signalOfNumber(found)) throw thread.error('ValueError', 'signal number out of range');
    return found;
  };
  const known = new Map<number, Value>();
  const defaultInt = (thread: Thread): never => {
    throw thread.error('KeyboardInterrupt');
  };
  addValues(names, Object.fromEntries(signals.map((name) => [`SIG${name}`, signalNumber(name)])));
  addFunctions(names, {
    default_int_handler: defaultInt,
    signal: (thread, [signum, handler]) => {
      const which = number(thread, signum);
      const name = signalOfNumber(which) ?? 'TERM';
      if (thread !== interpreter.main)
        throw thread.error('ValueError', 'signal only works in main thread of the main interpreter');
      if (name === 'KILL' || name === 'STOP') throw thread.error('OSError', 22, 'Invalid argument');
      const before = known.get(which) ?? (which === 2 ? names.get('default_int_handler') : 0);
      known.set(which, handler);
      const plain = plainNumber(handler);
      if (plain === 0) interpreter.handle(name, 'default');
      else if (plain === 1) interpreter.handle(name, 'ignore');
      else interpreter.handle(name, handler);
      return before;
    },
    getsignal: (thread, [signum]) =>
      known.get(number(thread, signum)) ?? (Number(signum) === 2 ? names.get('default_int_handler') : 0),
    raise_signal: (thread, [signum]) => {
      process.kill(process.pid, signalOfNumber(number(thread, signum)) ?? 'TERM');
      interpreter.budget = 0;
      return null;
    },
    *pause(thread) {
      yield* interpreter.waitForSignal(thread);
      return null;
    },
    alarm: (_thread, [seconds]) => interpreter.setAlarm(Number(plainNumber(seconds)) * 1000),
    siginterrupt: () => null,
    strsignal: (_thread, [signum]) =>
      ({
        1: 'Hangup',
        2: 'Interrupt',
        3: 'Quit',
        9: 'Killed',
        10: 'User defined signal 1',
        12: 'User defined signal 2',
        13: 'Broken pipe',
        14: 'Alarm clock',
        15: 'Terminated',
        17: 'Child exited',
      })[Number(plainNumber(signum))] ?? null,
  });
};
