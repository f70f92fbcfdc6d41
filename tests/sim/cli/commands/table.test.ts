import { expect, test } from 'vitest';
import { commands } from '../../../../src/sim/cli/commands/table.ts';
import { allCommands, findCommand } from '../../../../src/sim/cli/reference/reference.ts';

test.each(commands.map((command) => [command.name, command] as const))(
  '%s is a command of the reference',
  (name, command) => {
    const spec = findCommand(name.split(' '));
    expect(spec?.name).toBe(name);
    const flags = spec?.flags.map((flag) => flag.name) ?? [];
    expect(command.notSimulated?.filter((flag) => !flags.includes(flag)) ?? []).toEqual([]);
  },
);

test('no command is there twice', () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
});

test('every container, image, network, volume, plugin and system command is carried out', () => {
  const carriedOut = new Set(commands.map(({ name }) => name));
  const missing = allCommands()
    .filter(({ runnable, program, hidden, path }) => runnable && program === 'docker' && !hidden && path.length > 0)
    .map(({ name }) => name)
    .filter((name) => /^(container|image|network|volume|plugin|system) /.test(name) && !carriedOut.has(name));
  expect([...new Set(missing)]).toEqual([]);
});
