// `npm run replay -- FILE.json…` (or a folder, with `-o FOLDER`): runs scenarios in fresh worlds and prints them with
// `exit`, `stdout` and `stderr` filled in.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseScenario, type Scenario } from './scenario.ts';
import { playScenario } from './scenario-player.ts';

export type { Scenario } from './scenario.ts';

/** Runs a scenario in a fresh world. */
export const replayScenario = (scenario: Scenario): Promise<Scenario> => playScenario(scenario);

const usage = 'usage: replay FILE.json... | FOLDER  [-o FOLDER]';

async function main(args: readonly string[]): Promise<number> {
  const inputs: string[] = [];
  let folder: string | undefined;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-o') folder = args[++index];
    else inputs.push(arg);
  }
  if (inputs.length === 0) {
    console.error(usage);
    return 2;
  }
  const files = inputs.flatMap((input) =>
    statSync(input).isDirectory()
      ? readdirSync(input)
          .filter((name) => name.endsWith('.json'))
          .map((name) => join(input, name))
      : [input],
  );
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  let status = 0;
  for (const file of files) {
    const scenario = readScenario(file);
    if ('problem' in scenario) {
      console.error(`${file}: ${scenario.problem}`);
      status = 1;
      continue;
    }
    const text = `${JSON.stringify(await replayScenario(scenario), null, 1)}\n`;
    if (folder === undefined) process.stdout.write(text);
    else writeFileSync(join(folder, basename(file)), text);
  }
  return status;
}

function readScenario(file: string): Scenario | { readonly problem: string } {
  try {
    return parseScenario(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
