import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSession } from '../../src/sim/parse-session.ts';
import type { Session } from '../../src/sim/session.ts';

const valid: Session = {
  version: 1,
  seed: 'abc',
  epoch: 1_700_000_000_000,
  inputs: [
    { t: 0, kind: 'open', terminal: 'terminal-1', columns: 80, rows: 24 },
    { t: 12.5, kind: 'type', terminal: 'terminal-1', data: 'docker ps\r' },
    { t: 12.5, kind: 'resize', terminal: 'terminal-1', columns: 100, rows: 30 },
    { t: 13, kind: 'machine', action: 'add', name: 'server', access: 'tls' },
    { t: 13, kind: 'open', terminal: 'terminal-2', columns: 80, rows: 24, machine: 'server' },
    { t: 13, kind: 'machine', action: 'remove', name: 'server' },
    { t: 13, kind: 'editor', action: 'offer' },
    { t: 13, kind: 'editor', action: 'save', editor: 'drydock/701', text: 'x', part: { start: 0, end: 2, check: 7 } },
    { t: 13, kind: 'editor', action: 'close', editor: 'drydock/701' },
    { t: 14, kind: 'files', action: 'make-directory', path: '/home/learner/src' },
    {
      t: 14,
      kind: 'files',
      action: 'write',
      path: '/home/learner/src/..a',
      text: 'AA==',
      encoding: 'base64',
      mode: 0o755,
    },
    { t: 14, kind: 'files', action: 'rename', path: '/home/learner/src/..a', to: '/home/learner/b c' },
    { t: 14, kind: 'files', action: 'remove', path: '/home/learner/src' },
    { t: 14, kind: 'browser', action: 'visit', url: 'localhost:8080' },
    {
      t: 14,
      kind: 'browser',
      action: 'visit',
      url: 'http://a/',
      linked: true,
      form: { type: 'text/plain', body: 'a=b' },
    },
    { t: 15, kind: 'browser', action: 'go', by: -1 },
    { t: 15, kind: 'browser', action: 'reload' },
  ],
  until: 5000,
};
const [open, typed] = valid.inputs;

describe('a session from elsewhere', () => {
  test('is taken when every part of it is valid', () => {
    expect(parseSession(JSON.parse(JSON.stringify(valid)))).toEqual(valid);
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, 'This is not a Drydock session.'],
    ['a text', 'session', 'This is not a Drydock session.'],
    ['something else', { hello: 1 }, 'This is not a Drydock session.'],
    ['a later version', { ...valid, version: 2 }, 'This session has version 2; version 1 can be read.'],
    ['a seed that is none', { ...valid, seed: 5 }, 'The session has no valid seed.'],
    ['an endless seed', { ...valid, seed: 'x'.repeat(300) }, 'The session has no valid seed.'],
    ['a start that is no time', { ...valid, epoch: null }, 'The session has no valid start time.'],
    ['an end before the start', { ...valid, until: -1 }, 'The session has no valid end time.'],
    ['an end in a thousand years', { ...valid, until: 1e15 }, 'The session has no valid end time.'],
    ['inputs that are no list', { ...valid, inputs: {} }, 'The session has no valid list of inputs.'],
    [
      'an unknown kind of input',
      { ...valid, inputs: [{ ...open, kind: 'eval' }] },
      'Input 1 of the session is not valid.',
    ],
    [
      'a form without a body',
      { ...valid, inputs: [{ t: 0, kind: 'browser', action: 'visit', url: 'a', form: { type: 'x' } }] },
      'Input 1 of the session is not valid.',
    ],
    [
      'a machine with a strange name',
      { ...valid, inputs: [{ t: 0, kind: 'machine', action: 'add', name: 'a b', access: 'ssh' }] },
      'Input 1 of the session is not valid.',
    ],
    [
      'a machine that is got at in a strange way',
      { ...valid, inputs: [{ t: 0, kind: 'machine', action: 'add', name: 'a', access: 'telnet' }] },
      'Input 1 of the session is not valid.',
    ],
    [
      'a terminal with a strange name',
      { ...valid, inputs: [{ ...open, terminal: '../x' }] },
      'Input 1 of the session is not valid.',
    ],
    [
      'a terminal without width',
      { ...valid, inputs: [{ ...open, columns: 0 }] },
      'Input 1 of the session is not valid.',
    ],
    [
      'typing that is no text',
      { ...valid, inputs: [open, { ...typed, data: [1] }] },
      'Input 2 of the session is not valid.',
    ],
    ...[
      { action: 'remove', path: 'relative' },
      { action: 'remove', path: '/home/../etc' },
      { action: 'remove', path: '/' },
      { action: 'rename', path: '/a' },
      { action: 'write', path: '/a' },
      { action: 'write', path: '/a', text: 'x'.repeat(1_500_001) },
      { action: 'write', path: '/a', text: '', encoding: 'hex' },
      { action: 'write', path: '/a', text: '', mode: -1 },
      { action: 'write', path: '/a', text: '', part: { start: 2, end: 1, check: 0 } },
    ].map((change): [string, unknown, string] => [
      `a file change ${JSON.stringify(change).slice(0, 80)}`,
      { ...valid, inputs: [{ t: 0, kind: 'files', ...change }] },
      'Input 1 of the session is not valid.',
    ]),
    ['inputs out of order', { ...valid, inputs: [typed, open] }, 'Input 2 of the session is not valid.'],
    ['an input after the end', { ...valid, until: 3 }, 'Input 2 of the session is not valid.'],
    [
      'more text than can be replayed',
      { ...valid, inputs: [{ ...typed, data: 'x'.repeat(2_000_001) }] },
      'The session holds more text than can be replayed.',
    ],
  ])('%s is refused with a reason', (_, value, problem) => {
    expect(parseSession(value)).toEqual({ problem });
  });

  test('of any form at all is taken or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const result = parseSession(value);
        expect('problem' in result ? result.problem : result.seed).toEqual(expect.any(String));
      }),
    );
  });
});
