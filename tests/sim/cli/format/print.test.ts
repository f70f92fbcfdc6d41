// Go's fmt and encoding/json on the values that templates print.
import { describe, expect, it } from 'vitest';
import { toJson } from '../../../../src/sim/cli/format/json.ts';
import { formatValue, sprint, sprintf, sprintln } from '../../../../src/sim/cli/format/print.ts';
import { GoFloat, GoNil, GoStruct, type GoValue } from '../../../../src/sim/cli/format/value.ts';

const state = new GoStruct({
  type: 'container.State',
  fields: { ID: 'x', Running: true, Health: new GoNil('*container.Health'), Log: [] },
  json: { ID: 'Id' },
  omitEmpty: ['Health', 'Log'],
});

describe('values', () => {
  it.each<[GoValue, string, string]>([
    [null, '<nil>', 'null'],
    ['a<b', 'a<b', '"a\\u003cb"'],
    [5, '5', '5'],
    [10n, '10', '10'],
    [new GoFloat(5), '5', '5'],
    [0.5, '0.5', '0.5'],
    [['a', 1, true], '[a 1 true]', '["a",1,true]'],
    [{ b: 1, a: [] }, 'map[a:[] b:1]', '{"a":[],"b":1}'],
    [
      new Map([
        ['z', 1],
        ['y', 2],
      ]),
      'map[y:2 z:1]',
      '{"y":2,"z":1}',
    ],
    [new GoNil('*T'), '<nil>', 'null'],
    [new GoNil('[]string'), '[]', 'null'],
    [new GoNil('map[string]string'), 'map[]', 'null'],
    [state, '{x true <nil> []}', '{"Id":"x","Running":true}'],
  ])('%#', (value, text, json) => {
    expect([formatValue(value), toJson(value)]).toEqual([text, json]);
  });

  it('keeps brackets when asked to', () => {
    expect(toJson('<&>\u2028\x7f', false)).toBe('"<&>\\u2028\x7f"');
  });
});

describe('printing', () => {
  it('puts blanks where neither side is a string', () => {
    expect(sprint(['a', 1, 2, 'b', 3, true])).toBe('a1 2b3 true');
    expect(sprintln(['a', 1, null])).toBe('a 1 <nil>\n');
  });

  it.each<[string, GoValue[], string]>([
    ['%s|%5s|%-5s|%.2s|%q', ['a', 'b', 'c', 'def', 'g"h'], 'a|    b|c    |de|"g\\"h"'],
    [
      '%d|%05d|%+d|%x|%X|%#x|%o|%b|%c|%U',
      [1, 42, 5, 255, 255, 255, 8, 5, 65, 66],
      '1|00042|+5|ff|FF|0xff|10|101|A|U+0042',
    ],
    ['%6.2f|%-8.3f|%e|%g', [3.14159, 2.5, 1234.5, 1e-7], '  3.14|2.500   |1.234500e+03|1e-07'],
    ['%t %v %T %T', [true, ['a'], ['a'], { a: 1 }], 'true [a] []string map[string]interface {}'],
    ['%d %s %t', ['x', 5, 'y'], '%!d(string=x) %!s(int=5) %!t(string=y)'],
    ['%s', [], '%!s(MISSING)'],
    ['%s', ['a', 'b'], 'a%!(EXTRA string=b)'],
    ['%%|%z|%', [1], '%|%!z(int=1)|%!(NOVERB)'],
    ['%[2]s %[1]s', ['a', 'b'], 'b a'],
    ['%[3]s', ['a'], '%!s(BADINDEX)'],
    ['%*d', [5, 42], '   42'],
    ['%q %s', [['a', 'b'], { k: 'v' }], '["a" "b"] map[k:v]'],
    ['%#v %+v', ['x', state], '"x" {ID:x Running:true Health:<nil> Log:[]}'],
    ['%s %d', [null, null], '%!s(<nil>) %!d(<nil>)'],
  ])('%s', (format, values, text) => {
    expect(sprintf(format, values)).toBe(text);
  });
});
