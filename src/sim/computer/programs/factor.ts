// factor(1).
import type { Task } from '../../kernel/task.ts';
import { applet, type Invocation } from './invocation.ts';
import { wordsOf } from './make/words.ts';

/** Work with numbers beyond this is left to bigger programs. */
const largest = 10n ** 18n;

function* factors(run: Invocation, number: bigint): Task<bigint[]> {
  const found: bigint[] = [];
  let rest = number;
  for (let divisor = 2n; divisor * divisor <= rest; divisor += divisor === 2n ? 1n : 2n) {
    while (rest % divisor === 0n) {
      found.push(divisor);
      rest /= divisor;
    }
    if (divisor % 1001n === 0n) yield* run.step(0.02);
  }
  if (rest > 1n) found.push(rest);
  return found;
}

function* show(run: Invocation, word: string): Task {
  if (!/^\+?\d+$/.test(word)) {
    if (!run.gnu) yield* run.misuse();
    yield* run.complain(`${run.quote(word)} is not a valid positive integer`);
    return;
  }
  const number = BigInt(word);
  if (number > largest) yield* run.complain(`not simulated: numbers above ${largest}`);
  else yield* run.print(`${number}:${(yield* factors(run, number)).map((each) => ` ${each}`).join('')}\n`);
}

/** `factor` */
export const factor = applet(
  {
    name: 'factor',
    short: '',
    unsimulated: ['h', 'exponents'],
    usage: '[NUMBER]...',
    about: 'Print the prime factors of each NUMBER, or of those on standard input.',
  },
  function* (run) {
    for (const word of run.operands) yield* show(run, word);
    if (run.operands.length === 0)
      yield* run.eachLine([], function* ({ text }) {
        for (const word of wordsOf(text)) yield* show(run, word);
      });
    return run.status;
  },
);
