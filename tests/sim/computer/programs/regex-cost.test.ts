import { expect, test } from 'vitest';
import { mayNeverEnd } from '../../../../src/sim/computer/programs/regex-cost.ts';

test.each<[string, boolean]>([
  ['^(a+)+$', true],
  ['(a*)*b', true],
  ['(a|a)*b', true],
  ['(a|aa)+$', true],
  ['(.*,)*x', true],
  ['(\\s*\\w+\\s*)*;', true],
  ['([0-9]{1,3})*x', true],
  ['(?:x(?:[a-z]+)*)+!', true],
  ['a+b+c', false],
  ['^([a-z]+-)*x$', false],
  ['([0-9]{1,3}\\.){3}[0-9]{1,3}', false],
  ['(ab{0,2})*c', false],
  ['(\\w+\\s*,\\s*)*end', false],
  ['("([^"\\\\]|\\\\.)*")+', false],
  ['(foo|bar)*', false],
  ['.*(.*)(.*)$', false],
  ['(?<year>\\d{4})(-\\d\\d)*', false],
])('%s: %s', (source, expected) => {
  expect(mayNeverEnd(source, 'u')).toBe(expected);
});
