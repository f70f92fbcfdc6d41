// Writes a file of sessions anew from what is printed here: `npx tsx tests/sim/computer/servers/record-sessions.ts sessions.txt`.
import { readFileSync, writeFileSync } from 'node:fs';
import { LearnerTerminal, readSteps } from '../packages/sessions.ts';
import { steady } from './steady.ts';

const file = new URL(process.argv[2] ?? 'sessions.txt', import.meta.url);
const text = readFileSync(file, 'utf8');
const terminal = new LearnerTerminal();
const rows = [text.slice(0, text.indexOf('\n'))];
for (const { line } of readSteps(text)) {
  const output = steady(await terminal.type(line));
  rows.push(
    `$ ${line}`,
    ...(output === ''
      ? []
      : output
          .replace(/\n$/, '')
          .split('\n')
          .map((row) => `|${row}`)),
  );
}
writeFileSync(file, `${rows.join('\n')}\n`);
