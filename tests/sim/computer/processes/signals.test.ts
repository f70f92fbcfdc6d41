// What signals do to processes: default, ignored, handled; in a container, as PID 1 and below it.
import { describe, expect, test } from 'vitest';
import { sleep } from '../../../../src/sim/kernel/task.ts';
import type { Process, Program, Signal } from '../../../../src/sim/computer/contract.ts';
import { exitCode, parseSignal, signalNumber } from '../../../../src/sim/computer/processes/signals.ts';
import { bareMachine, finish, initOptions, print } from '../support.ts';

const wait: Program = function* () {
  yield* sleep(100_000);
  return 0;
};

/** Starts `victim` as a child of PID 1 of a container and tells how it ended, or its state after a second. */
function sendTo(victim: Program, signals: readonly Signal[]): string {
  const first: Program = function* (process) {
    const child = yield* process.spawn({ argv: ['victim'] });
    if (typeof child === 'string') throw new Error(child);
    yield* sleep(10);
    for (const signal of signals) process.kill(child.pid, signal);
    yield* sleep(1000);
    const status = child.exited.value;
    yield* print(process, status ? `${exitCode(status)}` : child.info.state);
    return 0;
  };
  const { kernel, machine } = bareMachine({ first, victim });
  const terminal = machine.createTerminal('box', 80, 24);
  let shown = '';
  terminal.onOutput((bytes) => (shown += new TextDecoder().decode(bytes)));
  finish(
    kernel,
    (function* () {
      const process = yield* machine.start(
        initOptions(machine, ['first'], { descriptors: new Map([[1, terminal.descriptor]]) }),
      );
      if ('failure' in process) throw new Error(process.failure);
      yield* process.exited.wait();
    })(),
  );
  return shown;
}

const handling = (signal: Signal, action: (process: Process) => void): Program =>
  function* (process) {
    process.handle(signal, () => {
      action(process);
    });
    yield* sleep(100_000);
    return 0;
  };

const ignoring = (signal: Signal): Program =>
  function* (process) {
    process.handle(signal, 'ignore');
    yield* sleep(100_000);
    return 0;
  };

describe('a signal to an ordinary process', () => {
  test.each<[string, Program, Signal[], string]>([
    ['TERM ends it', wait, ['TERM'], '143'],
    ['KILL ends it', wait, ['KILL'], '137'],
    ['INT ends it', wait, ['INT'], '130'],
    ['QUIT ends it', wait, ['QUIT'], '131'],
    ['HUP ends it', wait, ['HUP'], '129'],
    ['USR1 ends it', wait, ['USR1'], '138'],
    ['CHLD is ignored', wait, ['CHLD'], 'S'],
    ['WINCH is ignored', wait, ['WINCH'], 'S'],
    ['STOP stops it', wait, ['STOP'], 'T'],
    ['CONT goes on', wait, ['STOP', 'CONT'], 'S'],
    ['TERM waits while it is stopped', wait, ['STOP', 'TERM'], 'T'],
    ['TERM arrives when it goes on', wait, ['STOP', 'TERM', 'CONT'], '143'],
    ['KILL ends a stopped one', wait, ['STOP', 'KILL'], '137'],
    ['an ignored TERM does nothing', ignoring('TERM'), ['TERM'], 'S'],
    ['KILL cannot be ignored', ignoring('KILL'), ['KILL'], '137'],
    ['STOP cannot be ignored', ignoring('STOP'), ['STOP'], 'T'],
    ['a handler decides', handling('TERM', (process) => { process.exit(7); }), ['TERM'], '7'],
    ['a handler may do nothing', handling('INT', () => undefined), ['INT', 'INT'], 'S'],
    ['the first of two decides', wait, ['TERM', 'INT'], '143'],
  ])('%s', (_, victim, signals, expected) => {
    expect(sendTo(victim, signals)).toBe(expected);
  }); // prettier-ignore
});

describe('a signal to PID 1 of a container', () => {
  const outcome = (victim: Program, signal: Signal, init = false): string => {
    const { kernel, machine } = bareMachine({ victim });
    return finish(
      kernel,
      (function* () {
        const process = yield* machine.start(initOptions(machine, ['victim'], { init }));
        if ('failure' in process) throw new Error(process.failure);
        yield* sleep(10);
        machine.signal(process, signal);
        yield* sleep(1000);
        const status = process.exited.value;
        return status ? `${exitCode(status)}` : 'runs';
      })(),
    );
  };
  test.each<[string, Program, Signal, boolean, string]>([
    ['TERM without a handler does nothing', wait, 'TERM', false, 'runs'],
    ['INT without a handler does nothing', wait, 'INT', false, 'runs'],
    ['KILL from outside ends it', wait, 'KILL', false, '137'],
    ['TERM with a handler reaches it', handling('TERM', (process) => { process.exit(0); }), 'TERM', false, '0'],
    ['with an init, TERM reaches the command', wait, 'TERM', true, '143'],
    ['with an init, INT reaches the command', wait, 'INT', true, '130'],
    ['with an init, KILL ends all', wait, 'KILL', true, '137'],
  ])('%s', (_, victim, signal, init, expected) => {
    expect(outcome(victim, signal, init)).toBe(expected);
  }); // prettier-ignore

  test('KILL from inside does nothing', () => {
    const first: Program = function* (process) {
      const child = yield* process.spawn({ argv: ['second'] });
      if (typeof child === 'string') return 1;
      yield* process.wait(child);
      return 3;
    };

    const second: Program = function* (process) {
      return process.kill(1, 'KILL') === undefined ? 0 : 1;
    };
    const { kernel, machine } = bareMachine({ first, second });
    const status = finish(
      kernel,
      (function* () {
        const process = yield* machine.start(initOptions(machine, ['first']));
        if ('failure' in process) throw new Error(process.failure);
        return yield* process.exited.wait();
      })(),
    );
    expect(status).toEqual({ code: 3 });
  });
});

test.each([
  ['9', 'KILL'],
  ['KILL', 'KILL'],
  ['SIGTERM', 'TERM'],
  ['hup', 'HUP'],
  ['sigusr1', 'USR1'],
  ['NOSUCH', undefined],
  ['0', undefined],
  ['32', undefined],
])('signal %s is %s', (text, expected) => {
  expect(parseSignal(text)).toBe(expected);
});

test('numbers as on Linux', () => {
  const numbers = (['HUP', 'INT', 'KILL', 'TERM', 'CHLD', 'STOP', 'WINCH', 'SYS'] as const).map(signalNumber);
  expect(numbers).toEqual([1, 2, 9, 15, 17, 19, 28, 31]);
});
