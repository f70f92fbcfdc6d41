// Writes what the sessions print now into their files: `npx tsx tests/sim/computer/packages/record.ts`. Read every change before
// it is committed: real apk, apt, pip and npm decide what is right.
import { readFileSync, writeFileSync } from 'node:fs';
import { imageOf, LearnerTerminal, readSteps } from './sessions.ts';

for (const name of process.argv.length > 2 ? process.argv.slice(2) : ['apk', 'apt', 'pip', 'npm']) {
  const path = new URL(`${name}.txt`, import.meta.url);
  const text = readFileSync(path, 'utf8');
  const lines = [text.split('\n')[0] ?? ''];
  const terminal = new LearnerTerminal();
  let container = '';
  for (const step of readSteps(text)) {
    if (step.container !== container) {
      container = step.container;
      lines.push(`@ ${container}`);
      await terminal.type(`docker pull -q ${imageOf(container)}`);
    }
    const output = await terminal.inContainer(container, step.line);
    lines.push(
      `$ ${step.line}`,
      ...output
        .replace(/\n$/, '')
        .split('\n')
        .filter((row) => output !== '' || row !== '')
        .map((row) => `|${row}`),
    );
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}
