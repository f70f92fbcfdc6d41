// Writes anew what the lines of each session print, to be read before it is committed: npx tsx tests/sim/applications/record.ts [name…]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { LearnerTerminal } from './terminal.ts';

const folder = new URL('./', import.meta.url);
const wanted = process.argv.slice(2);
for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const terminal = new LearnerTerminal();
  const rows: string[] = [];
  for (const row of readFileSync(new URL(name, folder), 'utf8').replace(/\n$/, '').split('\n')) {
    if (row.startsWith('|')) continue;
    rows.push(row);
    if (!row.startsWith('$ ')) continue;
    const output = await terminal.type(row.slice(2));
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
