// A link and a file hold a session whole; whatever else comes in is refused in a sentence.
import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dictionary } from '../../src/sharing/dictionary.ts';
import { readLink, writeLink } from '../../src/sharing/link.ts';
import { pack, unpack } from '../../src/sharing/pack.ts';
import { readSessionFile, writeSessionFile } from '../../src/sharing/session-file.ts';
import type { Shared } from '../../src/sharing/shared.ts';
import { createWorld } from '../../src/sim/world.ts';
import type { Session } from '../../src/sim/session.ts';
import { stateOf } from '../support/state.ts';
import { fortyCommands } from './forty-commands.ts';

const epoch = Date.UTC(2026, 0, 12, 9, 0, 0);

/** A session as the page makes it: every character at a time of its own, in fractions of a ms. */
async function played(lines: readonly string[]): Promise<{ readonly shared: Shared; readonly state: string }> {
  const world = createWorld({ seed: '2f6c1f0e-6d0b-4b1f-9d0e-0c1d8c7a5b44', epoch });
  world.useEditor({ action: 'offer' });
  world.openTerminal('terminal-1', 118, 11);
  await world.settle(777.123);
  let pace = 0.1;
  for (const line of lines) {
    for (const character of `${line}\r`) {
      world.type('terminal-1', character);
      pace = (pace * 7919.123) % 1;
      world.kernel.advance(40 + pace * 90);
    }
    await world.settle(4000 + pace * 3000);
  }
  const shared = { session: world.session(), at: undefined, lesson: undefined, view: undefined };
  return { shared, state: stateOf(world) };
}

async function replayed(session: Session): Promise<string> {
  const world = createWorld(session);
  for (const part of world.replay(session)) if (part) await part;
  return stateOf(world);
}

const accepted = (read: ReturnType<typeof readLink>): Shared => {
  if ('problem' in read) throw new Error(read.problem);
  return read;
};

describe('a link', () => {
  test('to a session of forty commands has at most 1,500 characters, and gives the same moment', async () => {
    const { shared, state } = await played(fortyCommands);
    const link = writeLink(shared);
    expect(link.length).toBeLessThanOrEqual(1500);
    const read = accepted(readLink(link));
    expect(read).toEqual(shared);
    expect((await replayed(read.session)) === state).toBe(true);
  });

  test('holds step, moment, view and every kind of input', () => {
    const shared: Shared = {
      session: {
        version: 1,
        seed: 'lesson:containers/first-container',
        epoch,
        until: 9000.5,
        inputs: [
          { t: 0, kind: 'editor', action: 'offer' },
          { t: 0.1 + 0.2, kind: 'open', terminal: 'terminal-1', columns: 80, rows: 24 },
          { t: 3, kind: 'open', terminal: 'preparation', columns: 120, rows: 30 },
          { t: 4, kind: 'type', terminal: 'preparation', data: 'docker pull -q nginx\r' },
          { t: 5, kind: 'close', terminal: 'preparation' },
          { t: 6, kind: 'type', terminal: 'terminal-2', data: 'é ☃ \u0003' },
          { t: 7, kind: 'resize', terminal: 'terminal-1', columns: 90, rows: 24 },
          { t: 8, kind: 'daemon', action: 'restart' },
          { t: 9, kind: 'registry', host: 'docker.io', action: 'limit' },
          { t: 10, kind: 'files', action: 'write', path: '/home/learner/app.py', text: 'print(1)\n' },
          { t: 11, kind: 'editor', action: 'close', editor: 'editor-1' },
        ],
      },
      at: 8.25,
      lesson: { id: 'containers/first-container', step: 2 },
      view: 'layers',
    };
    expect(readLink(writeLink(shared))).toEqual(shared);
    expect(readSessionFile(writeSessionFile(shared))).toEqual(shared);
  });
});

const small: Shared = {
  session: {
    version: 1,
    seed: 'small',
    epoch,
    until: 2000,
    inputs: [
      { t: 0, kind: 'open', terminal: 'terminal-1', columns: 80, rows: 24 },
      { t: 500, kind: 'type', terminal: 'terminal-1', data: 'docker run -d --name web nginx\r' },
    ],
  },
  at: undefined,
  lesson: undefined,
  view: undefined,
};
const link = writeLink(small);
const file = writeSessionFile(small);

/** Expects a refusal with a sentence that a learner can read. */
function expectRefused(read: ReturnType<typeof readLink>): void {
  if (!('problem' in read)) throw new Error(`taken in: ${JSON.stringify(read).slice(0, 300)}`);
  expect(read.problem).toMatch(/^[A-Z].{10,160}\.$/);
}

const runs = { numRuns: 120, seed: 20260112 };
const base64Url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('what comes in', () => {
  test('damaged links are refused', () => {
    const damage = fc.oneof(
      fc.integer({ min: 6, max: link.length - 1 }).map((length) => link.slice(0, length)),
      fc
        .tuple(fc.integer({ min: 6, max: link.length - 1 }), fc.integer({ min: 1, max: 63 }))
        .map(([at, shift]) => {
          const code = base64Url.indexOf(link.charAt(at));
          const other = base64Url.charAt((Math.max(0, code) + shift) % 64);
          return link.slice(0, at) + other + link.slice(at + 1);
        })
        // The last character may differ in bits that say nothing.
        .filter((damaged) => damaged.slice(0, -1) !== link.slice(0, -1)),
      fc
        .tuple(fc.integer({ min: 6, max: link.length - 1 }), fc.string({ minLength: 1, maxLength: 5 }))
        .map(([at, text]) => link.slice(0, at) + text + link.slice(at)),
    );
    fc.assert(
      fc.property(damage, (damaged) => expectRefused(readLink(damaged))),
      runs,
    );
  });

  test('foreign links and files are refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.webUrl(), fc.json()), (text) => {
        expectRefused(readLink(`#/s/1/${text}`));
        expectRefused(readLink(text));
        expectRefused(readLink(`#/s/1/${pack(text)}`));
        expectRefused(readSessionFile(text));
      }),
      runs,
    );
  });

  test('damaged files are refused or say the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: 0, max: file.length - 3 }).map((length) => file.slice(0, length)),
          fc
            .tuple(fc.integer({ min: 0, max: file.length - 1 }), fc.string({ minLength: 1, maxLength: 3 }))
            .map(([at, text]) => file.slice(0, at) + text + file.slice(at + 1)),
        ),
        (damaged) => {
          const read = readSessionFile(damaged);
          // A letter of a command may be another one: a file has no checksum, so that it can be edited.
          if ('problem' in read) expectRefused(read);
          else expect(read.session.inputs.length).toBeLessThanOrEqual(small.session.inputs.length);
        },
      ),
      runs,
    );
  });

  test('hostile values are refused', () => {
    const hostile = fc.constantFrom<unknown>(
      Number.MAX_VALUE,
      -1,
      1e308,
      'x'.repeat(3_000_000),
      '<img src=x onerror=alert(1)>',
      { __proto__: null, toString: 'x' },
      [],
      null,
      true,
      '../../etc/passwd',
      { length: 1e9 },
      'javascript:alert(1)',
    );
    const places = fc.constantFrom('version', 'seed', 'epoch', 'until', 'inputs', 'at', 'lesson', 'view', 't', 'kind', 'terminal', 'data', 'columns', 'path'); // prettier-ignore
    fc.assert(
      fc.property(hostile, places, (value, place) => {
        const session: Record<string, unknown> = { ...small.session };
        const around: Record<string, unknown> = { at: undefined, lesson: undefined, view: undefined };
        if (place in session) session[place] = value;
        else if (place in around) around[place] = value;
        else if (place === 'path')
          session['inputs'] = [{ t: 1, kind: 'files', action: 'write', path: value, text: 'x' }];
        else if (place === 'columns')
          session['inputs'] = [{ ...small.session.inputs[0], columns: value }, ...small.session.inputs.slice(1)];
        else session['inputs'] = [small.session.inputs[0], { ...small.session.inputs[1], [place]: value }];
        const text = JSON.stringify({ format: 'drydock-session', version: 1, session, ...around });
        const read = readSessionFile(text);
        // What is only a text, as a seed or typed into the simulation, may be any text of a bounded length.
        if ('problem' in read) expectRefused(read);
        else expect(JSON.stringify(read).length).toBeLessThan(2_100_000);
        if (!['seed', 'data', 'epoch', 'inputs', 'until'].includes(place) && JSON.stringify(value) !== 'null')
          expectRefused(read);
      }),
      runs,
    );
  });

  test('a link that would unpack to more than is allowed is not unpacked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 20 }), fc.constantFrom(0, 32, 91, 120), (megabytes, byte) => {
        const bomb = deflateSync(new Uint8Array(megabytes * 1_000_000).fill(byte), { level: 9, dictionary });
        const packed = Buffer.from(Uint8Array.from([0, 0, 0, 0, ...bomb])).toString('base64url');
        const before = process.memoryUsage().arrayBuffers;
        expect(unpack(packed, 4_000_000)).toBeUndefined();
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
        expectRefused(readLink(`#/s/1/${packed}`));
      }),
      { numRuns: 8, seed: 1 },
    );
    expectRefused(readLink(`#/s/1/${'A'.repeat(5_000_000)}`));
    expectRefused(readSessionFile('['.repeat(25_000_000)));
  });

  test('a link of another version says so', () => {
    expect(readLink(link.replace('#/s/1/', '#/s/2/'))).toEqual({
      problem: 'The link has version 2; this page reads version 1. Load the page again for the newest one.',
    });
  });
});
