// test(1) and `[` as programs.
import type { Applet } from './flavour.ts';
import { complainTo, localeQuoted } from './text.ts';
import { evaluateTest } from './test-expression.ts';

/** `test` and `[` */
export const test: Applet = function* (process, flavour) {
  const called = (process.argv[0] ?? '').endsWith('[') ? '[' : 'test';
  let operands = process.argv.slice(1);
  if (called === '[') {
    if (operands.at(-1) !== ']') {
      const text = flavour === 'gnu' ? `missing ${localeQuoted(process.env, ']')}` : 'missing ]';
      yield* complainTo(process, `${called}: ${text}\n`);
      return 2;
    }
    operands = operands.slice(0, -1);
  }
  const result = evaluateTest(process, operands, flavour);
  if (typeof result === 'boolean') return result ? 0 : 1;
  const text = result.wrong.replace(/‘(.*)’/s, (_, word: string) => localeQuoted(process.env, word));
  yield* complainTo(process, `${called}: ${text}\n`);
  return 2;
};
