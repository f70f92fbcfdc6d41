// Sessions as texts: lines that begin with `$ ` are typed, those below are what came of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playScenario } from '../../../../src/headless/scenario-player.ts';

export interface Row {
  readonly command: string;
  readonly output: string;
}

/** The sessions of a folder beside this file, by name. */
export function sessionsOf(folder: string): readonly (readonly [name: string, rows: readonly Row[]])[] {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => [name.replace(/\.txt$/, ''), parseSession(readFileSync(join(path, name), 'utf8'))] as const);
}

/** The rows of a text. */
export function parseSession(text: string): readonly Row[] {
  const rows: Row[] = [];
  for (const part of text.split(/^\$ /m).slice(1)) {
    const end = part.indexOf('\n');
    rows.push({ command: part.slice(0, end), output: part.slice(end + 1) });
  }
  return rows;
}

/** What differs from one run to another, called by what it is. */
export const named = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{64}\b/g, '<id>')
    .replace(/\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/gi, (mac) =>
      /^(?:00:){5}00$|^(?:ff:){5}ff$/i.test(mac) ? mac : '<mac>',
    )
    .replace(/\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{12}\b/g, '<id>')
    .replace(/fe80::[0-9a-f:]+/g, 'fe80::<n>')
    .replace(/veth[0-9a-f]{7}/g, '<veth>')
    .replace(/@if\d+/g, '@if<n>')
    .replace(/127\.0\.0\.11:\d{5} */g, '127.0.0.11:<port> ')
    .replace(/(\d+\.){3}\d+:(?:3[2-9]|[45]\d)\d{3}\b */g, (end) => end.replace(/:\d+ */, ':<port> '))
    .replace(/time=[\d.]+ ms/g, 'time=<t> ms')
    .replace(/ [\d.]+ ms/g, ' <t> ms')
    .replace(/= [\d.]+(?:\/[\d.]+)+ ms/g, '= <t> ms')
    .replace(/\b(ns|uts|ipc|mnt|net|pid|user|cgroup|time):\[\d+\]/g, '$1:[<n>]')
    .replace(/^sh: line 0: /gm, 'sh: ');

/** Runs the commands of a session in a fresh world; each with what it wrote. */
export async function play(rows: readonly Row[]): Promise<Row[]> {
  const played = await playScenario({
    title: 'session',
    files: {},
    steps: [{ command: 'docker pull -q alpine' }, ...rows.map(({ command }) => ({ command }))],
  });
  return played.steps.slice(1).map(({ command, stdout = '', stderr = '', exit = 0 }) => ({
    command,
    output: `${stdout}${stderr}${exit === 0 ? '' : `[exit ${exit}]\n`}`,
  }));
}
