// `npm run lessons [-- <part>/<lesson>…]`: proves that the lessons work, or says with file and line what is wrong.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readPart, type Part } from '../lessons/course.ts';
import { readGlossary } from '../lessons/glossary.ts';
import type { Problem } from '../lessons/lesson.ts';
import { readLesson, splitFrontMatter } from '../lessons/read-lesson.ts';
import { checkText, playLesson, playTries, type CourseContext } from '../lessons/validate.ts';
import { readVariables } from '../lessons/variables.ts';

const folder = join(import.meta.dirname, '../lessons');

/** Learners who get a lab with variables each in their own way. */
const variations = ['ada', 'grace', 'linus'];

/** All that is wrong, by file below src/lessons. */
export type Findings = ReadonlyMap<string, readonly Problem[]>;

/** The course as it lies on disk. */
export interface Course {
  readonly parts: readonly Part[];
  readonly context: CourseContext;
  readonly problems: Findings;
}

/** Reads parts and glossary. */
export function readCourse(): Course {
  const found = new Map<string, readonly Problem[]>();
  const folders = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'part.yaml')),
  );
  const parts = folders.flatMap(({ name }) => {
    const { part, problems } = readPart(name, readFileSync(join(folder, name, 'part.yaml'), 'utf8'));
    const there = readdirSync(join(folder, name), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const ids = there.map((entry) => `${name}/${entry.name}`);
    const missing = (part?.lessons ?? []).filter((id) => !ids.includes(id)).map((id) => `There is no folder ${id}.`);
    const unnamed = ids
      .filter((id) => !part?.lessons.includes(id))
      .map((id) => `The folder ${id} is not among the lessons.`);
    found.set(`${name}/part.yaml`, [...problems, ...[...missing, ...unnamed].map((text) => ({ line: 1, text }))]);
    return part ? [part] : [];
  });
  const { glossary, problems } = readGlossary(readFileSync(join(folder, 'glossary.md'), 'utf8'));
  found.set('glossary.md', problems);
  return { parts, context: { glossary, lessons: new Set(parts.flatMap(({ lessons }) => lessons)) }, problems: found };
}

/** Reads a lesson, plays it and its tries. */
export async function validateLesson(id: string, context: CourseContext): Promise<Findings> {
  const path = `${id}/lesson.md`;
  if (!existsSync(join(folder, path))) return new Map([[path, [{ line: 1, text: 'There is no such file.' }]]]);
  const source = readFileSync(join(folder, path), 'utf8');
  const { lesson, problems } = readLesson(id, source);
  const inText = [...problems, ...checkText(lesson, source, context)];
  if (problems.length > 0) return new Map([[path, inText]]);
  const played = await playLesson(lesson);
  const varied: Problem[] = [];
  for (const seed of readVariables(splitFrontMatter(source).head, undefined).size > 0 ? variations : [])
    for (const { line, text } of (await playLesson(readLesson(id, source, seed).lesson)).problems)
      varied.push({ line, text: `As ${seed} gets it: ${text}` });
  const tries = join(folder, id, 'tries.yaml');
  const tried = existsSync(tries) ? await playTries(played.beginnings, readFileSync(tries, 'utf8')) : [];
  return new Map([
    [path, [...inText, ...played.problems, ...varied]],
    [`${id}/tries.yaml`, tried],
  ]);
}

/** Runs the command. Returns its exit status: 0, or 1 when something is wrong. */
export async function main(wanted: readonly string[]): Promise<number> {
  const course = readCourse();
  let wrong = print(course.problems);
  const ids = wanted.length > 0 ? wanted : [...course.context.lessons];
  for (const id of ids) {
    const count = print(await validateLesson(id, course.context));
    console.log(`${count === 0 ? 'ok  ' : 'FAIL'} ${id}`);
    wrong += count;
  }
  console.log(`${ids.length} lessons, ${wrong} problems`);
  return wrong === 0 ? 0 : 1;
}

function print(findings: Findings): number {
  const lines = [...findings].flatMap(([file, problems]) =>
    problems.map(({ line, text }) => `${relative(process.cwd(), join(folder, file))}:${line}: ${text}`),
  );
  for (const line of lines) console.error(line);
  return lines.length;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
