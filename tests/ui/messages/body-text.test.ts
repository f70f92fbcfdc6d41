// The body of a message as text: in lines, with or without what is not set.
import { expect, test } from 'vitest';
import { bodyText } from '../../../src/ui/messages/body-text.ts';

test.each([
  [
    { Image: 'nginx', Tty: false, Env: null, HostConfig: { Binds: null, Memory: 0 } },
    true,
    ['{', '  "Image": "nginx"', '}'],
    4,
  ],
  [{ a: { b: 1, c: '' } }, false, ['{', '  "a": {', '    "b": 1,', '    "c": ""', '  }', '}'], 1],
  ['{"a":[{"b":0}]}', true, ['{', '  "a": [', '    {}', '  ]', '}'], 1],
  ['{ broken', true, ['{ broken'], 0],
  ['plain', true, ['plain'], 0],
])('%j, brief: %j', (body, brief, lines, unset) => {
  expect(bodyText(body, brief)).toEqual({ text: lines.join('\n'), unset, cut: 0 });
});

test('there is none, and there is too much', () => {
  expect(bodyText(undefined, true)).toBeUndefined();
  expect(bodyText('', true)).toBeUndefined();
  expect(bodyText('x'.repeat(20_005), true)).toMatchObject({ cut: 5 });
});
