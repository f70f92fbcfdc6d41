// Writes anew what the lines of each session print, to be read before it is committed: npx tsx tests/sim/applications/record.ts [name…]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { LearnerTerminal, readSession } from './terminal.ts';

const folder = new URL('./', import.meta.url);
const wanted = process.argv.slice(2);
for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const terminal = new LearnerTerminal();
  const rows: string[] = [];
  for (const part of readFileSync(new URL(name, folder), 'utf8').split(/^(?=\$ )/m)) {
    const kept = part.split('\n').filter((row) => row !== '' && !row.startsWith('|'));
    rows.push(...kept);
    const [step] = readSession(kept.join('\n'));
    if (!step) continue;
    const output = await terminal.type(step.line);
    if (output !== '')
      rows.push(
        ...output
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => `|${line}`),
      );
  }
  writeFileSync(new URL(name, folder), `${rows.join('\n')}\n`);
}
