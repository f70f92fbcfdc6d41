// figlet and cowsay: what they draw.
import { expect, test } from 'vitest';
import { banners } from '../../../../src/sim/computer/programs/banners.ts';
import { createWorld } from '../../../../src/sim/world.ts';

/** What a program prints, run by itself on the learner's machine. */
async function printed(name: string, ...words: readonly string[]): Promise<string> {
  const world = createWorld({ seed: 'banners', epoch: Date.UTC(2026, 0, 12, 9) });
  const { machine, kernel } = world;
  const output = machine.pipe();
  const program = banners[name];
  if (!program) throw new Error(`no ${name}`);
  const process = {
    ...machine.init,
    argv: [name, ...words],
    files: machine.files,
    descriptors: new Map([[1, output.writer]]),
  };
  const handle = kernel.spawn(name, program(process as never));
  for (let turn = 0; turn < 200 && !handle.finished; turn++) {
    kernel.advance(10, 1000);
    if (kernel.blocked) await kernel.blocked;
  }
  let text = '';
  kernel.spawn(
    'read',
    (function* () {
      text = new TextDecoder().decode((yield* output.reader.read()) ?? new Uint8Array(0));
    })(),
  );
  kernel.advance(10, 1000);
  return text;
}

test('a banner', async () => {
  expect(await printed('figlet', 'Hello')).toBe(
    [
      '  _   _      _ _       ',
      ' | | | | ___| | | ___  ',
      ' | |_| |/ _ \\ | |/ _ \\ ',
      ' |  _  |  __/ | | (_) |',
      ' |_| |_|\\___|_|_|\\___/ ',
      '                       ',
      '',
    ].join('\n'),
  );
});

test('a cow', async () => {
  expect(await printed('cowsay', '-e', '^^', 'moo')).toBe(
    [
      ' _____',
      '< moo >',
      ' -----',
      '        \\   ^__^',
      '         \\  (^^)\\_______',
      '            (__)\\       )\\/\\',
      '                ||----w |',
      '                ||     ||',
      '',
    ].join('\n'),
  );
});

test.each([
  ['one line', [], ['< one line >']],
  ['two lines', ['-W', '8'], ['/ two   \\', '\\ lines /']],
  ['a b c d e f', ['-W', '4'], ['/ a b \\', '| c d |', '\\ e f /']],
])('the balloon of %j', async (text, options, rows) => {
  expect((await printed('cowsay', ...options, text)).split('\n').slice(1, 1 + rows.length)).toEqual(rows);
});
