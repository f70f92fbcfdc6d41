// `npm run scorm -- LESSON… [-o FILE.zip]`: lessons as a SCORM 1.2 package, with the page as `npm run build` left it.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { scormPackage } from '../sharing/scorm.ts';
import { lessonIn } from './grade.ts';

const root = join(import.meta.dirname, '../..');
const usage = 'usage: scorm PART/LESSON... [-o FILE.zip]';

/** All files of the built page by their names in it. */
export function builtPage(dist = join(root, 'dist')): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(dist, name)).isFile(),
  );
  return new Map(names.map((name) => [name.split(sep).join('/'), readFileSync(join(dist, name))]));
}

/** Runs the command. Returns its exit status: 0, 1 when something is missing, 2 when it was used wrongly. */
export async function main(args: readonly string[]): Promise<number> {
  const ids: string[] = [];
  let file = 'drydock-scorm.zip';
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-o') file = args[++index] ?? file;
    else ids.push(arg);
  }
  if (ids.length === 0 || ids.includes('--help')) {
    console.error(usage);
    return ids.length === 0 ? 2 : 0;
  }
  if (!existsSync(join(root, 'dist/index.html'))) {
    console.error('scorm: the page is not built: run "npm run build" first');
    return 1;
  }
  const lessons = ids.map((id) => ({ id, lesson: lessonIn(join(root, 'src/lessons'), id, undefined) }));
  const missing = lessons.filter(({ lesson }) => lesson === undefined);
  for (const { id } of missing) console.error(`scorm: there is no lesson ${id}`);
  if (missing.length > 0) return 1;
  const bytes = scormPackage(
    builtPage(),
    lessons.map(({ id, lesson }) => ({ id, title: lesson?.title ?? '', summary: lesson?.summary ?? '' })),
  );
  writeFileSync(file, bytes);
  console.log(`${file}: ${lessons.length} lessons, ${(bytes.length / 1e6).toFixed(1)} MB`);
  return Promise.resolve(0);
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
