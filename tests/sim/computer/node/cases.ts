// The programs of the recorded tests: what stands in programs/, and how each is run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where programs stand, on the simulated computer and in recorded output. */
export const home = '/app';

export interface Case {
  /** Its file, or its folder, below programs/. */
  readonly name: string;
  /** Files by path below `home`. */
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What a run gave. */
export interface Recorded {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

const folder = join(import.meta.dirname, 'programs');

/** Lines at the head of a program that say how it is run: `// args: …`, `// stdin: …` (with \n), `// env: A=b C=d`. */
function directive(text: string, name: string): string {
  return new RegExp(`^// ${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';
}

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));

function filesOf(path: string, prefix: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) Object.assign(files, filesOf(join(path, entry.name), `${prefix}${entry.name}/`));
    else files[prefix + entry.name] = readFileSync(join(path, entry.name), 'utf8');
  return files;
}

/** All programs, in order of name. A folder is run by the first of index.js, index.mjs. */
export const cases: readonly Case[] = readdirSync(folder, { withFileTypes: true })
  .sort((one, two) => (one.name < two.name ? -1 : 1))
  .map((entry) => {
    const path = join(folder, entry.name);
    const files = entry.isDirectory() ? filesOf(path, '') : { [entry.name]: readFileSync(path, 'utf8') };
    const main = entry.isDirectory() ? (['index.js', 'index.mjs'].find((file) => file in files) ?? '') : entry.name;
    const text = files[main] ?? '';
    return {
      name: entry.name,
      files,
      args: words(directive(text, 'node')).concat(main, words(directive(text, 'args'))),
      stdin: directive(text, 'stdin').replaceAll('\\n', '\n'),
      env: Object.fromEntries(
        words(directive(text, 'env')).map((pair) => {
          const [name = '', ...value] = pair.split('=');
          return [name, value.join('=')];
        }),
      ),
    };
  });
