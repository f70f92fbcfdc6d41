import { expect, test } from 'vitest';
import { jsonProblem } from '../../../src/sim/cli/json-problem.ts';

test.each([
  ['{bad', "invalid character 'b' looking for beginning of object key string"],
  ['', 'unexpected end of JSON input'],
  ['{"a":1', 'unexpected end of JSON input'],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"', `invalid character '"' after object key:value pair`],
  ['[1 2]', "invalid character '2' after array element"],
  ['{"a":x}', "invalid character 'x' looking for beginning of value"],
  ['{} x', "invalid character 'x' after top-level value"],
])('%s', (text, problem) => {
  expect(jsonProblem(text)).toBe(problem);
});
