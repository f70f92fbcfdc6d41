// Isolation, limits, the files of /proc and /sys, and network programs, as sessions: what is typed, and the whole of what is shown.
// `recorded` comes from a real Docker (record.sh), `written` is what its programs print in this world's networks.
import { describe, expect, test } from 'vitest';
import { named, play, sessionsOf } from './session.ts';

const patience = 60_000;

describe.each(['recorded', 'written'])('%s', (folder) => {
  test.each(sessionsOf(folder))('%s', { timeout: patience }, async (_name, rows) => {
    const shown = (list: typeof rows): string =>
      named(list.map(({ command, output }) => `$ ${command}\n${output}`).join(''));
    expect(shown(await play(rows))).toBe(shown(rows));
  });
});
