// The screen shows, after each session at a terminal, what it shows with real shells.
import { describe, expect, test } from 'vitest';
import { busyboxPrograms, gnuPrograms } from '../programs/run-line.ts';
import { bareMachine, finish, initOptions } from '../support.ts';
import { show } from '../terminal/screen.ts';
import recorded from './recorded/sessions.json' with { type: 'json' };
import { bash, common, prompt, withoutPids } from './sessions.ts';

const sessions: Readonly<Record<string, readonly string[]>> = { ...common, ...bash };

async function screen(
  argv: readonly string[],
  programs: typeof gnuPrograms,
  keys: readonly string[],
): Promise<string[]> {
  const { kernel, machine } = bareMachine(programs, { '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n' });
  const terminal = machine.createTerminal('box', 60, 24);
  const decoder = new TextDecoder();
  let shown = '';
  terminal.onOutput((bytes) => (shown += decoder.decode(bytes, { stream: true })));
  const descriptors = new Map([0, 1, 2].map((number) => [number, terminal.descriptor]));
  const env = new Map([
    ['PATH', '/bin'],
    ['HOME', '/root'],
    ['TERM', 'xterm'],
    ['PS1', prompt],
  ]);
  finish(kernel, machine.start(initOptions(machine, argv, { terminal, descriptors, env })));
  for (const key of keys) {
    kernel.advance(500);
    terminal.input(new TextEncoder().encode(key));
  }
  kernel.advance(500);
  const { rows } = await show(shown, 60, 24);
  return rows.map(withoutPids);
}

describe.each([
  { name: 'bash', argv: ['bash', '--norc'], programs: gnuPrograms, screens: recorded.bash },
  { name: 'dash', argv: ['dash'], programs: gnuPrograms, screens: recorded.dash },
  { name: 'ash', argv: ['ash'], programs: busyboxPrograms, screens: recorded.ash },
])('$name', ({ argv, programs, screens }) => {
  test.each(Object.entries(screens))('%s', async (name, rows) => {
    expect(await screen(argv, programs, sessions[name] ?? [])).toEqual(rows);
  });
});
