// The recorded transcripts of a real Docker, and how many of their steps the simulation answers alike.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayScenario, type Scenario } from '../../src/headless/replay.ts';
import { compare } from '../transcripts/compare.mjs';

const folder = join(import.meta.dirname, '../transcripts');
const floorFile = join(folder, 'floor.json');

/** How many steps of a transcript agree, and which do not. */
export interface Agreement {
  readonly agreeing: number;
  readonly steps: number;
  /** The commands of the steps that differ, in order. */
  readonly differing: readonly string[];
}

/** Agreeing steps by transcript, as once reached; a later version may not fall below. */
export type Floor = Readonly<Record<string, number>>;

/** The names of all recorded transcripts, sorted. */
export const transcriptNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'floor.json')
  .map((file) => file.slice(0, -'.json'.length))
  .sort();

/** Replays one transcript in a fresh world and compares every step with what the real Docker answered. */
export async function agreementOf(name: string): Promise<Agreement> {
  const real = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Scenario;
  const rows = compare(real, await replayScenario(withoutAnswers(real)));
  const differing = rows.filter(({ agree }) => !agree).map(({ command }) => command);
  return { agreeing: rows.length - differing.length, steps: rows.length, differing };
}

export function readFloor(): Floor {
  return JSON.parse(readFileSync(floorFile, 'utf8')) as Floor;
}

export function writeFloor(floor: Floor): void {
  writeFileSync(floorFile, `${JSON.stringify(floor, null, 2)}\n`);
}

/** What is replayed knows only the questions: an answer that is merely copied could not agree by accident. */
function withoutAnswers(real: Scenario): Scenario {
  return {
    ...real,
    steps: real.steps.map((step) => {
      const { exit: _exit, stdout: _stdout, stderr: _stderr, ...question } = step;
      return question;
    }),
  };
}
