// A project played in a fresh world: each command line with what it printed, as `$ line`, then the text of both streams.
import { playScenario } from '../../../../src/headless/scenario-player.ts';

/** Runs command lines in a folder with these files; what each printed, without times and with ids named. */
export async function play(files: Readonly<Record<string, string>>, lines: readonly string[]): Promise<string> {
  const { steps } = await playScenario({
    title: 'compose',
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`app/${path}`, text])),
    steps: [
      { command: 'docker pull -q alpine; cd app' },
      ...lines.map((command) => ({ command: `{ ${command}\n} 2>&1` })),
    ],
  });
  return steps
    .slice(1)
    .map(({ stdout = '', exit = 0 }, at) => `$ ${lines[at] ?? ''}\n${plain(stdout)}${exit === 0 ? '' : `→ ${exit}\n`}`)
    .join('');
}

const plain = (text: string): string =>
  text
    .replace(/\r\x1b\[K/g, '')
    .replace(/\x1b\[\d+m/g, '')
    .replace(/time="[^"]*"/g, 'time="T"')
    .replace(/\b[0-9a-f]{64}\b/g, '<id>');
