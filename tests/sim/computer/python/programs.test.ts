// Programs as learners write them, and what CPython 3.11 printed for them (record.py).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runPython } from './support.ts';

const folder = new URL('./programs/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const recorded = JSON.parse(readFileSync(new URL('./recorded-programs.json', import.meta.url), 'utf8')) as Record<
  string,
  object
>;

describe('programs', () => {
  test.each(Object.keys(recorded))('%s', async (name) => {
    const source = read(name);
    const stdin = /^# stdin: (.*)/.exec(source)?.[1];
    const outcome = await runPython([`/app/${name}`], {
      files: { [`/app/${name}`]: source },
      ...(stdin === undefined ? {} : { stdin: JSON.parse(stdin) as string }),
    });
    expect(outcome).toEqual(recorded[name]);
  });
});
