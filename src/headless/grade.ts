// `npm run grade -- FOLDER|FILE… [-o FOLDER]`: replays what learners handed in and writes grades.csv, grades.json and Gradescope's
// results.json.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lesson } from '../lessons/lesson.ts';
import { readLesson } from '../lessons/read-lesson.ts';
import { grade, markShared } from '../sharing/grade.ts';
import { toCsv, toGradescope, type Graded } from '../sharing/grade-files.ts';
import { readSubmission } from '../sharing/submission.ts';

const usage = 'usage: grade FOLDER|FILE... [-o FOLDER] [--lessons FOLDER]';
const course = join(import.meta.dirname, '../lessons');

/** A lesson from a folder of lessons. */
export function lessonIn(folder: string, id: string, variation: string | undefined): Lesson | undefined {
  const path = join(folder, id, 'lesson.md');
  return existsSync(path) ? readLesson(id, readFileSync(path, 'utf8'), variation).lesson : undefined;
}

/** Grades files (name → text), and marks what they share. `lessons`: the folder with the parts of the course. */
export async function gradeAll(files: ReadonlyMap<string, string>, lessons = course): Promise<readonly Graded[]> {
  const grading = {
    lessonOf: (id: string, variation: string | undefined) => Promise.resolve(lessonIn(lessons, id, variation)),
    clock: () => performance.now(),
  };
  const graded: Graded[] = [];
  for (const [file, text] of files) {
    const submission = readSubmission(text);
    graded.push('problem' in submission ? { file, ...submission } : { file, grade: await grade(submission, grading) });
  }
  const marked = markShared(graded.flatMap((each) => ('grade' in each ? [each.grade] : [])));
  let next = 0;
  return graded.map((each) => ('grade' in each ? { file: each.file, grade: marked[next++] ?? each.grade } : each));
}

/** Runs the command. Returns its exit status: 0, 1 when a file is no submission, 2 when it was used wrongly. */
export async function main(args: readonly string[]): Promise<number> {
  const inputs: string[] = [];
  let folder = 'grades';
  let lessons = course;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-o') folder = args[++index] ?? folder;
    else if (arg === '--lessons') lessons = args[++index] ?? lessons;
    else if (arg === '--help') {
      console.log(usage);
      return 0;
    } else inputs.push(arg);
  }
  const missing = inputs.find((input) => !existsSync(input));
  if (inputs.length === 0 || missing !== undefined) {
    console.error(missing === undefined ? usage : `grade: ${missing}: there is no such file or folder`);
    return 2;
  }
  const paths = inputs.flatMap((input) =>
    statSync(input).isDirectory()
      ? readdirSync(input, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.json'))
          .toSorted()
          .map((name) => ({ name, path: join(input, name) }))
      : [{ name: basename(input), path: input }],
  );
  const graded = await gradeAll(new Map(paths.map(({ name, path }) => [name, readFileSync(path, 'utf8')])), lessons);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'grades.csv'), toCsv(graded));
  writeFileSync(join(folder, 'grades.json'), `${JSON.stringify(graded, undefined, 1)}\n`);
  for (const each of graded) {
    const name =
      graded.length === 1
        ? 'results.json'
        : `${each.file.replaceAll(/[^\w.-]/g, '_').replace(/\.json$/, '')}.results.json`;
    writeFileSync(join(folder, name), `${JSON.stringify(toGradescope(each), undefined, 1)}\n`);
    print(each);
  }
  console.log(`${graded.length} files, written to ${folder}: grades.csv, grades.json, results.json for Gradescope`);
  return graded.some((each) => 'problem' in each) ? 1 : 0;
}

function print(graded: Graded): void {
  if ('problem' in graded) console.log(`  ?    ${graded.file}: ${graded.problem}`);
  else {
    const { score, student, commands, minutes, marks } = graded.grade;
    console.log(`${score.toFixed(1).padStart(5)}  ${student || graded.file}: ${commands} commands, ${minutes} min`);
    for (const mark of marks) console.log(`       ! ${mark}`);
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
