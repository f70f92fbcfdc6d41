// `npm run import -- FOLDER [-o FOLDER]`: a scenario of Killercoda or a Labspace as the draft of a lesson.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { importCourse, type Folder } from '../sharing/import-course.ts';

const usage = 'usage: import FOLDER [-o FOLDER]';

/** Bytes of a file that is read; what is larger is no text of a course. */
const largest = 1_000_000;

/** The texts of a folder. */
export function readFolder(folder: string): Folder {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = statSync(join(folder, name));
    return file.isFile() && file.size <= largest && !name.split(sep).includes('.git');
  });
  return new Map(names.toSorted().map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name), 'utf8')]));
}

/** Runs the command. Returns its exit status: 0, 1 when the folder is neither, 2 when it was used wrongly. */
export async function main(args: readonly string[]): Promise<number> {
  const inputs: string[] = [];
  let target = 'imported';
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-o') target = args[++index] ?? target;
    else inputs.push(arg);
  }
  const [folder] = inputs;
  if (folder === undefined || inputs.length > 1 || !existsSync(folder)) {
    console.error(usage);
    return 2;
  }
  const imported = importCourse(readFolder(folder));
  if (!imported) {
    console.error(`import: ${folder} has neither an index.json of Killercoda nor a labspace.yaml`);
    return 1;
  }
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'lesson.md'), imported.lesson);
  console.log(`${imported.format}: written to ${join(target, 'lesson.md')}`);
  for (const note of imported.unsupported) console.log(`not supported: ${note}`);
  return Promise.resolve(0);
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
