// The command tree against the recorded one: no command and no flag of the real client is missing or misnamed.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownTypes } from '../../../../src/sim/cli/flags/value.ts';
import { descriptions } from '../../../../src/sim/cli/reference/descriptions.ts';
import { allCommands, findCommand } from '../../../../src/sim/cli/reference/reference.ts';

interface Recorded {
  readonly flags?: readonly { readonly name: string; readonly short?: string; readonly type?: string }[];
  readonly commands?: Readonly<Record<string, Recorded>>;
}

const recorded = JSON.parse(
  readFileSync(new URL('../../../reference/docker-cli.json', import.meta.url), 'utf8'),
) as Recorded;

function* walk(command: Recorded, path: readonly string[] = []): Generator<[string, Recorded]> {
  yield [path.join(' '), command];
  for (const [name, child] of Object.entries(command.commands ?? {})) yield* walk(child, [...path, name]);
}

const flagLine = (flag: { name: string; short?: string | undefined; type?: string | undefined }): string =>
  `${flag.short ?? ''} --${flag.name} ${flag.type ?? 'bool'}`;

describe('the command tree', () => {
  it.each([...walk(recorded)])('docker %s has the recorded flags', (path, command) => {
    const spec = findCommand(path.split(' ').filter((word) => word !== ''));
    const listed = spec?.flags.filter((flag) => !flag.hidden && !flag.managerOnly).map(flagLine);
    expect(new Set(listed)).toEqual(new Set((command.flags ?? []).map(flagLine)));
  });

  it('has a reader for every type of flag', () => {
    const types = new Set(allCommands().flatMap((spec) => spec.flags.map((flag) => flag.type)));
    expect([...types].filter((type) => !knownTypes.includes(type))).toEqual([]);
  });

  it('describes every command and every flag that help lists', () => {
    const silent = allCommands().flatMap((spec) => [
      ...(descriptions.command(spec.name) === '' ? [spec.name] : []),
      ...spec.flags
        .filter((flag) => !flag.hidden && descriptions.flag(spec.name, flag.name) === '')
        .map((flag) => `${spec.name} --${flag.name}`),
    ]);
    expect(silent).toEqual([]);
  });

  it('finds commands by alias', () => {
    expect(findCommand(['container', 'ps'])?.name).toBe('container ls');
    expect(findCommand(['rmi'])?.name).toBe('image rm');
    expect(findCommand(['builder', 'prune'])?.name).toBe('buildx prune');
    expect(findCommand(['image', 'nosuch'])).toBeUndefined();
  });
});
