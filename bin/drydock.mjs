#!/usr/bin/env node
// `drydock COMMAND …`: the tools for courses, run from their TypeScript sources.
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const commands = ['grade', 'scorm', 'import', 'lessons'];
const [command = '', ...args] = process.argv.slice(2);
if (commands.includes(command)) {
  const path = fileURLToPath(new URL(`../src/headless/${command}.ts`, import.meta.url));
  const { main } = await tsImport(path, import.meta.url);
  process.exitCode = await main(args);
} else {
  console.error(`usage: drydock ${commands.join('|')} ...`);
  process.exitCode = 2;
}
